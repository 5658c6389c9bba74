import { describe, expect, test } from '@jest/globals';
import { SourceError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import { refuseExpired, significant } from '../../src/session/received';
import type { Step } from '../../src/session/step';
import { caught } from '../support/fake-system';

const keys = { accessKeyId: 'ASIAEXAMPLE000000001', secretAccessKey: new Secret('made-up') };
const step: Step = { source: 'static', profile: 'prod', settings: { keys } };
const now = Date.UTC(2026, 0, 31, 8);
const hour = 3_600_000;

test.each([
  [0, 0],
  [59_999, 0],
  [-59_999, 0],
  [60_000, 60_000],
  [-hour, -hour],
])('a clock that differs by %d ms counts as %d', (difference, counted) => {
  expect(significant(difference)).toBe(counted);
});

describe('refuseExpired', () => {
  test.each<[string, number | undefined, number]>([
    ['without expiry', undefined, 0],
    ['good for a second', now + 1_000, 0],
    ['good by their clock, which is ahead', now + 2 * hour, hour],
    ['good by both clocks', now + 1_000, -hour],
  ])('lets credentials pass %s', (...[, expiration, clockBehind]) => {
    const credentials = expiration === undefined ? keys : { ...keys, expiration };
    expect(() => refuseExpired(credentials, { step, now, clockBehind })).not.toThrow();
  });

  test.each<[string, number, number, RegExp, RegExp]>([
    ['just now', now, 0, /have expired already$/, /see where they come from/],
    ['long ago', 0, 0, /have expired already$/, /see where they come from/],
    ['by their clock', now + hour, hour, /have expired already$/, /see where they come from/],
    [
      'by this clock alone',
      now - 1,
      -hour,
      /by this machine's clock, which is 1 h ahead of theirs$/,
      /set this machine's clock/,
    ],
  ])('refuses what expired %s', async (...[, expiration, clockBehind, message, hint]) => {
    const error = await caught(() => refuseExpired({ ...keys, expiration }, { step, now, clockBehind }));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ message: expect.stringMatching(message), hint: expect.stringMatching(hint) });
  });
});
