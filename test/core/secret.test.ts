import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../src/core/secret';

const value = 'made-up/secret/0000000000';
const secret = new Secret(value);
const ways: readonly (readonly [string, () => string])[] = [
  ['a template', () => `with ${String(secret)}`],
  ['joining texts', () => ['', secret].join('')],
  ['JSON', () => JSON.stringify({ deep: [secret] })],
  ['inspection', () => inspect({ deep: { secret } }, { showHidden: true, depth: 10 })],
  ['its own members', () => inspect(Object.getOwnPropertyDescriptors(secret), { showHidden: true, depth: 10 })],
  ['an error', () => new Error('with', { cause: secret }).stack ?? ''],
];

describe('Secret', () => {
  test('gives its value to those who reveal it', () => {
    expect(secret.reveal()).toBe(value);
  });

  test.each(ways)('shows nothing of its value in %s', (_, show) => {
    expect(show()).not.toContain('made-up');
  });

  test.each(ways.slice(0, 4))('shows three dots in %s', (_, show) => {
    expect(show()).toContain('•••');
  });

  test('loses its value when it is copied', () => {
    expect(JSON.stringify(Object.assign({}, secret))).toBe('{}');
    expect(() => structuredClone(secret).reveal()).toThrow(TypeError);
  });
});
