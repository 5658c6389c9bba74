import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { Secret } from '../../src/core/secret';
import { fingerprintsOf } from '../../src/session/names';
import type { RunResult } from '../../src/system/run';
import { caught, removeFolders } from '../support/fake-system';
import { settled } from '../support/manual-clock';
import { document, fails, minutes, plan, stage, stopAll, type Stage } from './keeping-stage';

afterEach(stopAll);
afterAll(removeFolders);

/** A result that comes when it is let go. */
function held(result: () => Partial<RunResult>): { mint: Stage['mint']; letGo: () => void } {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  return { mint: () => gate.then(result), letGo };
}

describe('credentials that are kept', () => {
  test('are answered from memory while they are fresh', async () => {
    const { key, clock, asked } = await stage();
    await clock.advance(minutes(33));
    expect([await key(), await key(), asked]).toEqual(['KEY1', 'KEY1', []]);
  });

  test('are renewed once they are ageing though nobody asks', async () => {
    const { key, clock, asked } = await stage();
    await clock.advance(minutes(36));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toBeGreaterThan(33.9);
    expect(asked[0]).toBeLessThanOrEqual(35.1);
    expect(await key()).toBe('KEY2');
  });

  test('are renewed once per expiry over a day', async () => {
    const { clock, asked } = await stage();
    await clock.advance(minutes(24 * 60));
    expect(asked.length).toBeGreaterThanOrEqual(40);
    expect(asked.length).toBeLessThanOrEqual(43);
  });

  test('are answered at once while ageing, with one renewal under way', async () => {
    const made = await stage();
    const { mint, letGo } = held(() => document(2, made.clock.at + minutes(60)));
    made.mint = mint;
    await made.clock.advance(minutes(36));
    expect([await made.key(), await made.key(), made.asked.length]).toEqual(['KEY1', 'KEY1', 1]);
    letGo();
    await settled();
    expect([await made.key(), made.asked.length]).toEqual(['KEY2', 1]);
  });

  test('are asked for once by a thousand who come for stale ones', async () => {
    const made = await stage();
    const { mint, letGo } = held(() => document(2, made.clock.at + minutes(60)));
    made.mint = mint;
    made.clock.jump(minutes(50));
    const answers = Promise.all(Array.from({ length: 1_000 }, () => made.key()));
    await settled();
    letGo();
    expect(new Set(await answers)).toEqual(new Set(['KEY2']));
    expect(made.asked).toHaveLength(1);
  });

  test('are taken from the vault where another process brought better ones', async () => {
    const { key, clock, asked, vault, system } = await stage();
    await clock.advance(minutes(20));
    const entry = { profile: 'prod', source: 'custom', obtainedAt: clock.at, clockBehind: 0 } as const;
    const expiration = clock.at + minutes(60);
    const credentials = { accessKeyId: 'OTHER', secretAccessKey: new Secret('made-up'), expiration };
    await vault.write(fingerprintsOf(plan, system)[0] ?? '', { ...entry, credentials });
    await clock.advance(minutes(20));
    expect([await key(), asked]).toEqual(['OTHER', []]);
  });
});

describe('a renewal that fails', () => {
  test('while they age leaves the old ones, and is tried again after pauses', async () => {
    const made = await stage();
    made.mint = () => fails;
    await made.clock.advance(minutes(40));
    expect(await made.key()).toBe('KEY1');
    expect(made.asked.length).toBeGreaterThanOrEqual(5);
    expect(made.asked.length).toBeLessThanOrEqual(8);
    expect(made.system.told.notices.at(-1)).toMatch(/^renewing prod: .*brs_command mint ended with status 1/);
    made.mint = () => document(2, made.clock.at + minutes(60));
    await made.clock.advance(minutes(2));
    expect(await made.key()).toBe('KEY2');
  });

  test('is not tried more often for those who ask in a loop', async () => {
    const made = await stage();
    made.mint = () => fails;
    await made.clock.advance(minutes(36));
    const before = made.asked.length;
    for (let count = 0; count < 500; count += 1) await made.key();
    expect(made.asked).toHaveLength(before);
  });

  test('is answered with the old ones until a minute before their end, and then with its error', async () => {
    const made = await stage();
    made.mint = () => fails;
    await made.clock.advance(minutes(58.9));
    expect(await made.key()).toBe('KEY1');
    await made.clock.advance(minutes(0.2));
    expect(await caught(() => made.key())).toMatchObject({ name: 'SourceError' });
  });

  test('is tried ever less often once nothing is left, but for those who ask', async () => {
    const made = await stage();
    made.mint = () => fails;
    await made.clock.advance(minutes(60));
    made.asked.length = 0;
    await made.clock.advance(minutes(60));
    expect(made.asked.length).toBeGreaterThanOrEqual(45);
    expect(made.asked.length).toBeLessThanOrEqual(90);
    made.mint = () => document(9, made.clock.at + minutes(60));
    await made.clock.advance(1_300);
    expect(await made.key()).toBe('KEY9');
  });

  test('does not make a loop of those who ask for what is not there', async () => {
    const made = await stage();
    made.mint = () => fails;
    await made.clock.advance(minutes(90));
    const before = made.asked.length;
    for (let count = 0; count < 500; count += 1) await caught(() => made.key());
    expect(made.asked.length - before).toBeLessThanOrEqual(1);
  });
});

describe('a source that hangs', () => {
  test('keeps nobody waiting: valid ones are answered soon, and after their end a failure that may pass', async () => {
    const made = await stage();
    const { mint, letGo } = held(() => document(2, made.clock.at + minutes(60)));
    made.mint = mint;
    await made.clock.advance(minutes(50));
    const stale = made.key();
    await made.clock.advance(1_000);
    expect(await stale).toBe('KEY1');
    await made.clock.advance(minutes(20));
    const late = caught(() => made.key());
    await made.clock.advance(1_000);
    expect(await late).toMatchObject({ name: 'SourceError', passing: true });
    letGo();
    await settled();
    expect(await made.key()).toBe('KEY2');
    expect(made.asked).toHaveLength(1);
  });
});

describe('a source that gives the same again', () => {
  test('is asked after pauses, and the same are answered as long as they live', async () => {
    const made = await stage();
    const end = made.clock.at + minutes(60);
    made.mint = () => document(1, end);
    await made.clock.advance(minutes(59.9));
    for (let count = 0; count < 100; count += 1) expect(await made.key()).toBe('KEY1');
    expect(made.asked.length).toBeGreaterThan(2);
    expect(made.asked.length).toBeLessThan(40);
  });
});
