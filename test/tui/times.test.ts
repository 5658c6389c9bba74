import { describe, expect, test } from '@jest/globals';
import { clockTime, countdown, filledCells, moment } from '../../src/tui/times';
import { countdownWidth, filledIn, markOf, unmarked } from '../../src/tui/ticking';
import { minute, now } from './stage';

const hour = 60 * minute;

test.each([
  [12 * minute + 7_900, '0:12:07'],
  [11 * hour + 59 * minute + 59_000, '11:59:59'],
  [36 * hour, '36:00:00'],
  [999, '0:00:00'],
  [0, 'expired'],
  [-5, 'expired'],
  [100 * hour, '4 days'],
  [3650 * 24 * hour, '3650 days'],
])('%i ms are left: %s', (left, text) => {
  expect(countdown(left)).toBe(text);
});

test('a time today is told by the clock, another with its day', () => {
  expect(clockTime(now, now)).toMatch(/^\d\d:\d\d$/);
  expect(clockTime(now + 48 * hour, now)).toMatch(/^2 Feb \d\d:\d\d$/);
  expect(moment(now + 12 * minute, now)).toMatch(/\(in 12 min\)$/);
  expect(moment(now - 12 * minute, now)).toMatch(/\(12 min ago\)$/);
  expect(moment(now + 10, now)).toMatch(/\(in under 1 min\)$/);
});

test.each([
  [1, 8],
  [2, 8],
  [0.5, 4],
  [0.001, 1],
  [0, 0],
  [-1, 0],
  [Number.NaN, 0],
])('a part of %d fills %i cells of eight', (part, cells) => {
  expect(filledCells(part, 8)).toBe(cells);
});

describe('a mark', () => {
  test('becomes the time left whenever a frame is shown', () => {
    const frame = `prod ${markOf(now + 12 * minute)}| ${markOf(now + 11 * hour)}`;
    expect(filledIn(frame, now)).toBe('prod  0:12:00| 11:00:00');
    expect(filledIn(frame, now + 1000)).toBe('prod  0:11:59| 10:59:59');
    expect(filledIn(frame, now + 13 * minute)).toBe('prod  expired| 10:47:00');
  });

  test.each([0, 1000, now, Date.UTC(9999, 0)])('of %i is as wide as its text', (at) => {
    expect(markOf(at)).toHaveLength(countdownWidth);
    expect(filledIn(markOf(at), at - minute)).toBe(' 0:01:00');
  });

  test('can not come from elsewhere', () => {
    expect(filledIn(unmarked(markOf(now)), now)).toBe('?'.repeat(countdownWidth));
  });
});
