import type { Fault } from '../core/errors';
import { printable } from '../core/printable';
import type { System } from '../system/system';
import type { Args, Command } from './command';
import { documentOf, tableOf } from './table';
import { loadViews, type Overview } from './views';

function json({ views, store, why }: Overview, now: number): string {
  return `${JSON.stringify({ store, why, profiles: views.map((view) => documentOf(view, now)) })}\n`;
}

/** How to begin, for those who have nothing yet. */
function beginning(configPath: string): string {
  return [
    `There are no profiles in ${configPath} yet. A first one:`,
    '',
    '  [profile prod]',
    '  credential_process = brs creds --profile prod',
    '  brs_role_arn       = arn:aws:iam::111122223333:role/Deploy',
    '  brs_source_profile = base',
    '',
  ].join('\n');
}

/** What the view shows of a profile's last error. */
function faultLine(profile: string, { message, hint }: Fault): string {
  return `${printable(`${profile}: ${message}${hint === undefined ? '' : ` → ${hint}`}`)}\n`;
}

async function plain(system: System): Promise<string> {
  const overview = await loadViews(system);
  if (overview.views.length === 0) return beginning(overview.configPath);
  const kept = overview.why === undefined ? overview.store : `${overview.store} (${overview.why})`;
  const faults = overview.views.flatMap(({ profile, fault }) =>
    fault === undefined ? [] : [faultLine(profile, fault)],
  );
  return `${tableOf(overview.views, system.clock.now())}${faults.join('')}entries are kept in: ${kept}\n`;
}

export const status: Command = {
  name: 'status',
  summary: 'look at all profiles, how long each lasts, and steer that',
  options: [
    { name: 'plain', help: 'as a table (also where stdout is no terminal)' },
    { name: 'json', help: 'as data: store, profiles with state, expiry, steps, error' },
  ],
  obeys: ['requests', 'screen'],
  examples: [
    { line: 'brs status', does: 'the live view; ? shows its keys' },
    { line: 'brs status --plain', does: 'the same as a table' },
    { line: 'brs status --json', does: 'the same for programs' },
  ],
  run: async (args: Args, system: System) => {
    if (args.switches.has('json')) return json(await loadViews(system), system.clock.now());
    const screen = args.switches.has('plain') ? undefined : system.screen();
    if (screen === undefined) return await plain(system);
    const { makeBoard } = await import('./board');
    const { openView } = await import('../tui/open');
    const over = new AbortController();
    const signal = AbortSignal.any([system.signal, over.signal]);
    // Nobody waits for what is still under way when the view is closed.
    await openView(await makeBoard({ ...system, signal }, screen), screen).finally(() => over.abort());
    // Not an empty text: a signal that ended the view is told in the status.
    return { status: 0 };
  },
};
