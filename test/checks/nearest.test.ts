import { expect, test } from '@jest/globals';
import { distance, nearest } from '../../src/checks/nearest';

test.each([
  ['region', 'region', 0],
  ['regoin', 'region', 1],
  ['regon', 'region', 1],
  ['rregion', 'region', 1],
  ['rigeon', 'region', 2],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('from %j to %j it is %d', (a, b, off) => {
  expect([distance(a, b), distance(b, a)]).toEqual([off, off]);
});

test.each([
  ['regoin', 'region'],
  ['ouput', 'output'],
  ['colour', undefined],
  // Two letters of four are another word.
  ['cats', undefined],
])('what was meant by %j is %j', (word, meant) => {
  expect(nearest(word, ['output', 'region', 'role', 's3'])).toBe(meant);
});

test('of two that are near the nearer one was meant', () => {
  expect(nearest('sso_regon', ['sso_region2', 'sso_region'])).toBe('sso_region');
});
