import type { System } from '../../system/system';

/** Keeps one line of text per name. Every failure is a `VaultError` with a hint; absence is undefined. */
export interface Store {
  readonly name: StoreName;
  /** Finds out whether a write would go through, before anybody is asked for what is to be written. */
  ready(): Promise<void>;
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
  /** Whether there was something to remove. */
  remove(name: string): Promise<boolean>;
  /** Names of all entries of this person. */
  list(): Promise<readonly string[]>;
  /** All entries at once, by name: cheaper than one by one where a store has a call for that. */
  readAll(): Promise<ReadonlyMap<string, string>>;
}

export type StoreName = 'keychain' | 'file' | 'memory';

export type StorePorts = Pick<System, 'env' | 'files' | 'stateFolder' | 'platform' | 'clock'>;

/** Opens the store, or says why this machine has none such. Throws `VaultError` where it has one that does not work. */
export type OpenStore = (ports: StorePorts) => Promise<Store | { readonly absent: string }>;
