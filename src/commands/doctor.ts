import { makeContext, type Ports } from '../checks/context';
import { countOf, examine } from '../checks/examine';
import { findingsExitCode, UsageError, VaultError } from '../core/errors';
import type { System } from '../system/system';
import type { Args, Command, Ended } from './command';
import { codeLines, document, report } from './doctor-report';

function nameIn({ words: [word], values: { profile } }: Args): string | undefined {
  if (word === '' || profile === '')
    throw new UsageError({ message: 'the profile is empty', hint: 'name one, or none' });
  if (word !== undefined && profile !== undefined && word !== profile) {
    throw new UsageError({ message: `both ${word} and --profile ${profile} are given`, hint: 'name one profile' });
  }
  return word ?? profile;
}

/** A call into a keychain that never comes back would keep the process from ending. */
async function isStuck(vault: () => Promise<unknown>): Promise<boolean> {
  return await vault().then(
    () => false,
    (error: unknown) => error instanceof VaultError && error.stuck,
  );
}

/** `ports` stand in for the vault and the network. */
export async function runDoctor(args: Args, system: System, ports: Ports = {}): Promise<Ended> {
  const { switches } = args;
  const offline = switches.has('offline');
  const context = await makeContext({ system, name: nameIn(args), offline }, ports);
  const all = await examine(context, switches.has('fix'));
  const { error, warning } = countOf(all);
  const text = switches.has('json')
    ? document(all)
    : report(all, { verbose: switches.has('verbose'), home: system.home });
  const status = error + warning > 0 ? findingsExitCode : 0;
  return { status, text, ...((await isStuck(context.vault)) && { atOnce: true as const }) };
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'look for what is wrong or will go wrong, and say what to do',
  options: [
    { name: 'profile', short: 'p', value: 'PROFILE', help: 'look at this profile and those it stands on' },
    { name: 'fix', help: 'put right what is safe: permissions, leftovers, entries that nobody can read' },
    { name: 'offline', help: 'leave the network alone: no endpoints, no clock' },
    { name: 'verbose', help: 'say also what is well' },
    { name: 'json', help: 'as JSON: findings (code, verdict, what, do, place, fixable, fixed) and counts' },
    { name: 'debug', help: 'say on stderr what is done, without secrets' },
  ],
  words: { name: 'PROFILE', help: 'the profile, as with --profile; without one all of them', least: 0, most: 1 },
  more: [
    {
      heading: 'Exit status',
      text: '0 nothing to mend, 1 errors or warnings were found (notes do not count)',
    },
    { heading: 'Codes', text: codeLines() },
  ],
  obeys: ['requests', 'other SDKs', 'this machine'],
  examples: [
    { line: 'brs doctor', does: 'all profiles, and this machine' },
    { line: 'brs doctor prod --offline', does: 'one profile and those it stands on, without a network' },
    { line: 'brs doctor --fix', does: 'puts right what is safe, and says what it did' },
    { line: "brs doctor --json | jq -r '.findings[].code'", does: 'for programs' },
  ],
  run: async (args, system) => await runDoctor(args, system),
};
