import { describe, expect, test } from '@jest/globals';
import { joinParts, partNames, splitParts as split, type Part } from '../../src/vault/parts';

function splitParts(name: string, value: string, platform: NodeJS.Platform): Part[] {
  const parts = split(name, value, platform);
  if (parts === undefined) throw new Error(`${value.length} bytes are too long`);
  return parts;
}

/** What a store holds after the items were written. */
function kept(items: readonly { name: string; value: string }[], before = new Map<string, string>()) {
  for (const { name, value } of items) before.set(name, value);
  return before;
}

async function joined(items: ReadonlyMap<string, string>): Promise<string | undefined> {
  return await joinParts('e', (name) => Promise.resolve(items.get(name)));
}

describe('parts', () => {
  test.each<[NodeJS.Platform]>([['linux'], ['darwin']])('are not made on %s', (platform) => {
    const value = 'x'.repeat(30_000);
    expect(splitParts('e', value, platform)).toEqual([{ name: 'e', value }]);
  });

  test.each([1, 100, 2_560])('are not made of %d bytes, which Windows takes whole', (length) => {
    expect(splitParts('e', 'x'.repeat(length), 'win32')).toHaveLength(1);
  });

  test.each([2_561, 5_093, 5_094, 5_095, 12_000, 40_000])(
    'of %d bytes fit into Windows and come back',
    async (length) => {
      const value = Array.from({ length }, (_, at) => 'abcdefghij'.charAt(at % 10)).join('');
      const items = splitParts('e', value, 'win32');
      expect(Math.max(...items.map((item) => item.value.length))).toBeLessThanOrEqual(2_560);
      expect(await joined(kept(items))).toBe(value);
    },
  );

  test('make the entry visible last', () => {
    expect(splitParts('e', 'x'.repeat(3_000), 'win32').map(({ name }) => name)).toEqual(['e#1', 'e#2', 'e']);
  });

  test('of two writes are never taken for one entry', async () => {
    const [one, two] = ['x'.repeat(3_000), 'y'.repeat(3_000)].map((value) => splitParts('e', value, 'win32'));
    for (const torn of [1, 2]) {
      const items = kept((two ?? []).slice(0, torn), kept(one ?? []));
      expect(await joined(items)).toBeUndefined();
    }
  });

  test('that are missing make the entry missing', async () => {
    const items = kept(splitParts('e', 'x'.repeat(6_000), 'win32'));
    items.delete('e#2');
    expect(await joined(items)).toBeUndefined();
  });

  test('read nothing where there is nothing, and a plain value as it is', async () => {
    expect(await joined(new Map())).toBeUndefined();
    expect(await joined(new Map([['e', 'plain']]))).toBe('plain');
    expect(await joined(new Map([['e', 'parts:x:y']]))).toBe('parts:x:y');
  });

  test('are not made of more than they can hold', () => {
    expect(split('e', 'x'.repeat(60_000), 'win32')).toBeUndefined();
  });

  test('have names of their own', () => {
    expect(partNames('e').slice(0, 2)).toEqual(['e#1', 'e#2']);
  });
});
