import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { Daemon, runInTerminal, TERMINAL_PROGRAMS, Transcript, type Terminal } from '../support/terminal';

const testTerminal = testWith(TERMINAL_PROGRAMS, test);
const env = { PATH: '/usr/bin:/bin' };
const open: Terminal[] = [];

function shell(script: string, ...args: string[]): Terminal {
  const terminal = runInTerminal({ command: 'sh', args: ['-c', script, 'sh', ...args], env });
  open.push(terminal);
  return terminal;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((terminal) => terminal.dispose()));
});

describe('runInTerminal', () => {
  testTerminal('gives the program a controlling terminal, from which it reads what is typed', async () => {
    const terminal = shell('exec < /dev/null; printf "name? " > /dev/tty; read -r name < /dev/tty; echo "hello $name"');
    await terminal.waitFor('name? ');
    terminal.type('Ann\r');
    await terminal.waitFor(/hello Ann\r\n/);
    expect(await terminal.finished).toBe(0);
    expect(terminal.output()).toBe('name? Ann\r\nhello Ann\r\n');
  });

  testTerminal('shows what is typed only where the program leaves the echo on', async () => {
    const terminal = shell('stty -echo; printf "code? "; read -r code; stty echo; echo; echo "length ${#code}"');
    await terminal.waitFor('code? ');
    terminal.type('123456\r');
    await terminal.waitFor('length 6');
    expect(terminal.output()).not.toContain('123456');
  });

  testTerminal('makes stdin, stdout and stderr terminals of a known size', async () => {
    const terminal = shell('test -t 0 && test -t 1 && test -t 2 && stty size');
    expect(await terminal.finished).toBe(0);
    expect(terminal.output()).toBe('40 120\r\n');
  });

  testTerminal('passes arguments, environment and folder on as they are, and the exit code back', async () => {
    const args = ["it's", '$HOME "x"', '', '*'];
    const script = 'printf "<%s>" "$@" "$PWD" "$WORD"; exit 7';
    const options = { args: ['-c', script, 'sh', ...args], env: { ...env, WORD: 'a  b' }, cwd: '/usr' };
    const terminal = runInTerminal({ command: '/bin/sh', ...options });
    expect(await terminal.finished).toBe(7);
    expect(terminal.output()).toBe(`<it's><$HOME "x"><><*></usr><a  b>`);
  });

  testTerminal('interrupts the program when Ctrl-C is typed', async () => {
    const terminal = shell('echo ready; exec sleep 600');
    await terminal.waitFor('ready');
    terminal.type('\x03');
    expect(await terminal.finished).toBe(130);
  });

  testTerminal('kills a program that ignores the end of its terminal when it is disposed of', async () => {
    const terminal = shell('trap "" HUP TERM INT; echo "pid $$."; while :; do sleep 600; done');
    const pid = Number(/pid (\d+)\./.exec(await terminal.waitFor(/pid \d+\./))?.[1]);
    expect(process.kill(pid, 0)).toBe(true);
    await terminal.dispose();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

/** Whether a process that is not our child ends: gone, or dead and waiting to be reaped. */
async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const stat = `/proc/${pid}/stat`;
    if (!existsSync(stat) || readFileSync(stat, 'utf8').includes(') Z')) return true;
    await sleep(50);
  }
  return false;
}

describe('Daemon', () => {
  test('gives the output of its program, and ends with it killed', async () => {
    const daemon = new Daemon('sh', ['-c', 'trap "" TERM HUP; echo ready; sleep 600; sleep 600'], env);
    await daemon.stdout.waitFor('ready');
    expect(daemon.hasEnded).toBe(false);
    await daemon.end();
    expect(daemon.hasEnded).toBe(true);
    expect(daemon.log).toBe('ready\n');
  });

  test('has ended when there is no such program', async () => {
    const daemon = new Daemon('absent', [], env);
    await daemon.end();
    expect(daemon.hasEnded).toBe(true);
  });

  testWith(['linux'], test)('is killed when the process that started it is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'brs-daemon-'));
    const input = join(import.meta.dirname, '..', 'support', 'terminal.ts');
    const code = `(async () => {
      const { rolldown } = await import('rolldown');
      const build = await rolldown({ input: ${JSON.stringify(input)}, platform: 'node' });
      await build.write({ format: 'cjs', dir: ${JSON.stringify(folder)} });
      const { Daemon } = require(${JSON.stringify(join(folder, 'terminal.js'))});
      const daemon = new Daemon('sleep', ['600'], process.env);
      process.stdout.write(daemon.child.pid + '\\n', () => process.kill(process.pid, 'SIGKILL'));
    })();`;
    const options = { env, cwd: import.meta.dirname };
    const pid = await new Promise<number>((resolve) => {
      execFile(process.execPath, ['-e', code], options, (_error, stdout) => resolve(Number(stdout)));
    });
    rmSync(folder, { recursive: true });
    expect(pid).toBeGreaterThan(1);
    expect(await hasEnded(pid)).toBe(true);
  });
});

describe('Transcript', () => {
  test('rejects with the text so far when the wanted text does not come in time', async () => {
    const transcript = new Transcript();
    transcript.add('something else');
    await expect(transcript.waitFor('wanted', 10)).rejects.toThrow(
      'wanted did not come within 10 ms; so far: something else',
    );
  });

  test('rejects at once when the program has ended without the wanted text', async () => {
    const transcript = new Transcript();
    const waiting = transcript.waitFor(/wanted/, 60_000);
    transcript.end();
    await expect(waiting).rejects.toThrow('/wanted/ never came, and the program has ended; so far: ');
  });

  test('finds text that came in pieces', async () => {
    const transcript = new Transcript();
    const waiting = transcript.waitFor('wanted');
    transcript.add('wan');
    transcript.add('ted!');
    expect(await waiting).toBe('wanted!');
  });
});
