import type { Credentials } from '../core/credentials';
import { describeSeconds } from '../core/duration';
import { SourceError } from '../core/errors';
import type { Step } from './step';

/** A difference worth allowing for: what the network takes is none, and over a day is somebody's mistake. ms. */
export function significant(difference: number): number {
  return Math.abs(difference) < 60_000 || Math.abs(difference) > 86_400_000 ? 0 : difference;
}

/** Throws `SourceError` for credentials that nobody could use. */
export function refuseExpired(
  { expiration }: Credentials,
  { step, now, clockBehind }: { step: Step; now: number; clockBehind: number },
): void {
  if (expiration === undefined || expiration > now + Math.max(0, clockBehind)) return;
  const ahead = -clockBehind / 1000;
  throw new SourceError({
    message:
      `profile ${step.profile}: ${step.source} gave credentials that have expired already` +
      (ahead > 0 ? ` by this machine's clock, which is ${describeSeconds(ahead)} ahead of theirs` : ''),
    hint: ahead > 0 ? "set this machine's clock" : "see where they come from, and check this machine's clock",
  });
}
