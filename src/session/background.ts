import type { System } from '../system/system';
import { delayAttempt, nextAttempt } from './remarks';
import type { Plan } from './step';

/** One attempt may take so long before another is begun. ms. */
const attemptMs = 60_000;
/** After a failure: five to ten minutes, as AWS's SDKs wait. ms. */
const afterFailureMs = 5 * 60_000;

/** Whether new credentials of the last step can be had without a person. */
export function refreshesAlone({ steps }: Plan): boolean {
  const last = steps.at(-1);
  return !(
    last?.source === 'assume-role' &&
    last.settings.mfa !== undefined &&
    last.settings.mfa.process === undefined
  );
}

/**
 * Starts one refresh in a process of its own, unless one is under way, was just begun, or failed a while ago. False
 * where none will be begun for longer than one attempt may take.
 */
export async function refreshLater(system: System, fingerprint: string, argv: readonly string[]): Promise<boolean> {
  const { clock, locks } = system;
  const wait = () => nextAttempt(system, fingerprint) - clock.now();
  if (wait() > 0) return wait() <= attemptMs;
  const lock = await locks.take(fingerprint);
  if (lock === undefined) return true;
  try {
    if (wait() > 0) return wait() <= attemptMs;
    delayAttempt(system, fingerprint, clock.now() + attemptMs);
    system.again(argv, system.env);
    return true;
  } finally {
    lock.release();
  }
}

/** Keeps the next attempt away for a jittered while. */
export function backOff(system: System, fingerprint: string): void {
  delayAttempt(system, fingerprint, system.clock.now() + afterFailureMs * (1 + system.random()));
}
