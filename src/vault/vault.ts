import { ConfigError, VaultError } from '../core/errors';
import { decodeEntry, encodeEntry, type Entry } from './entry';
import { storeNames, stores } from './stores/index';
import type { Store, StoreName, StorePorts } from './stores/store';

/** Where entries are kept, by fingerprint. Every failure is a `VaultError`. */
export interface Vault {
  readonly store: StoreName;
  /** Why a stronger store was passed over, where one was. */
  readonly why: string | undefined;
  /** Finds out whether a write would go through. */
  ready(): Promise<void>;
  read(fingerprint: string): Promise<Entry | undefined>;
  /** Every entry there is that can be read, by fingerprint. */
  readAll(): Promise<ReadonlyMap<string, Entry>>;
  write(fingerprint: string, entry: Entry): Promise<void>;
  remove(fingerprint: string): Promise<boolean>;
  /** How many entries went. */
  removeAll(): Promise<number>;
}

function chosenStore(chosen: string | undefined): StoreName | undefined {
  if (!chosen) return undefined;
  const name = storeNames.find((known) => known === chosen);
  if (name !== undefined) return name;
  throw new ConfigError({
    message: `the variable BRS_VAULT names ${chosen}, which is no store`,
    hint: `one of ${storeNames.join(', ')}; without it brs takes the keychain, or files where there is none`,
  });
}

async function open(ports: StorePorts): Promise<{ store: Store; why?: string }> {
  const chosen = chosenStore(ports.env['BRS_VAULT']);
  if (chosen !== undefined) {
    const store = await (await stores[chosen]())(ports);
    if (!('absent' in store)) return { store };
    throw new VaultError({
      message: `BRS_VAULT asks for the ${chosen}, and there is none: ${store.absent}`,
      hint: 'unset BRS_VAULT to let brs keep entries in encrypted files here',
    });
  }
  const keychain = await (await stores.keychain())(ports);
  if (!('absent' in keychain)) return { store: keychain };
  const file = await (await stores.file())(ports);
  if ('absent' in file) throw new VaultError({ message: file.absent });
  return { store: file, why: keychain.absent };
}

/** Chosen by BRS_VAULT; else the keychain; else, where there is none at all, encrypted files. */
export async function openVault(ports: StorePorts): Promise<Vault> {
  const { store, why } = await open(ports);
  return {
    store: store.name,
    why,
    ready: () => store.ready(),
    read: async (fingerprint) => {
      const text = await store.read(fingerprint);
      return text === undefined ? undefined : decodeEntry(text);
    },
    readAll: async () => {
      const texts = [...(await store.readAll())].map(([name, text]) => [name, decodeEntry(text)] as const);
      return new Map(texts.flatMap(([name, entry]) => (entry === undefined ? [] : [[name, entry] as const])));
    },
    write: (fingerprint, entry) => store.write(fingerprint, encodeEntry(entry)),
    remove: (fingerprint) => store.remove(fingerprint),
    removeAll: async () => {
      const names = await store.list();
      for (const name of names) await store.remove(name);
      return names.length;
    },
  };
}
