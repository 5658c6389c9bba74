import type { Command } from './command';
import { tableOf } from './table';
import { loadViews } from './views';

/** Profile, state and what is left. */
const short = 3;

export const list: Command = {
  name: 'list',
  summary: 'list profiles, how each stands and how long it lasts',
  options: [],
  obeys: ['plans'],
  examples: [{ line: 'brs list', does: 'one line per profile; more with brs status' }],
  run: async (_args, system) => tableOf((await loadViews(system)).views, system.clock.now(), short),
};
