import type * as keytarModule from 'keytar';
import { reasonOf, VaultError, type KeychainFault } from '../../core/errors';
import { within } from '../../system/clock';
import { secretServiceState } from '../../system/secret-service';
import { joinParts, partNames, splitParts } from '../parts';
import type { OpenStore, Store, StorePorts } from './store';

/** What the keychain's own program shows the items under. */
const drawer = 'brs';

type Keytar = typeof keytarModule;

/**
 * How long a keychain may take. On Linux nothing is asked of the person (a locked one is refused before); macOS and
 * Windows put up their own dialogs, and a person needs time to answer one.
 */
function limitMs(platform: NodeJS.Platform): number {
  return platform === 'linux' ? 2_500 : 30_000;
}

const hints = {
  locked: "unlock it in your desktop's password program, or choose encrypted files with BRS_VAULT=file",
  'no default': "create a default keyring in your desktop's password program, or choose files with BRS_VAULT=file",
  silent: 'see whether the keyring program still runs, or choose encrypted files with BRS_VAULT=file',
  failed: 'see whether the keychain opens in your desktop, or choose encrypted files with BRS_VAULT=file',
} as const;

function fault(kind: KeychainFault, message: string): VaultError {
  return new VaultError({ message, hint: hints[kind], kind });
}

async function loadKeytar(): Promise<Keytar | { absent: string }> {
  try {
    const module = (await import('keytar')) as Keytar & { default?: Keytar };
    return module.default ?? module;
  } catch (error) {
    return { absent: `the keychain library does not load here (${firstLine(reasonOf(error))})` };
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** Linux: asked before the library is loaded, since its calls can neither be cancelled nor tell "locked" from "empty". */
async function absentOnLinux({ env, platform }: StorePorts): Promise<string | undefined> {
  if (platform !== 'linux') return undefined;
  const state = await secretServiceState(env, limitMs(platform));
  switch (state.is) {
    case 'absent':
      return state.why;
    case 'locked':
      throw fault('locked', 'the keychain is locked');
    case 'no default':
      throw fault('no default', 'the keychain has no default keyring to keep entries in');
    case 'silent':
      throw fault('silent', `the keychain does not answer (${state.why})`);
    case 'open':
      return undefined;
  }
}

export const openKeychain: OpenStore = async (ports) => {
  const absent = await absentOnLinux(ports);
  if (absent !== undefined) return { absent };
  const keytar = await loadKeytar();
  if ('absent' in keytar) return keytar;
  return keychainStore(keytar, ports.platform);
};

/** One item per entry, service `brs`; in parts where the platform limits an item's size. */
export function keychainStore(keytar: Keytar, platform: NodeJS.Platform): Store {
  const ask = async <T>(what: string, call: () => Promise<T>): Promise<T> => {
    const message = `the keychain did not answer within ${limitMs(platform) / 1000} s (${what})`;
    const late = () => new VaultError({ message, hint: hints.silent, stuck: true, kind: 'silent' });
    try {
      return await within(limitMs(platform), call(), late);
    } catch (error) {
      if (error instanceof VaultError) throw error;
      throw fault('failed', `the keychain refused to ${what}: ${firstLine(reasonOf(error))}`);
    }
  };
  const get = (name: string) => ask('read', () => keytar.getPassword(drawer, name));
  const items = () => ask('list', () => keytar.findCredentials(drawer));
  const dropParts = async (names: readonly string[]) => {
    for (const part of names) if (!(await ask('remove', () => keytar.deletePassword(drawer, part)))) return;
  };
  return {
    name: 'keychain',
    // Locked and absent ones were refused when it was opened.
    ready: () => Promise.resolve(),
    read: async (name) => await joinParts(name, async (part) => (await get(part)) ?? undefined),
    write: async (name, value) => {
      const parts = splitParts(name, value, platform);
      if (parts === undefined) throw fault('failed', 'the entry is too long for the keychain');
      for (const part of parts) await ask('write', () => keytar.setPassword(drawer, part.name, part.value));
      if (platform === 'win32') await dropParts(partNames(name).slice(parts.length - 1));
    },
    remove: async (name) => {
      const was = await ask('remove', () => keytar.deletePassword(drawer, name));
      if (platform === 'win32') await dropParts(partNames(name));
      return was;
    },
    list: async () => (await items()).map(({ account }) => account).filter((account) => !account.includes('#')),
    readAll: async () => {
      const texts = new Map((await items()).map(({ account, password }) => [account, password]));
      const whole = new Map<string, string>();
      for (const name of [...texts.keys()].filter((account) => !account.includes('#'))) {
        const text = await joinParts(name, (part) => Promise.resolve(texts.get(part)));
        if (text !== undefined) whole.set(name, text);
      }
      return whole;
    },
  };
}
