import type { OpenStore } from './store';

/** Keeps entries as long as the process lives: for programs that want nothing left behind. */
export const openMemoryStore: OpenStore = () => {
  const entries = new Map<string, string>();
  return Promise.resolve({
    name: 'memory',
    ready: () => Promise.resolve(),
    read: (name) => Promise.resolve(entries.get(name)),
    write: (name, value) => {
      entries.set(name, value);
      return Promise.resolve();
    },
    remove: (name) => Promise.resolve(entries.delete(name)),
    list: () => Promise.resolve([...entries.keys()]),
    readAll: () => Promise.resolve(new Map(entries)),
  });
};
