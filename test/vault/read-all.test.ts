// Every store gives all its entries at one go: what `brs status` shows.
import { afterAll, describe, expect, test } from '@jest/globals';
import { openFileStore } from '../../src/vault/stores/file';
import { keychainStore } from '../../src/vault/stores/keychain';
import { openMemoryStore } from '../../src/vault/stores/memory';
import type { Store } from '../../src/vault/stores/store';
import { openVault } from '../../src/vault/vault';
import { makeFakeKeytar } from '../support/fake-keytar';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';
import { VaultError } from '../../src/core/errors';

afterAll(removeFolders);

const stores: Readonly<Record<string, () => Promise<Store>>> = {
  file: async () => (await openFileStore(makeFakeSystem())) as Store,
  memory: async () => (await openMemoryStore(makeFakeSystem())) as Store,
  'keychain on Linux': () => Promise.resolve(keychainStore(makeFakeKeytar(), 'linux')),
  'keychain on Windows, in parts': () => Promise.resolve(keychainStore(makeFakeKeytar(), 'win32')),
};

describe.each(Object.keys(stores))('readAll of the store %s', (name) => {
  const open = () => stores[name]?.() ?? Promise.reject(new Error(name));

  test('gives what is there, whole, and nothing where nothing is', async () => {
    const store = await open();
    expect(await store.readAll()).toEqual(new Map());
    const long = 'x'.repeat(6_000);
    await store.write('a1', long);
    await store.write('b2', 'short');
    await store.write('c3', 'gone');
    await store.remove('c3');
    expect(new Map([...(await store.readAll())].sort())).toEqual(
      new Map([
        ['a1', long],
        ['b2', 'short'],
      ]),
    );
  });
});

test('readAll of the keychain asks once, however many entries there are', async () => {
  const keytar = makeFakeKeytar();
  const store = keychainStore(keytar, 'win32');
  for (let index = 0; index < 50; index += 1) await store.write(`e${index}`, 'y'.repeat(3_000));
  const calls: string[] = [];
  keytar.before = (call) => void calls.push(call);
  expect((await store.readAll()).size).toBe(50);
  expect(calls).toEqual(['find']);
});

test('readAll of the keychain passes over an entry of which a part is missing', async () => {
  const keytar = makeFakeKeytar();
  const store = keychainStore(keytar, 'win32');
  await store.write('a1', 'x'.repeat(6_000));
  await store.write('b2', 'whole');
  keytar.items.delete('brs/a1#1');
  expect([...(await store.readAll()).keys()]).toEqual(['b2']);
});

test('readAll of the keychain tells that it failed', async () => {
  const keytar = makeFakeKeytar();
  keytar.before = () => Promise.reject(new Error('no'));
  expect(await caught(() => keychainStore(keytar, 'linux').readAll())).toBeInstanceOf(VaultError);
});

test('readAll of the file store passes over what does not open, and what is no entry', async () => {
  const system = makeFakeSystem({ env: { BRS_VAULT: 'file' } });
  const store = (await openFileStore(system)) as Store;
  await store.write('a1', 'whole');
  system.file('state/vault/torn.entry', 'brs1');
  system.file('state/vault/notes.txt', 'not brs');
  expect([...(await store.readAll()).keys()]).toEqual(['a1']);
  // It opens, and is no entry: the vault passes over it.
  expect(await (await openVault(system)).readAll()).toEqual(new Map());
});
