import { UsageError } from '../core/errors';
import { forgetAllFailures, forgetFailure } from '../session/remarks';
import { entriesOf } from '../session/names';
import type { System } from '../system/system';
import type { Args, Command } from './command';
import { lazyVault, resolveOptions, resolvePlan } from './resolve';

export const clear = {
  name: 'clear',
  summary: 'forget entries of a profile, or all',
  options: [
    ...resolveOptions,
    { name: 'all', help: 'every entry of brs in this store' },
    { name: 'debug', help: 'say on stderr what is done, without secrets' },
  ],
  examples: [
    { line: 'brs clear --profile prod', does: 'forget what prod has, its MFA session too' },
    { line: 'brs clear --all', does: 'forget everything' },
  ],
  run: async (args: Args, system: System) => {
    const vault = await lazyVault(system)();
    if (args.switches.has('all')) {
      if (Object.keys(args.values).length > 0) {
        throw new UsageError({ message: '--all takes no profile or setting', hint: 'give one or the other' });
      }
      const removed = await vault.removeAll();
      forgetAllFailures(system);
      return `${counted(removed)}\n`;
    }
    const plan = await resolvePlan(args, system);
    let removed = 0;
    for (const name of entriesOf(plan, system)) {
      forgetFailure(system, name);
      if (await vault.remove(name)) removed += 1;
    }
    return `${counted(removed)}\n`;
  },
} satisfies Command;

function counted(entries: number): string {
  return entries === 1 ? 'forgot 1 entry' : `forgot ${entries} entries`;
}
