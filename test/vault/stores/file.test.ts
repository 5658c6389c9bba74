import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { VaultError } from '../../../src/core/errors';
import type { Environment } from '../../../src/system/system';
import { openFileStore } from '../../../src/vault/stores/file';
import type { Store, StorePorts } from '../../../src/vault/stores/store';
import { caught, makeFakeSystem, removeFolders } from '../../support/fake-system';

afterAll(removeFolders);

const open = async (ports: StorePorts) => (await openFileStore(ports)) as Store;

async function withEntry(env: Environment = {}) {
  const system = makeFakeSystem({ env });
  const folder = join(system.stateFolder, 'vault');
  const store = await open(system);
  await store.write('a1', 'made-up/secret');
  return { system, store, folder, path: join(folder, 'a1.entry') };
}

describe('the file store', () => {
  test('makes nothing before something is written', async () => {
    const system = makeFakeSystem();
    const store = await open(system);
    expect([await store.read('a1'), await store.remove('a1'), await store.list()]).toEqual([undefined, false, []]);
    expect(readdirSync(system.home)).toEqual([]);
  });

  test('shows nothing of a value in any file', async () => {
    const { folder } = await withEntry();
    for (const name of readdirSync(folder)) {
      const content = readFileSync(join(folder, name));
      for (const form of ['latin1', 'base64', 'hex'] as const) {
        expect(content.toString('latin1')).not.toContain(Buffer.from('made-up/secret').toString(form));
      }
    }
  });

  (process.platform === 'win32' ? test.skip : test)('is for its owner only', async () => {
    const { folder } = await withEntry();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('is read by the next process', async () => {
    const { system } = await withEntry();
    expect(await (await open(system)).read('a1')).toBe('made-up/secret');
  });

  test('writes other bytes each time', async () => {
    const { store, path } = await withEntry();
    const before = readFileSync(path);
    await store.write('a1', 'made-up/secret');
    expect(readFileSync(path).subarray(4).equals(before.subarray(4))).toBe(false);
  });

  test('does not open an entry that was put under another name', async () => {
    const { store, folder, path } = await withEntry();
    copyFileSync(path, join(folder, 'b2.entry'));
    expect(await store.read('b2')).toBeUndefined();
  });

  test('takes a torn or altered entry for missing, at every byte', async () => {
    const { store, path } = await withEntry();
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += 1) {
      writeFileSync(path, whole.subarray(0, at));
      expect(await store.read('a1')).toBeUndefined();
      const altered = Buffer.from(whole);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      writeFileSync(path, altered);
      expect(await store.read('a1')).toBeUndefined();
    }
  });

  test('goes on with a key that the first comer made', async () => {
    const { system, folder } = await withEntry();
    const key = readFileSync(join(folder, 'vault.key'));
    const [one, two] = [await open(system), await open(system)];
    await one.write('b2', 'one');
    await two.write('c3', 'two');
    expect([await two.read('b2'), await one.read('c3')]).toEqual(['one', 'two']);
    expect(readFileSync(join(folder, 'vault.key')).equals(key)).toBe(true);
  });

  test('takes entries for missing after their key was removed, and begins anew', async () => {
    const { system, folder } = await withEntry();
    rmSync(join(folder, 'vault.key'));
    const store = await open(system);
    expect(await store.read('a1')).toBeUndefined();
    await store.write('a1', 'anew');
    expect(await store.read('a1')).toBe('anew');
  });

  test('refuses a key file that it did not write', async () => {
    const { system, folder } = await withEntry();
    writeFileSync(join(folder, 'vault.key'), 'short');
    const error = await caught(async () => (await open(system)).read('a1'));
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({ message: `${join(folder, 'vault.key')} is not what brs wrote` });
  });

  test('does not list the key, nor what is no entry', async () => {
    const { store, folder } = await withEntry();
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(await store.list()).toEqual(['a1']);
  });

  test('tells a folder that can not be written', async () => {
    const system = makeFakeSystem();
    mkdirSync(system.stateFolder);
    writeFileSync(join(system.stateFolder, 'vault'), 'a file in the way');
    const error = await caught(async () => (await open(system)).write('a1', 'made-up'));
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({
      message: expect.stringContaining(`the file store in ${join(system.stateFolder, 'vault')} failed`),
      hint: expect.stringContaining('BRS_STATE_DIR'),
    });
  });
});

describe('with a passphrase', () => {
  const passphrase = { BRS_VAULT_PASSPHRASE: 'made-up phrase' };

  test('keeps no key on disk', async () => {
    const { folder } = await withEntry(passphrase);
    expect(readdirSync(folder).sort()).toEqual(['a1.entry', 'vault.salt']);
  });

  test('opens with the same one, and not with another or with none', async () => {
    const { system } = await withEntry(passphrase);
    const reading = async (env: Environment) => (await open({ ...system, env })).read('a1');
    expect(await reading(passphrase)).toBe('made-up/secret');
    expect(await reading({ BRS_VAULT_PASSPHRASE: 'Made-up phrase' })).toBeUndefined();
    expect(await reading({})).toBeUndefined();
  });
});
