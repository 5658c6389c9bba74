import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { getEventListeners } from 'node:events';
import { keep } from '../../src/session/keeping';
import { obtain } from '../../src/session/session';
import type { System } from '../../src/system/system';
import { removeFolders } from '../support/fake-system';
import { settled } from '../support/manual-clock';
import { document, fails, minutes, plan, stage, stopAll } from './keeping-stage';

afterEach(stopAll);
afterAll(removeFolders);

describe('a clock that jumps', () => {
  test('past the end of what is kept: the first who asks waits for new ones, and never gets the old', async () => {
    const { key, clock, asked } = await stage();
    await clock.advance(minutes(5));
    clock.jump(minutes(8 * 60));
    expect([await key(), asked.length]).toEqual(['KEY2', 1]);
  });

  test('while nobody asks: it is seen within a minute', async () => {
    const { clock, asked } = await stage();
    await clock.advance(minutes(5));
    clock.jump(minutes(8 * 60));
    await clock.advance(minutes(1));
    expect(asked).toHaveLength(1);
  });

  test('back: what is kept is renewed at once, as nobody knows any more how old it is', async () => {
    const { key, clock, asked } = await stage();
    await clock.advance(minutes(5));
    clock.jump(-minutes(120));
    expect(await key()).toBe('KEY1');
    await settled();
    expect([await key(), asked.length]).toEqual(['KEY2', 1]);
  });

  test('back while it rests after a failure: that does not make the rest longer', async () => {
    const made = await stage();
    made.mint = () => fails;
    await made.clock.advance(minutes(50));
    made.mint = () => document(2, made.clock.at + minutes(60));
    made.clock.jump(-minutes(120));
    await made.clock.advance(minutes(1.1));
    expect(await made.key()).toBe('KEY2');
  });
});

describe('the end', () => {
  test('ends the timer', async () => {
    const { keeping, clock, asked } = await stage();
    await clock.advance(minutes(5));
    expect(clock.sleepers()).toBe(1);
    keeping.stop();
    await settled();
    expect(clock.sleepers()).toBe(0);
    await clock.advance(minutes(120));
    expect(asked).toEqual([]);
  });

  test('ends a renewal that is under way, and says nothing of it', async () => {
    const made = await stage();
    let signal: AbortSignal | undefined;
    const run: System['run'] = (request) => {
      signal = request.signal;
      return new Promise((resolve) => {
        const interrupted = { stdout: '', stderr: '', status: undefined, killedBy: undefined } as const;
        signal?.addEventListener('abort', () => resolve({ ...interrupted, ended: 'interrupted' }));
      });
    };
    const wishes = { system: { ...made.system, run }, plan, vault: undefined, mayAsk: false };
    const outcome = await obtain({ ...wishes, system: made.system, excuses: false, comesAgain: false });
    const keeping = keep({ ...wishes, excuses: false, comesAgain: false }, outcome);
    await made.clock.advance(minutes(36));
    expect(signal?.aborted).toBe(false);
    keeping.stop();
    await settled();
    expect([signal?.aborted, made.system.told.notices]).toEqual([true, []]);
  });

  test('finds no listener left behind after thousands of renewals', async () => {
    const { clock, asked, system } = await stage({ turns: 8 });
    await clock.advance(minutes(35 * 2_100));
    expect(asked.length).toBeGreaterThan(2_000);
    expect(getEventListeners(system.signal, 'abort').length).toBeLessThanOrEqual(1);
  });
});
