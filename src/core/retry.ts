/** How often and how long a passing failure is tried again. */
export interface Retry {
  /** Calls in all, the first included. */
  readonly attempts: number;
  /** Time for all calls and pauses together, ms; no new call begins after it. */
  readonly budget: number;
}

/** Pause before call number `attempt + 1`, ms: full jitter over 100 ms, 200 ms, 400 ms … up to 5 s. */
export function pauseBefore(attempt: number, random: number): number {
  return random * Math.min(5_000, 100 * 2 ** (attempt - 1));
}

export interface RetryPorts {
  now(): number;
  random(): number;
  sleep(ms: number): Promise<void>;
}

/** Calls `once` until it succeeds, fails for good (`passing` says no), or attempts or budget are spent. */
export async function withRetry<T>(
  retry: Retry,
  ports: RetryPorts,
  { once, passing }: { once: () => Promise<T>; passing: (error: unknown) => boolean },
): Promise<T> {
  const deadline = ports.now() + retry.budget;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once();
    } catch (error) {
      const pause = pauseBefore(attempt, ports.random());
      const spent = attempt >= retry.attempts || ports.now() + pause >= deadline;
      if (spent || !passing(error)) throw error;
      await ports.sleep(pause);
    }
  }
}
