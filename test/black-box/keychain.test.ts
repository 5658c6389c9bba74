import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testWith } from '../support/needs';
import {
  SECRET_SERVICE_PROGRAMS,
  secretServiceMissing,
  startDeafBus,
  startSecretService,
} from '../support/secret-service';
import type { SecretService } from '../support/secret-service';
import { makeWorld, type World } from '../support/world';

// Elsewhere they would reach the real keychain.
const linuxOnly = testWith(['linux'], test);
const withKeychain = testWith([...SECRET_SERVICE_PROGRAMS, 'secret-tool'], test);

let folder: string;
let keychain: SecretService | undefined;
let world: World;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'brs-k-'));
  if (secretServiceMissing() === undefined) keychain = await startSecretService(folder);
});
afterAll(async () => {
  await keychain?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  world = await makeWorld();
  delete world.box.env['BRS_VAULT'];
  Object.assign(world.box.env, keychain?.env);
});
afterEach(async () => await world.dispose());

const creds = async (...args: string[]) => await world.box.run(['creds', '--profile', 'prod', ...args]);
const vaultFiles = () => world.box.files().filter(({ path }) => path.startsWith('state/vault'));

/** Everything is told in one go: an error with a hint, nothing on stdout, soon, and STS and the person left alone. */
async function expectRefusal(told: string): Promise<void> {
  // The promise is 3 s (the limit inside is 2.5 s); a loaded machine may need more to start a process.
  const run = await world.box.run(['creds', '--profile', 'prod'], { timeoutMs: 10_000 });
  const { code, stdout, stderr, timedOut } = run;
  expect({ code, stdout, timedOut }).toEqual({ code: 6, stdout: '', timedOut: false });
  expect(stderr).toContain(told);
  expect(stderr).toMatch(/^brs: error: .*\nbrs: hint: .*BRS_VAULT=file.*\n$/);
  expect(world.sts.calls).toHaveLength(0);
  expect(vaultFiles()).toEqual([]);
}

withKeychain('entries live in the Secret Service and nowhere else', async () => {
  const first = await creds();
  const second = await creds();
  expect(second).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });
  expect(world.sts.count('AssumeRole')).toBe(1);
  expect(vaultFiles()).toEqual([]);
  expect(await world.box.run(['clear', '--all'])).toMatchObject({ code: 0, stdout: 'forgot 1 entry\n' });
  expect((await creds()).stdout).not.toBe(first.stdout);
  await world.box.run(['clear', '--profile', 'prod']);
  expect(await world.box.run(['clear', '--all'])).toMatchObject({ stdout: 'forgot 0 entries\n' });
});

withKeychain('50 callers at once on an empty keychain get equal answers from one AssumeRole', async () => {
  world.sts.delayMs = 300;
  const results = await Promise.all(Array.from({ length: 50 }, () => creds()));
  expect(results.filter(({ code }) => code !== 0)).toEqual([]);
  expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
  expect(world.sts.count('AssumeRole')).toBe(1);
  await world.box.run(['clear', '--all']);
});

withKeychain('a locked keychain is told with a hint, before anybody is asked for anything', async () => {
  await keychain?.lock();
  try {
    await expectRefusal('locked');
  } finally {
    await keychain?.unlock();
  }
});

withKeychain('a keychain that hangs is told with a hint', async () => {
  keychain?.freeze();
  try {
    await expectRefusal('does not answer');
  } finally {
    keychain?.thaw();
  }
});

linuxOnly('a session bus that accepts and never answers is told with a hint', async () => {
  const bus = await startDeafBus(folder);
  try {
    world.box.env['DBUS_SESSION_BUS_ADDRESS'] = bus.address;
    await expectRefusal('does not answer');
  } finally {
    await bus.stop();
  }
});

linuxOnly('where there is no session bus, entries go to encrypted files', async () => {
  delete world.box.env['DBUS_SESSION_BUS_ADDRESS'];
  world.box.env['XDG_RUNTIME_DIR'] = world.box.home;
  expect(await creds()).toMatchObject({ code: 0, stderr: '' });
  expect(vaultFiles().map(({ path }) => path)).toContain('state/vault/vault.key');
});

linuxOnly('BRS_VAULT=keychain where there is none is an error and no silent move', async () => {
  delete world.box.env['DBUS_SESSION_BUS_ADDRESS'];
  Object.assign(world.box.env, { BRS_VAULT: 'keychain', XDG_RUNTIME_DIR: world.box.home });
  expect(await creds()).toMatchObject({ code: 6, stdout: '' });
});

withKeychain('a session bus without a Secret Service counts as no keychain', async () => {
  // Last: the keyring does not come back.
  await keychain?.stopKeyring();
  expect(await creds()).toMatchObject({ code: 0, stderr: '' });
  expect(vaultFiles().length).toBeGreaterThan(0);
});
