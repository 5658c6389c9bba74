import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findProgram, needs, testWith } from '../support/needs';
import { SECRET_SERVICE_PROGRAMS, secretServiceMissing } from '../support/secret-service';
import { startDeafBus, startSecretService, type SecretService } from '../support/secret-service';

const testService = testWith(SECRET_SERVICE_PROGRAMS, test);
const path = process.env['PATH'];
let folder: string;
let service: SecretService | undefined;

async function start(): Promise<SecretService> {
  service = await startSecretService(join(folder, 'service'));
  return service;
}

interface Answer {
  stdout: string;
  failed: boolean;
  hung: boolean;
}

/** Runs keytar in a process of its own, for it keeps the bus it met first. */
function keytar(expression: string, timeout = 20_000): Promise<Answer> {
  const code = `const k = require('keytar'); (async () => console.log(await (${expression})))();`;
  const env = { PATH: path, HOME: folder, LANG: 'C.UTF-8', ...service?.env };
  const options = { env, timeout, killSignal: 'SIGKILL' as const, cwd: import.meta.dirname };
  return new Promise((resolve) => {
    execFile(process.execPath, ['-e', code], options, (error, stdout) =>
      resolve({ stdout: stdout.trim(), failed: error !== null, hung: error?.killed === true }),
    );
  });
}

/** The processes that have this test's folder in their environment or arguments. */
function left(): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.filter((pid) => ['environ', 'cmdline'].some((name) => text(`/proc/${pid}/${name}`).includes(folder)));
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brs-secrets-'));
});

afterEach(async () => {
  process.env['PATH'] = path;
  await service?.stop();
  service = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe('startSecretService', () => {
  testService('lets a password be set, read and deleted right away', async () => {
    await start();
    expect(await keytar(`k.setPassword('s', 'a', 'p4ss')`)).toMatchObject({ failed: false });
    expect(await keytar(`k.getPassword('s', 'a')`)).toMatchObject({ stdout: 'p4ss', failed: false });
    expect(await keytar(`k.deletePassword('s', 'a')`)).toMatchObject({ stdout: 'true', failed: false });
    expect(await keytar(`k.getPassword('s', 'a')`)).toMatchObject({ stdout: 'null', failed: false });
  });

  testService('keeps passwords through a lock and an unlock, and gives none while locked', async () => {
    const { lock, unlock, isLocked } = await start();
    await keytar(`k.setPassword('s', 'a', 'p4ss')`);
    expect(await isLocked()).toBe(false);
    await lock();
    expect(await isLocked()).toBe(true);
    expect((await keytar(`k.getPassword('s', 'a')`)).stdout).not.toContain('p4ss');
    await unlock();
    expect(await isLocked()).toBe(false);
    expect(await keytar(`k.getPassword('s', 'a')`)).toMatchObject({ stdout: 'p4ss' });
  });

  testService('leaves calls without an answer while frozen, and answers again when thawed', async () => {
    const { freeze, thaw } = await start();
    await keytar(`k.setPassword('s', 'a', 'p4ss')`);
    freeze();
    expect(await keytar(`k.getPassword('s', 'a')`, 1500)).toMatchObject({ stdout: '', hung: true });
    thaw();
    expect(await keytar(`k.getPassword('s', 'a')`)).toMatchObject({ stdout: 'p4ss' });
  });

  testService('has nobody to answer once the keyring is stopped, and starts no other', async () => {
    const { stopKeyring } = await start();
    await stopKeyring();
    expect(await keytar(`k.setPassword('s', 'a', 'p4ss')`)).toMatchObject({ failed: true, hung: false });
    expect(await keytar(`k.getPassword('s', 'a')`)).toMatchObject({ failed: true, hung: false });
  });

  testService('leaves no process behind, frozen or not, and can be stopped twice', async () => {
    const { freeze, stop } = await start();
    expect(left().length).toBeGreaterThanOrEqual(2);
    freeze();
    await stop();
    await stop();
    expect(left()).toEqual([]);
  });

  testService('leaves no process behind when the bus starts and the keyring does not', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(findProgram('dbus-daemon') ?? '', join(bin, 'dbus-daemon'));
    process.env['PATH'] = bin;
    await expect(start()).rejects.toThrow('the secret service did not start');
    expect(left()).toEqual([]);
  });

  testService('runs beside another one with passwords of its own', async () => {
    const first = await start();
    await keytar(`k.setPassword('s', 'a', 'p4ss')`);
    service = await startSecretService(join(folder, 'other'));
    try {
      expect(await keytar(`k.getPassword('s', 'a')`)).toMatchObject({ stdout: 'null', failed: false });
    } finally {
      await first.stop();
    }
  });
});

describe('secretServiceMissing', () => {
  test('says which programs are not on PATH', () => {
    expect(secretServiceMissing()).toBe(needs(SECRET_SERVICE_PROGRAMS));
    process.env['PATH'] = folder;
    expect(secretServiceMissing()).toMatch(/^needs .*dbus-daemon, gnome-keyring-daemon, gdbus$/);
  });
});

describe('startDeafBus', () => {
  test('accepts connections, never answers, and closes them when it is stopped', async () => {
    const bus = await startDeafBus(folder);
    const socket = createConnection(bus.address.replace('unix:path=', ''));
    const said: string[] = [];
    const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
    socket.on('data', (data) => said.push(data.toString('latin1')));
    await new Promise((resolve) => socket.write('\0AUTH EXTERNAL 30\r\n', resolve));
    await bus.stop();
    await closed;
    expect(said).toEqual([]);
  });

  testService('keeps a keychain client waiting', async () => {
    const bus = await startDeafBus(folder);
    const env = { DBUS_SESSION_BUS_ADDRESS: bus.address, XDG_RUNTIME_DIR: folder };
    service = { env, stop: () => bus.stop() } as SecretService;
    expect(await keytar(`k.getPassword('s', 'a')`, 1500)).toMatchObject({ stdout: '', hung: true });
  });
});
