import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../src/core/secret';
import { environment } from '../../src/sources/environment';
import { sources } from '../../src/sources/index';
import { staticKeys } from '../../src/sources/static';
import { makeFakeSystem } from '../support/fake-system';
import { makeContext } from '../support/fetching';

describe.each(Object.entries(sources))('the source %s', (name, { load, kept }) => {
  test('loads and can fetch', async () => {
    expect(typeof (await load()).fetch).toBe('function');
  });

  test('is kept in the vault unless it is at hand anyway', () => {
    expect(kept).toBe(!['static', 'environment'].includes(name));
  });
});

test.each([
  ['static', staticKeys],
  ['environment', environment],
] as const)('the source %s gives the keys of its step', async (_, source) => {
  const keys = { accessKeyId: 'AKIAEXAMPLE000000001', secretAccessKey: new Secret('made-up') };
  expect(await source.fetch({ keys }, makeContext(makeFakeSystem({ home: '/nowhere' })))).toBe(keys);
});
