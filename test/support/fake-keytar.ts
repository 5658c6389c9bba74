// The part of keytar that brs uses, over a map: what a keychain does is tested against a real one elsewhere.
import type * as keytarModule from 'keytar';

type Keytar = typeof keytarModule;

export interface FakeKeytar extends Keytar {
  /** By `service/account`. */
  readonly items: Map<string, string>;
  /** Called before each call with its name and account; may throw or wait. */
  before: (call: string, account: string) => void | Promise<void>;
}

export function makeFakeKeytar(): FakeKeytar {
  const items = new Map<string, string>();
  const prefix = (service: string) => `${service}/`;
  const fake: FakeKeytar = {
    items,
    before: () => undefined,
    getPassword: async (service, account) => {
      await fake.before('get', account);
      return items.get(prefix(service) + account) ?? null;
    },
    setPassword: async (service, account, password) => {
      await fake.before('set', account);
      items.set(prefix(service) + account, password);
    },
    deletePassword: async (service, account) => {
      await fake.before('delete', account);
      return items.delete(prefix(service) + account);
    },
    findCredentials: async (service) => {
      await fake.before('find', '');
      const own = [...items].filter(([key]) => key.startsWith(prefix(service)));
      return own.map(([key, password]) => ({ account: key.slice(prefix(service).length), password }));
    },
    findPassword: () => Promise.reject(new Error('brs has no use for this')),
  };
  return fake;
}
