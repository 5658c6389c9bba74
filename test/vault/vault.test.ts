import { afterAll, describe, expect, test } from '@jest/globals';
import { ConfigError, VaultError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import type { Entry } from '../../src/vault/entry';
import { openVault } from '../../src/vault/vault';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const entry: Entry = {
  credentials: { accessKeyId: 'ASIAEXAMPLE000000001', secretAccessKey: new Secret('made-up'), expiration: 2_000 },
  obtainedAt: 1_000,
  clockBehind: 0,
  profile: 'prod',
  source: 'assume-role',
};

describe('openVault', () => {
  test.each(['file', 'memory'])('opens the store that BRS_VAULT names: %s', async (name) => {
    const vault = await openVault(makeFakeSystem({ env: { BRS_VAULT: name } }));
    expect(vault).toMatchObject({ store: name, why: undefined });
  });

  test.each([{}, { BRS_VAULT: '' }])(
    'takes encrypted files where Linux has no session bus, and says why: %j',
    async (env) => {
      const vault = await openVault(makeFakeSystem({ platform: 'linux', env }));
      expect(vault).toMatchObject({ store: 'file', why: 'there is no session bus' });
    },
  );

  test('takes no weaker store where a keychain is asked for and there is none', async () => {
    const error = await caught(() => openVault(makeFakeSystem({ platform: 'linux', env: { BRS_VAULT: 'keychain' } })));
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({
      message: 'BRS_VAULT asks for the keychain, and there is none: there is no session bus',
      hint: expect.stringContaining('unset BRS_VAULT'),
    });
  });

  test('takes no weaker store where a keychain is there and does not answer', async () => {
    const system = makeFakeSystem({ platform: 'linux' });
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${system.file('no-socket', '')}` };
    expect(await caught(() => openVault({ ...system, env }))).toBeInstanceOf(VaultError);
  });

  test.each(['disk', 'constructor', 'File'])('refuses a store called %s', async (name) => {
    const error = await caught(() => openVault(makeFakeSystem({ env: { BRS_VAULT: name } })));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      message: `the variable BRS_VAULT names ${name}, which is no store`,
      hint: expect.stringContaining('keychain, file, memory'),
    });
  });
});

describe.each(['file', 'memory'])('a vault of the store %s', (name) => {
  const open = () => openVault(makeFakeSystem({ env: { BRS_VAULT: name } }));

  test('gives back what was written, and nothing for other fingerprints', async () => {
    const vault = await open();
    await vault.write('a1', entry);
    const found = await vault.read('a1');
    expect(found?.credentials.secretAccessKey.reveal()).toBe('made-up');
    expect(found).toMatchObject({ profile: 'prod', source: 'assume-role', obtainedAt: 1_000 });
    expect(await vault.read('b2')).toBeUndefined();
  });

  test('forgets one entry, and says whether there was one', async () => {
    const vault = await open();
    await vault.write('a1', entry);
    await vault.write('b2', entry);
    expect(await vault.remove('a1')).toBe(true);
    expect(await vault.remove('a1')).toBe(false);
    expect(await vault.read('a1')).toBeUndefined();
    expect(await vault.read('b2')).toBeDefined();
  });

  test('forgets all entries, and says how many', async () => {
    const vault = await open();
    for (const fingerprint of ['a1', 'b2', 'c3']) await vault.write(fingerprint, entry);
    expect(await vault.removeAll()).toBe(3);
    expect(await vault.removeAll()).toBe(0);
  });
});

test('what can not be read as an entry is told by its fingerprint, and what can is not', async () => {
  const system = makeFakeSystem({ env: { BRS_VAULT: 'file' } });
  const vault = await openVault(system);
  await vault.write('good', entry);
  system.file('state/vault/torn.entry', 'brs1');
  expect(await vault.unreadable()).toEqual(['torn']);
  await vault.remove('torn');
  expect(await vault.unreadable()).toEqual([]);
  expect(await vault.read('good')).toMatchObject({ profile: 'prod' });
});
