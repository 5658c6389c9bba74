import { afterAll, describe, expect, test } from '@jest/globals';
import { AbortError, SourceError } from '../../src/core/errors';
import { oncePerMachine, oncePerProcess } from '../../src/session/single-flight';
import type { Locks } from '../../src/system/lock';
import { caught, makeFakeClock, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

describe('oncePerProcess', () => {
  test('gives everyone who comes meanwhile the same answer', async () => {
    let calls = 0;
    let land: (answer: string) => void = () => undefined;
    const call = () => {
      calls += 1;
      return new Promise<string>((resolve) => (land = resolve));
    };
    const waiting = [1, 2, 3].map(() => oncePerProcess('f1', call));
    land('answer');
    expect(await Promise.all(waiting)).toEqual(['answer', 'answer', 'answer']);
    expect(calls).toBe(1);
  });

  test('calls again afterwards, after a failure too', async () => {
    let calls = 0;
    const call = () => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('first')) : Promise.resolve(calls);
    };
    expect(await caught(() => oncePerProcess('f2', call))).toMatchObject({ message: 'first' });
    expect([await oncePerProcess('f2', call), await oncePerProcess('f2', call)]).toEqual([2, 3]);
  });

  test('keeps names apart', async () => {
    expect(
      await Promise.all([
        oncePerProcess('f3', () => Promise.resolve(3)),
        oncePerProcess('f4', () => Promise.resolve(4)),
      ]),
    ).toEqual([3, 4]);
  });
});

describe('oncePerMachine', () => {
  test('flies once for many, however many come at once', async () => {
    const system = makeFakeSystem();
    let kept: string | undefined;
    let flights = 0;
    const flight = {
      name: 'f1',
      landed: () => Promise.resolve(kept),
      fly: () => {
        flights += 1;
        kept = 'answer';
        return Promise.resolve(kept);
      },
    };
    const answers = await Promise.all(Array.from({ length: 30 }, () => oncePerMachine(system, flight)));
    expect(new Set(answers)).toEqual(new Set(['answer']));
    expect(flights).toBe(1);
  });

  test('looks again with the lock held, and does not fly for what is there by then', async () => {
    const flight = { name: 'f1', landed: () => Promise.resolve('there'), fly: () => Promise.reject(new Error('flew')) };
    expect(await oncePerMachine(makeFakeSystem(), flight)).toBe('there');
  });

  test('flies after a holder who brought nothing', async () => {
    const system = makeFakeSystem();
    const lock = await system.locks.take('f1');
    const flying = oncePerMachine(system, {
      name: 'f1',
      landed: () => Promise.resolve(undefined),
      fly: () => Promise.resolve('own'),
    });
    lock?.release();
    expect(await flying).toBe('own');
  });

  test('lets go of the lock when the flight fails', async () => {
    const system = makeFakeSystem();
    const flight = {
      name: 'f1',
      landed: () => Promise.resolve(undefined),
      fly: () => Promise.reject(new Error('crash')),
    };
    expect(await caught(() => oncePerMachine(system, flight))).toMatchObject({ message: 'crash' });
    const lock = await system.locks.take('f1');
    expect(lock).toBeDefined();
    lock?.release();
  });

  /** Locks that somebody holds for ever; each wait takes its whole time. */
  function held(wait: (ms: number) => void): Locks {
    return {
      take: () => Promise.resolve(undefined),
      released: (_name, ms) => {
        wait(ms);
        return Promise.resolve();
      },
    };
  }
  const nothing = { name: 'f1', landed: () => Promise.resolve(undefined), fly: () => Promise.resolve('own') };

  test('gives up below a minute, since SDKs wait no longer', async () => {
    const waits: number[] = [];
    const clock = makeFakeClock();
    const locks = held((ms) => {
      waits.push(ms);
      clock.at += ms;
    });
    const system = makeFakeSystem({ locks, clock });
    const error = await caught(() => oncePerMachine(system, nothing));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ passing: true, hint: expect.stringContaining('your answer') });
    expect(waits.reduce((sum, ms) => sum + ms)).toBe(55_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5_000);
  });

  test('ends with Ctrl-C while it waits', async () => {
    const system = makeFakeSystem({ locks: held(() => system.interrupt()) });
    expect(await caught(() => oncePerMachine(system, nothing))).toBeInstanceOf(AbortError);
  });

  test('takes what another process brought while that one still holds the lock', async () => {
    let kept: string | undefined;
    const locks = held(() => {
      kept = 'brought';
    });
    const system = makeFakeSystem({ locks });
    expect(await oncePerMachine(system, { ...nothing, landed: () => Promise.resolve(kept) })).toBe('brought');
  });
});
