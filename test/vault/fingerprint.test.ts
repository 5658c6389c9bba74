import { describe, expect, test } from '@jest/globals';
import { fingerprint } from '../../src/vault/fingerprint';

describe('fingerprint', () => {
  test('is 40 hex digits, which are safe in a file name', () => {
    expect(fingerprint([{ source: 'static' }])).toMatch(/^[0-9a-f]{40}$/);
  });

  test('is the same for equal steps, in whatever order their settings stand', () => {
    expect(fingerprint([{ a: 1, b: { c: 2, d: undefined } }])).toBe(fingerprint([{ b: { c: 2 }, a: 1 }]));
  });

  test('differs for more steps, other steps and another order of steps', () => {
    const plans = [[], [1], [2], [1, 2], [2, 1], [[1, 2]], ['1']];
    expect(new Set(plans.map(fingerprint)).size).toBe(plans.length);
  });
});
