import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { makeSandbox, programUnderTest, type Sandbox } from '../support/sandbox';

const binary = process.env['BRS_BIN'];
let sandbox: Sandbox;

/** Makes an sh script the program under test. */
function program(body: string): void {
  process.env['BRS_BIN'] = sandbox.script('program', body);
}

beforeEach(() => {
  sandbox = makeSandbox();
});

afterEach(async () => {
  if (binary === undefined) delete process.env['BRS_BIN'];
  else process.env['BRS_BIN'] = binary;
  await sandbox.dispose();
});

describe('programUnderTest', () => {
  test("is node with the repository's bin/brs.js unless BRS_BIN names a binary", () => {
    delete process.env['BRS_BIN'];
    const own = programUnderTest();
    expect(own.command).toBe(process.execPath);
    expect(own.args).toEqual([join(import.meta.dirname, '..', '..', 'bin', 'brs.js')]);
    process.env['BRS_BIN'] = '/some/where/brs';
    expect(programUnderTest()).toEqual({ command: '/some/where/brs', args: [] });
  });
});

describe("a sandbox's files", () => {
  test('are written below its own home, with the folders above them', () => {
    sandbox.config('[default]\n');
    sandbox.credentials('[work]\n');
    const path = sandbox.write('deep/er/note', 'text', 0o640);
    expect(path).toBe(join(sandbox.home, 'deep/er/note'));
    expect(sandbox.read('.aws/config')).toBe('[default]\n');
    expect(sandbox.files().sort((a, b) => a.path.localeCompare(b.path, 'en'))).toEqual([
      { path: '.aws/config', text: '[default]\n' },
      { path: '.aws/credentials', text: '[work]\n' },
      { path: 'deep/er/note', text: 'text' },
    ]);
  });

  test('are listed without following links', () => {
    mkdirSync(join(sandbox.home, 'empty'));
    symlinkSync('/etc/passwd', join(sandbox.home, 'link'));
    symlinkSync('/etc', join(sandbox.home, 'folder'));
    expect(sandbox.files()).toEqual([]);
  });

  test('are gone after it is disposed of, which can be done twice', async () => {
    sandbox.config('');
    await sandbox.dispose();
    await sandbox.dispose();
    expect(existsSync(sandbox.home)).toBe(false);
  });
});

describe('run', () => {
  test("passes arguments and gives back the program's code and output", async () => {
    program('printf "<%s>" "$@"; echo oops >&2; exit 3');
    const result = await sandbox.run(['a b', '', "c'd"]);
    expect(result).toMatchObject({ code: 3, signal: null, stdout: "<a b><><c'd>", stderr: 'oops\n', timedOut: false });
    expect(result.ms).toBeGreaterThan(0);
  });

  test("gives the program the sandbox's environment and nothing of the caller's", async () => {
    const poison = ['AWS_PROFILE', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'NODE_EXTRA_CA_CERTS', 'https_proxy'];
    for (const name of poison) process.env[name] = 'poison';
    await sandbox.dispose();
    sandbox = makeSandbox();
    program('exec env');
    const { stdout } = await sandbox.run([], { env: { EXTRA: 'yes', LANG: undefined } });
    for (const name of poison) Reflect.deleteProperty(process.env, name);
    const seen: Record<string, string | undefined> = {};
    for (const [, name = '', value] of stdout.matchAll(/^([^=]+)=(.*)$/gm)) seen[name] = value;
    for (const ofTheShell of ['PWD', '_', 'OLDPWD', 'SHLVL']) Reflect.deleteProperty(seen, ofTheShell);
    const { LANG, ...others } = sandbox.env;
    expect(LANG).toBe('C.UTF-8');
    expect(seen).toEqual({ ...others, EXTRA: 'yes' });
    expect(others['TMPDIR']).toBe(join(sandbox.home, 'tmp'));
    expect(others['BRS_STATE_DIR']).toBe(join(sandbox.home, 'state'));
  });

  test('gives an empty stdin, or the given text', async () => {
    program('cat');
    expect((await sandbox.run([])).stdout).toBe('');
    expect((await sandbox.run([], { input: 'typed\n' })).stdout).toBe('typed\n');
  });

  test('is not disturbed by a program that leaves its input unread', async () => {
    program('exit 0');
    expect((await sandbox.run([], { input: 'x'.repeat(1_000_000) })).code).toBe(0);
  });

  test('starts in the home of the sandbox, or in the given folder', async () => {
    program('pwd -P');
    expect((await sandbox.run([])).stdout).toBe(`${sandbox.home}\n`);
    expect((await sandbox.run([], { cwd: join(sandbox.home, '.aws') })).stdout).toBe(`${sandbox.home}/.aws\n`);
  });

  test('gives the program no controlling terminal', async () => {
    program('if (: < /dev/tty) 2>/dev/null; then echo terminal; else echo none; fi');
    expect((await sandbox.run([])).stdout).toBe('none\n');
  });

  testWith(['linux'], test)('makes the program the leader of its own session', async () => {
    program('read -r pid name state parent group session tty rest < /proc/$$/stat; echo "$$ $group $session $tty"');
    const [pid, ...others] = (await sandbox.run([])).stdout.trim().split(' ');
    expect(others).toEqual([pid, pid, '0']);
  });

  test('kills the program and its children when the time is up, and keeps what they said', async () => {
    program('trap "" TERM; echo started; sleep 600 & wait; sleep 600');
    const result = await sandbox.run([], { timeoutMs: 500 });
    expect(result).toMatchObject({ code: null, signal: 'SIGKILL', stdout: 'started\n', timedOut: true });
  });

  test('kills the program when the signal is aborted', async () => {
    program('sleep 600');
    const abort = new AbortController();
    const running = sandbox.run([], { signal: abort.signal });
    abort.abort();
    expect(await running).toMatchObject({ code: null, signal: 'SIGKILL', timedOut: false });
    expect(await sandbox.run([], { signal: abort.signal })).toMatchObject({ signal: 'SIGKILL' });
  });

  test('rejects when there is no such program', async () => {
    process.env['BRS_BIN'] = join(sandbox.home, 'absent');
    await expect(sandbox.run([])).rejects.toThrow('ENOENT');
  });
});

describe('start', () => {
  test('gives the output while the program runs, and lets it be signalled', async () => {
    program('trap "echo bye; exit 5" TERM; echo ready; sleep 600 & wait');
    const running = sandbox.start([]);
    await running.stdout.waitFor('ready\n');
    running.kill('SIGTERM');
    expect(await running.finished).toMatchObject({ code: 5, signal: null, stdout: 'ready\nbye\n' });
  });

  test('leaves nothing running once the sandbox is disposed of', async () => {
    program('sleep 600 & echo ready; trap "" TERM HUP; wait; sleep 600');
    const running = sandbox.start([]);
    await running.stdout.waitFor('ready');
    await sandbox.dispose();
    expect(await running.finished).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  testWith(['linux'], test)('leaves no child running that the program left behind', async () => {
    program('sleep 600 > /dev/null 2>&1 & echo $!');
    const { stdout } = await sandbox.run([]);
    expect(process.kill(Number(stdout), 0)).toBe(true);
    await sandbox.dispose();
    expect(await hasEnded(Number(stdout))).toBe(true);
  });
});

/** Whether a process that is not our child ends: gone, or dead and waiting to be reaped. */
async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
    if (stat.includes(') Z')) return true;
    await sleep(50);
  }
  return false;
}
