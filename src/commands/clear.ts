import type { System } from '../system/system';
import type { Args, Command } from './command';
import { counted, forget, forgetAll } from './forget';
import { resolveOptions } from './resolve';

export const clear = {
  name: 'clear',
  summary: 'forget entries of a profile, or all',
  options: [
    ...resolveOptions,
    { name: 'all', help: 'every entry of brs in this store' },
    { name: 'debug', help: 'say on stderr what is done, without secrets' },
  ],
  obeys: ['plans'],
  examples: [
    { line: 'brs clear --profile prod', does: 'forget what prod has, its MFA session too' },
    { line: 'brs clear --all', does: 'forget everything' },
  ],
  run: async (args: Args, system: System) =>
    counted(await (args.switches.has('all') ? forgetAll(args, system) : forget([args], system))),
} satisfies Command;
