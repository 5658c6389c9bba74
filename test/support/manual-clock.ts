// A clock in the test's hands: it stands still, and who sleeps by it wakes when it is advanced and never before.
import { AbortError } from '../../src/core/errors';
import { startOfTime, type FakeClock } from './fake-system';

export interface ManualClock extends FakeClock {
  /** How many sleep just now. */
  readonly sleepers: () => number;
  /** Lets time go by, waking sleepers on the way each at its moment; what they then do is waited for. */
  advance(ms: number): Promise<void>;
  /** Sets it without anybody waking: a machine that slept, or a clock that was set. */
  jump(ms: number): void;
}

interface Sleeper {
  due: number;
  readonly wake: () => void;
}

/** Waits until everything that can go on without the clock has done so: files and locks take a few turns. */
export async function settled(turns = 40): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function makeManualClock(turns?: number): ManualClock {
  const sleeping = new Set<Sleeper>();
  const next = (until: number) =>
    [...sleeping].filter(({ due }) => due <= until).sort((one, other) => one.due - other.due)[0];
  const clock: ManualClock = {
    at: startOfTime,
    pauses: [],
    now: () => clock.at,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          sleeping.delete(sleeper);
          reject(new AbortError());
        };
        const wake = () => {
          signal?.removeEventListener('abort', stop);
          sleeping.delete(sleeper);
          resolve();
        };
        const sleeper: Sleeper = { due: clock.at + ms, wake };
        clock.pauses.push(ms);
        sleeping.add(sleeper);
        if (signal?.aborted === true) stop();
        else signal?.addEventListener('abort', stop, { once: true });
      }),
    sleepers: () => sleeping.size,
    advance: async (ms) => {
      const until = clock.at + ms;
      await settled(turns);
      for (let first = next(until); first !== undefined; first = next(until)) {
        clock.at = Math.max(clock.at, first.due);
        first.wake();
        await settled(turns);
      }
      clock.at = until;
    },
    jump: (ms) => {
      // Timers stand still meanwhile: who slept sleeps for what was left.
      for (const sleeper of sleeping) sleeper.due += ms;
      clock.at += ms;
    },
  };
  return clock;
}
