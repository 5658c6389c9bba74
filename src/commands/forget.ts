import { UsageError } from '../core/errors';
import { entriesOf } from '../session/names';
import { forgetAllFailures, forgetFailure } from '../session/remarks';
import type { System } from '../system/system';
import type { Args } from './command';
import { lazyVault, resolvePlan } from './resolve';

/** Removes the entries of all steps of a profile; how many there were. */
export async function forget(args: Args, system: System): Promise<number> {
  const vault = await lazyVault(system)();
  let removed = 0;
  for (const name of entriesOf(await resolvePlan(args, system), system)) {
    forgetFailure(system, name);
    if (await vault.remove(name)) removed += 1;
  }
  return removed;
}

/** Removes every entry there is. Throws `UsageError` where something else is named beside it. */
export async function forgetAll({ values, words }: Args, system: System): Promise<number> {
  if (Object.keys(values).length > 0 || words.length > 0) {
    throw new UsageError({ message: '--all takes no profile or setting', hint: 'give one or the other' });
  }
  const removed = await (await lazyVault(system)()).removeAll();
  forgetAllFailures(system);
  return removed;
}

export function counted(entries: number): string {
  return `forgot ${entries} ${entries === 1 ? 'entry' : 'entries'}\n`;
}
