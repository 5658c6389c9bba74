import type { Credentials } from '../core/credentials';
import { describeSeconds } from '../core/duration';
import { SourceError } from '../core/errors';
import type { Plan, Step } from './step';

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

/** What a person wanted to last must: a job that begins with less fails in its middle. Throws `SourceError`. */
export function refuseTooShort(
  { expiration }: Credentials,
  { minTtlSeconds = 0, plan, now }: { minTtlSeconds?: number | undefined; plan: Plan; now: number },
): void {
  const left = expiration === undefined ? Infinity : (expiration - now) / 1000;
  // What the way from the source took is not held against it.
  if (left >= minTtlSeconds - 30) return;
  throw new SourceError({
    message: `profile ${plan.profile}: the credentials last ${describeSeconds(left)}, and --min-ttl asks for more`,
    hint: 'raise duration_seconds (a role behind a role lasts an hour at most), or ask for less',
  });
}
