import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { join } from 'node:path';
import { reasonOf, VaultError } from '../../core/errors';
import type { OpenStore, Store, StorePorts } from './store';

/**
 * Entries in files, AES-256-GCM each under a fresh nonce, with the entry's name as associated data: a file put under
 * another name does not open. Folder 0700, files 0600. The key is random and lies beside them, or comes from
 * BRS_VAULT_PASSPHRASE by scrypt (N = 2^15, r = 8, p = 1: about 0.1 s).
 *
 * File: magic "brs1", 12 bytes nonce, 16 bytes tag, ciphertext.
 */
const magic = Buffer.from('brs1');
const suffix = '.entry';
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

function seal(key: Buffer, name: string, value: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([magic, nonce, cipher.getAuthTag(), sealed]);
}

function unseal(key: Buffer, name: string, file: Buffer): string | undefined {
  const head = magic.length + nonceBytes;
  if (file.length < head + tagBytes || !file.subarray(0, magic.length).equals(magic)) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, file.subarray(magic.length, head), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(name)).setAuthTag(file.subarray(head, head + tagBytes));
  try {
    return decipher.update(file.subarray(head + tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

/** Random bytes that the first comer writes and everyone after reads. */
function shared(path: string, size: number, { files }: StorePorts): Buffer {
  const known = files.read(path);
  if (known === undefined) files.create(path, randomBytes(size));
  const bytes = known ?? files.read(path);
  if (bytes?.length !== size) {
    throw new VaultError({
      message: `${path} is not what brs wrote`,
      hint: 'remove it: brs asks for new credentials then',
    });
  }
  return bytes;
}

function keyFor(folder: string, ports: StorePorts): Buffer {
  const passphrase = ports.env['BRS_VAULT_PASSPHRASE'];
  if (!passphrase) return shared(join(folder, 'vault.key'), keyBytes, ports);
  const salt = shared(join(folder, 'vault.salt'), keyBytes, ports);
  return scryptSync(passphrase, salt, keyBytes, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
}

function guarded<T>(folder: string, act: () => T): Promise<T> {
  try {
    return Promise.resolve(act());
  } catch (error) {
    if (error instanceof VaultError) return Promise.reject(error);
    const fault = new VaultError({
      message: `the file store in ${folder} failed: ${reasonOf(error)}`,
      hint: 'see that the folder is yours and writable, or name another with BRS_STATE_DIR',
    });
    return Promise.reject(fault);
  }
}

export const openFileStore: OpenStore = async (ports) => {
  const { files } = ports;
  const folder = join(ports.stateFolder, 'vault');
  const pathOf = (name: string) => join(folder, `${name}${suffix}`);
  let key: Buffer | undefined;
  const theKey = () => (key ??= keyFor(folder, ports));
  const names = () =>
    files
      .list(folder)
      .filter((name) => name.endsWith(suffix))
      .map((name) => name.slice(0, -suffix.length));
  const store: Store = {
    name: 'file',
    ready: () =>
      guarded(folder, () => {
        theKey();
        files.write(join(folder, 'probe'), '');
        files.remove(join(folder, 'probe'));
      }),
    read: (name) =>
      guarded(folder, () => {
        const file = files.read(pathOf(name));
        // What can't be opened (another passphrase, a torn file) counts as missing: it is written anew.
        return file === undefined ? undefined : unseal(theKey(), name, file);
      }),
    write: (name, value) => guarded(folder, () => files.write(pathOf(name), seal(theKey(), name, value))),
    remove: (name) =>
      guarded(folder, () => {
        const was = files.size(pathOf(name)) !== undefined;
        files.remove(pathOf(name));
        return was;
      }),
    list: () => guarded(folder, names),
    readAll: async () => {
      const all = new Map<string, string>();
      for (const name of await guarded(folder, names)) {
        const text = await store.read(name);
        if (text !== undefined) all.set(name, text);
      }
      return all;
    },
  };
  return Promise.resolve(store);
};
