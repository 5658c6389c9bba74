import { AbortError, SourceError } from '../core/errors';
import type { Lock } from '../system/lock';
import type { System } from '../system/system';

/** Longest wait for another process that is getting the same credentials: below what SDKs with a limit allow (60 s). */
const patienceMs = 55_000;

const gettingThem = 'getting these credentials';

const running = new Map<string, Promise<unknown>>();

/** One call at a time per name inside this process: whoever comes while it runs gets its outcome. */
export function oncePerProcess<T>(name: string, call: () => Promise<T>): Promise<T> {
  const current = running.get(name) as Promise<T> | undefined;
  if (current !== undefined) return current;
  const started = call().finally(() => running.delete(name));
  running.set(name, started);
  return started;
}

export interface Flight<T> {
  readonly name: string;
  /** The answer as it stands now, if it is good enough; asked again each time another process was waited for. */
  landed(): Promise<T | undefined>;
  /** Gets it, with the lock held. */
  fly(): Promise<T>;
}

/**
 * One flight at a time on the machine. Who finds another under way waits, looks whether it brought what is needed, and
 * only else flies. The lock dies with its holder, so a killed one costs nobody more than its own unfinished work.
 */
export async function oncePerMachine<T>(system: System, flight: Flight<T>): Promise<T> {
  const deadline = system.clock.now() + patienceMs;
  for (;;) {
    const lock = await system.locks.take(flight.name);
    if (lock !== undefined) return await holding(lock, flight);
    await waitFor(system, { name: flight.name, doing: gettingThem }, deadline);
    const answer = await flight.landed();
    if (answer !== undefined) return answer;
  }
}

/** The lock, once those before are done with it. Throws `SourceError` when that takes too long. */
export async function takeInTurn(system: System, name: string, doing = gettingThem): Promise<Lock> {
  const deadline = system.clock.now() + patienceMs;
  for (;;) {
    const lock = await system.locks.take(name);
    if (lock !== undefined) return lock;
    await waitFor(system, { name, doing }, deadline);
  }
}

interface Wait {
  readonly name: string;
  /** What the holder does, for messages. */
  readonly doing: string;
}

async function waitFor({ clock, locks, signal }: System, { name, doing }: Wait, deadline: number): Promise<void> {
  const left = deadline - clock.now();
  if (left <= 0) throw tooLong(doing);
  await locks.released(name, Math.min(5_000, left), signal);
  if (signal.aborted) throw new AbortError();
}

async function holding<T>(lock: Lock, flight: Flight<T>): Promise<T> {
  try {
    return (await flight.landed()) ?? (await flight.fly());
  } finally {
    lock.release();
  }
}

function tooLong(doing: string): SourceError {
  return new SourceError({
    message: `another brs has been ${doing} for over ${patienceMs / 1000} s`,
    hint: 'it may be waiting for your answer in another window; give it there, or end that process',
    passing: true,
  });
}
