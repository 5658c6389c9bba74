import { describe, expect, test } from '@jest/globals';
import { describeSeconds, parseDuration } from '../../src/core/duration';

describe('parseDuration', () => {
  test.each([
    ['0', 0],
    ['90', 90],
    ['90s', 90],
    ['45m', 2700],
    ['1h30m', 5400],
    ['2d', 172_800],
    ['1d2h3m4s', 93_784],
    ['30m1h', 5400],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(['', ' ', 'm', '1.5h', '-5', '+5', '5 m', '5M', '1h30', 'h1', '5w', '٣', '1e3'])(
    'refuses %j as a duration',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('describeSeconds', () => {
  test.each([
    [-5, '0 s'],
    [0, '0 s'],
    [40.4, '40 s'],
    [59.6, '1 min'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h'],
    [7500, '2 h 5 min'],
    [90_000, '25 h'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(describeSeconds(seconds)).toBe(text);
  });
});
