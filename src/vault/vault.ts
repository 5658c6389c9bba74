import { join } from 'node:path';
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
  /** Fingerprints of what is kept and can't be read as an entry: it counts as missing. */
  unreadable(): Promise<readonly string[]>;
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

/** A file that is new with every change, for those who watch: a keychain tells nobody. */
export function changeMark(stateFolder: string): string {
  return join(stateFolder, 'changed');
}

function tell({ files, stateFolder }: StorePorts): void {
  try {
    files.write(changeMark(stateFolder), '');
  } catch {
    // Then who watches sees it at the next change.
  }
}

/** Chosen by BRS_VAULT; else the keychain; else, where there is none at all, encrypted files. */
export async function openVault(ports: StorePorts): Promise<Vault> {
  const { store, why } = await open(ports);
  const readAll = async () => {
    const texts = [...(await store.readAll())].map(([name, text]) => [name, decodeEntry(text)] as const);
    return new Map(texts.flatMap(([name, entry]) => (entry === undefined ? [] : [[name, entry] as const])));
  };
  return {
    store: store.name,
    why,
    ready: () => store.ready(),
    read: async (fingerprint) => {
      const text = await store.read(fingerprint);
      return text === undefined ? undefined : decodeEntry(text);
    },
    readAll,
    unreadable: async () => {
      // The names first: what comes meanwhile is not taken for unreadable.
      const names = await store.list();
      const readable = await readAll();
      return names.filter((name) => !readable.has(name));
    },
    write: async (fingerprint, entry) => {
      await store.write(fingerprint, encodeEntry(entry));
      tell(ports);
    },
    remove: async (fingerprint) => {
      const was = await store.remove(fingerprint);
      tell(ports);
      return was;
    },
    removeAll: async () => {
      const names = await store.list();
      for (const name of names) await store.remove(name);
      tell(ports);
      return names.length;
    },
  };
}
