import { afterAll, describe, expect, test } from '@jest/globals';
import { storeNames, stores } from '../../../src/vault/stores/index';
import { keychainStore } from '../../../src/vault/stores/keychain';
import type { Store, StoreName } from '../../../src/vault/stores/store';
import { makeFakeKeytar } from '../../support/fake-keytar';
import { makeFakeSystem, removeFolders } from '../../support/fake-system';

afterAll(removeFolders);

async function opened(name: Exclude<StoreName, 'keychain'>): Promise<Store> {
  const store = await (await stores[name]())(makeFakeSystem());
  if ('absent' in store) throw new Error(store.absent);
  return store;
}

/** One of each row; the keychain's own service is replaced, since the real one has tests of its own. */
const rows: Readonly<Record<StoreName, (() => Promise<Store>)[]>> = {
  keychain: (['linux', 'darwin', 'win32'] as const).map(
    (platform) => () => Promise.resolve(keychainStore(makeFakeKeytar(), platform)),
  ),
  file: [() => opened('file')],
  memory: [() => opened('memory')],
};
const everyStore = storeNames.flatMap((name) =>
  rows[name].map((open, at) => ({ name, open, title: `${name} ${at + 1}` })),
);

test('every store of the table keeps the contract here', () => {
  expect(new Set(everyStore.map(({ name }) => name))).toEqual(new Set(storeNames));
});

describe.each(everyStore)('the store $title', ({ name, open }) => {
  test('goes by its name in the table', async () => {
    expect((await open()).name).toBe(name);
  });

  test('gives back what was written', async () => {
    const store = await open();
    await store.write('a1', 'one');
    await store.write('b2', 'two');
    expect([await store.read('a1'), await store.read('b2')]).toEqual(['one', 'two']);
  });

  test('has nothing under a name that was never written', async () => {
    const store = await open();
    await store.write('a1', 'one');
    expect(await store.read('a')).toBeUndefined();
    expect(await store.read('a11')).toBeUndefined();
  });

  test('keeps the last of several values, be it longer or shorter', async () => {
    const store = await open();
    for (const length of [10, 9_000, 3_000, 20]) {
      await store.write('a1', 'x'.repeat(length));
      expect((await store.read('a1'))?.length).toBe(length);
    }
  });

  test('keeps a value of 8 KiB whole', async () => {
    const store = await open();
    const value = Array.from({ length: 8_192 }, (_, at) => String.fromCharCode(65 + (at % 26))).join('');
    await store.write('a1', value);
    expect(await store.read('a1')).toBe(value);
  });

  test('lists every entry once', async () => {
    const store = await open();
    await store.write('b2', 'x'.repeat(9_000));
    await store.write('a1', 'one');
    await store.write('a1', 'two');
    expect([...(await store.list())].sort()).toEqual(['a1', 'b2']);
  });

  test('removes an entry and says whether it was there', async () => {
    const store = await open();
    await store.write('a1', 'x'.repeat(9_000));
    expect([await store.remove('a1'), await store.remove('a1')]).toEqual([true, false]);
    expect(await store.read('a1')).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });

  test('takes twenty writes at once', async () => {
    const store = await open();
    const names = Array.from({ length: 20 }, (_, at) => `n${at}`);
    await Promise.all(names.map((one) => store.write(one, `value of ${one}`)));
    expect(await Promise.all(names.map((one) => store.read(one)))).toEqual(names.map((one) => `value of ${one}`));
  });
});
