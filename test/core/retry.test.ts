import { describe, expect, test } from '@jest/globals';
import { pauseBefore, withRetry, type Retry } from '../../src/core/retry';
import { caught, makeFakeClock } from '../support/fake-system';

interface Attempt {
  /** Ways in which the calls end, in order: a time it takes (ms) and whether it succeeds. */
  readonly calls: readonly ('passing' | 'lasting' | 'good')[];
  readonly retry: Retry;
  readonly random?: number;
  readonly tookMs?: number;
}

/** Plays the calls and tells how it went. */
async function play({ calls, retry, random = 1, tookMs = 0 }: Attempt) {
  const clock = makeFakeClock(0);
  let made = 0;
  const once = () => {
    const call = calls[made] ?? 'passing';
    made += 1;
    clock.at += tookMs;
    return call === 'good' ? Promise.resolve(`answer ${made}`) : Promise.reject(new Error(`${call} ${made}`));
  };
  const passing = (error: unknown) => error instanceof Error && error.message.startsWith('passing');
  const ports = { now: () => clock.now(), random: () => random, sleep: (ms: number) => clock.sleep(ms) };
  const answer = await withRetry(retry, ports, { once, passing }).catch((error: unknown) => (error as Error).message);
  return { answer, made, pauses: clock.pauses };
}

const patient: Retry = { attempts: 6, budget: 20_000 };

describe('withRetry', () => {
  test('does not pause where the first call succeeds', async () => {
    expect(await play({ calls: ['good'], retry: patient })).toEqual({ answer: 'answer 1', made: 1, pauses: [] });
  });

  test('pauses twice as long at most before each further call', async () => {
    const calls = ['passing', 'passing', 'passing', 'good'] as const;
    expect(await play({ calls, retry: patient })).toEqual({ answer: 'answer 4', made: 4, pauses: [100, 200, 400] });
  });

  test('tells a lasting failure at once', async () => {
    expect(await play({ calls: ['passing', 'lasting'], retry: patient })).toMatchObject({
      answer: 'lasting 2',
      made: 2,
    });
  });

  test('makes no more calls than it may and throws the last failure', async () => {
    expect(await play({ calls: [], retry: { attempts: 3, budget: 20_000 } })).toMatchObject({
      answer: 'passing 3',
      made: 3,
    });
  });

  test('begins no call after the budget is spent', async () => {
    const outcome = await play({ calls: [], retry: { attempts: 100, budget: 1_000 }, tookMs: 450 });
    expect(outcome).toMatchObject({ answer: 'passing 2', made: 2, pauses: [100] });
  });

  test('makes one call where there is no budget at all', async () => {
    expect(await play({ calls: [], retry: { attempts: 9, budget: 0 }, random: 0 })).toMatchObject({ made: 1 });
  });

  test('lets the sleep end the whole thing', async () => {
    const stop = new Error('interrupted');
    const ports = { now: () => 0, random: () => 1, sleep: () => Promise.reject(stop) };
    const once = () => Promise.reject(new Error('passing'));
    expect(await caught(() => withRetry(patient, ports, { once, passing: () => true }))).toBe(stop);
  });
});

describe('pauseBefore', () => {
  test.each([
    [1, 1, 100],
    [2, 1, 200],
    [6, 1, 3_200],
    [7, 1, 5_000],
    [50, 1, 5_000],
    [3, 0.5, 200],
    [9, 0, 0],
  ])('call %d with jitter %d waits %d ms', (attempt, random, ms) => {
    expect(pauseBefore(attempt, random)).toBe(ms);
  });
});
