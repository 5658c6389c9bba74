import { SourceError } from '../core/errors';
import { withRetry, type Retry } from '../core/retry';
import type { System } from './system';

/** Calls `once` again while it fails for a passing reason, inside the limits; Ctrl-C ends a pause. */
export function retrying<T>({ clock, random, signal }: System, retry: Retry, once: () => Promise<T>): Promise<T> {
  return withRetry(
    retry,
    { now: () => clock.now(), random, sleep: (ms) => clock.sleep(ms, signal) },
    { once, passing: (error) => error instanceof SourceError && error.passing },
  );
}
