import type { OpenStore, StoreName } from './store';

/** Every store, in the order in which they are tried; `memory` only by name. */
export const stores: Readonly<Record<StoreName, () => Promise<OpenStore>>> = {
  keychain: async () => (await import('./keychain')).openKeychain,
  file: async () => (await import('./file')).openFileStore,
  memory: async () => (await import('./memory')).openMemoryStore,
};

export const storeNames = Object.keys(stores) as StoreName[];
