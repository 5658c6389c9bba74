import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { AbortError } from '../../src/core/errors';
import { systemClock, within } from '../../src/system/clock';
import { caught } from '../support/fake-system';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('sleep', () => {
  test('ends after its time, and leaves no timer', async () => {
    const sleeping = systemClock.sleep(1_000);
    await jest.advanceTimersByTimeAsync(1_000);
    await expect(sleeping).resolves.toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });

  test.each([true, false])('ends with Ctrl-C, pressed before it or meanwhile: %p', async (before) => {
    const controller = new AbortController();
    if (before) controller.abort();
    const sleeping = caught(() => systemClock.sleep(1_000, controller.signal));
    controller.abort();
    expect(await sleeping).toBeInstanceOf(AbortError);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('within', () => {
  const late = () => new Error('late');

  test('gives what comes in time, and leaves no timer', async () => {
    expect(await within(1_000, Promise.resolve('answer'), late)).toBe('answer');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('throws what the promise throws', async () => {
    expect(await caught(() => within(1_000, Promise.reject(new Error('own')), late))).toMatchObject({ message: 'own' });
    expect(jest.getTimerCount()).toBe(0);
  });

  test('says that it is late', async () => {
    const waiting = caught(() => within(1_000, new Promise(() => undefined), late));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await waiting).toMatchObject({ message: 'late' });
  });
});
