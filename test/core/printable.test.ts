import { expect, test } from '@jest/globals';
import { hasControl, printable } from '../../src/core/printable';

test.each([
  ['a line\nfeed', 'a line feed'],
  ['\u001b[31mred', ' [31mred'],
  ['tab\t\tand bell\u0007', 'tab and bell '],
  ['turned \u202eround', 'turned  round'],
  ['zero\u200bwidth', 'zero width'],
  ['\ufeffmark', ' mark'],
  ['größe 日本 “quoted”', 'größe 日本 “quoted”'],
])('%j can steer no terminal and hide nothing', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('control characters are found in what must have none', () => {
  expect(['a\nb', 'a\u007fb', 'a b', ''].map(hasControl)).toEqual([true, true, false, false]);
});
