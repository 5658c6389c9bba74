import { UsageError } from '../core/errors';
import { entriesOf } from '../session/names';
import { forgetAllFailures, forgetFailure, rememberForgetting } from '../session/remarks';
import type { System } from '../system/system';
import type { Args } from './command';
import { lazyVault, resolvePlan } from './resolve';

/** Removes the entries of all steps of these calls' profiles; how many there were. Of what can't be planned, none. */
export async function forget(calls: readonly Args[], system: System): Promise<number> {
  const names = new Set<string>();
  for (const args of calls) for (const name of entriesOf(await resolvePlan(args, system), system)) names.add(name);
  const vault = await lazyVault(system)();
  let removed = 0;
  for (const name of names) {
    forgetFailure(system, name);
    rememberForgetting(system, name);
    if (await vault.remove(name)) removed += 1;
  }
  return removed;
}

/** Removes every entry there is. Throws `UsageError` where something else is named beside it. */
export async function forgetAll({ values, words }: Args, system: System): Promise<number> {
  if (Object.keys(values).length > 0 || words.length > 0) {
    throw new UsageError({ message: '--all takes no profile or setting', hint: 'give one or the other' });
  }
  const vault = await lazyVault(system)();
  rememberForgetting(system);
  const removed = await vault.removeAll();
  forgetAllFailures(system);
  return removed;
}

export function counted(entries: number): string {
  return `forgot ${entries} ${entries === 1 ? 'entry' : 'entries'}\n`;
}
