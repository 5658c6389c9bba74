import { expect, test } from '@jest/globals';
import { openMemoryStore } from '../../../src/vault/stores/memory';
import type { Store } from '../../../src/vault/stores/store';
import { makeFakeSystem, removeFolders } from '../../support/fake-system';
import { existsSync } from 'node:fs';

test('the memory store leaves nothing behind: not on disk, and not for the next one', async () => {
  const system = makeFakeSystem();
  const store = (await openMemoryStore(system)) as Store;
  await store.write('a1', 'made-up');
  expect(await store.read('a1')).toBe('made-up');
  expect(existsSync(system.stateFolder)).toBe(false);
  expect(await ((await openMemoryStore(system)) as Store).read('a1')).toBeUndefined();
  removeFolders();
});
