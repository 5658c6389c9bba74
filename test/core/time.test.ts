import { describe, expect, test } from '@jest/globals';
import { formatTime, parseTime } from '../../src/core/time';

const moment = Date.UTC(2026, 0, 31, 8, 9, 10);

describe('parseTime', () => {
  test.each([
    ['2026-01-31T08:09:10Z', 0],
    ['2026-01-31T08:09:10z', 0],
    ['2026-01-31 08:09:10Z', 0],
    ['2026-01-31T08:09:10UTC', 0],
    ['2026-01-31T08:09:10 UTC', 0],
    ['2026-01-31T08:09:10+00:00', 0],
    ['2026-01-31T09:09:10+01:00', 0],
    ['2026-01-31T09:09:10+0100', 0],
    ['2026-01-31T02:39:10-05:30', 0],
    ['2026-01-31T08:09:10.5Z', 500],
    ['2026-01-31T08:09:10.123456789Z', 123],
    ['  2026-01-31T08:09:10Z\n', 0],
  ])('reads %j', (text, milliseconds) => {
    expect(parseTime(text)).toBe(moment + milliseconds);
  });

  test.each([
    '',
    'never',
    '2026-01-31T08:09:10',
    '2026-01-31',
    '2026-01-31T08:09Z',
    '2026-13-31T08:09:10Z',
    '2026-02-30T08:09:10Z',
    '2026-01-31T25:09:10Z',
    '1769846950',
    'Sat, 31 Jan 2026 08:09:10 GMT',
    '2026-01-31T08:09:10Z and more',
    '2026-01-31T08:09:10 CET',
  ])('refuses %j as a time', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  test('reads back what it writes, to the second', () => {
    expect(parseTime(formatTime(moment + 999))).toBe(moment);
  });
});

describe('formatTime', () => {
  test('writes UTC with Z and no fraction', () => {
    expect(formatTime(moment + 987)).toBe('2026-01-31T08:09:10Z');
  });
});
