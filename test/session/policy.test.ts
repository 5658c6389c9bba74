import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../src/core/secret';
import {
  freshnessOf,
  lifetimeOf,
  secondsLeft,
  servesNextStep,
  unusableBelow,
  windowsOf,
} from '../../src/session/policy';
import type { Entry } from '../../src/vault/entry';

const obtainedAt = Date.UTC(2026, 0, 31, 8);
const minute = 60;
/** The most that jitter adds to a window. */
const spread = 1.04;

function entryOf(lifetime: number, { clockBehind = 0, accessKeyId = 'ASIAEXAMPLE000000001' } = {}): Entry {
  const expiration = obtainedAt + clockBehind + lifetime * 1000;
  const credentials = { accessKeyId, secretAccessKey: new Secret('made-up'), expiration };
  return { credentials, obtainedAt, clockBehind, profile: 'prod', source: 'assume-role' };
}

/** The moment at which so many seconds are left of an entry obtained by a right clock. */
const withLeft = (entry: Entry, seconds: number) => entry.credentials.expiration - seconds * 1000;

describe('windowsOf', () => {
  test.each<[string, number, number, number]>([
    ['15 minutes', 15, 7.5, 6],
    ['20 minutes', 20, 10, 6],
    ['10 minutes', 10, 5, 5],
    ['just over 20 minutes', 20.1, 10.05, 6.7],
    ['30 minutes', 30, 15, 10],
    ['45 minutes', 45, 22.5, 15],
    ['an hour', 60, 25, 16],
    ['90 minutes', 90, 25, 16],
    ['just over 90 minutes', 90.1, 65, 16],
    ['12 hours', 720, 65, 16],
  ])('of %s are by the table, with a little jitter upwards', (...[, lifetime, ageing, stale]) => {
    const windows = windowsOf(entryOf(lifetime * minute));
    expect(windows.ageing).toBeGreaterThanOrEqual(ageing * minute);
    expect(windows.ageing).toBeLessThanOrEqual(ageing * minute * spread);
    expect(windows.stale).toBeGreaterThanOrEqual(stale * minute);
    expect(windows.stale).toBeLessThanOrEqual(stale * minute * spread);
  });

  test('are the same for everyone who reads the entry, and differ between entries', () => {
    const one = windowsOf(entryOf(3600));
    expect(windowsOf(entryOf(3600))).toEqual(one);
    const others = ['ASIAEXAMPLE000000002', 'ASIAEXAMPLE00000000X'].map((accessKeyId) =>
      windowsOf(entryOf(3600, { accessKeyId })),
    );
    expect(new Set([one, ...others].map(({ ageing }) => ageing)).size).toBe(3);
  });

  test('are what the person wishes, without jitter', () => {
    expect(windowsOf(entryOf(3600), { advisorySeconds: 1800, mandatorySeconds: 600 })).toEqual({
      ageing: 1800,
      stale: 600,
    });
  });

  test('age no later than they go stale', () => {
    expect(windowsOf(entryOf(3600), { mandatorySeconds: 3000 })).toEqual({ ageing: 3000, stale: 3000 });
    expect(windowsOf(entryOf(3600), { advisorySeconds: 10 }).ageing).toBeGreaterThanOrEqual(16 * minute);
  });

  test('never go below the time that is asked for', () => {
    expect(windowsOf(entryOf(3600), { minTtlSeconds: 2700, mandatorySeconds: 60 }).stale).toBe(2700);
    expect(windowsOf(entryOf(3600), { minTtlSeconds: 60, mandatorySeconds: 600 }).stale).toBe(600);
  });
});

describe('freshnessOf', () => {
  const entry = entryOf(3600);

  test.each<[number, string]>([
    [60 * minute, 'fresh'],
    [27 * minute, 'fresh'],
    [24 * minute, 'ageing'],
    [17 * minute, 'ageing'],
    [15.9 * minute, 'stale'],
    [1, 'stale'],
    [0, 'stale'],
    [-100, 'stale'],
  ])('of an hour with %d s left is %s', (left, freshness) => {
    expect(freshnessOf(entry, withLeft(entry, left))).toBe(freshness);
  });

  test('is fresh when just obtained, whatever the lifetime', () => {
    for (let lifetime = 3 * minute; lifetime < 13 * 3600; lifetime += 61) {
      const some = entryOf(lifetime);
      expect(`${lifetime}: ${freshnessOf(some, obtainedAt)}`).toBe(`${lifetime}: fresh`);
    }
  });

  test('goes from fresh to ageing to stale and never back', () => {
    const order = ['fresh', 'ageing', 'stale'];
    for (const lifetime of [15, 20, 30, 45, 60, 90, 720]) {
      const some = entryOf(lifetime * minute);
      const seen = Array.from({ length: lifetime + 1 }, (_, at) => freshnessOf(some, obtainedAt + at * 60_000));
      expect(seen).toEqual([...seen].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
      expect(new Set(seen)).toEqual(new Set(order));
    }
  });

  test('is stale in the last minute, whatever the person wishes', () => {
    const wishes = { advisorySeconds: 1, mandatorySeconds: 1 };
    expect(freshnessOf(entry, withLeft(entry, unusableBelow + 1), wishes)).toBe('fresh');
    expect(freshnessOf(entry, withLeft(entry, unusableBelow - 1), wishes)).toBe('stale');
  });

  test('hands out nothing for which botocore would come again at once: 15 minutes left, of 45 and more', () => {
    for (const lifetime of [45, 60, 90, 120, 720]) {
      const some = entryOf(lifetime * minute);
      expect(freshnessOf(some, withLeft(some, 15 * minute))).toBe('stale');
    }
  });
});

describe('secondsLeft', () => {
  test('counts to the expiry', () => {
    expect(secondsLeft(entryOf(3600), obtainedAt + 600_000)).toBe(3000);
  });

  test('allows for a clock that is behind the other side', () => {
    const entry = entryOf(3600, { clockBehind: 3_600_000 });
    expect([secondsLeft(entry, obtainedAt), lifetimeOf(entry)]).toEqual([3600, 3600]);
  });

  test('trusts nothing after the clock went back', () => {
    expect(secondsLeft(entryOf(3600), obtainedAt - 2_000)).toBe(0);
    expect(secondsLeft(entryOf(3600), obtainedAt - 500)).toBeGreaterThan(3600);
  });
});

describe('servesNextStep', () => {
  test('wants two minutes', () => {
    const entry = entryOf(3600);
    expect(servesNextStep(entry, withLeft(entry, 120))).toBe(true);
    expect(servesNextStep(entry, withLeft(entry, 119))).toBe(false);
  });
});
