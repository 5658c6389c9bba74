import { closeSync, openSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { systemRun, type RunRequest } from '../../src/system/run';
import { makeFolder, removeFolders } from '../support/fake-system';
import { caught } from '../support/fake-system';

afterAll(removeFolders);

const env = { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'] };

function run(command: RunRequest['command'], more: Partial<RunRequest> = {}) {
  return systemRun({ command, env, timeoutMs: 20_000, ...more });
}

/** A program of this very Node. */
const node = (script: string, ...args: string[]) => [process.execPath, '-e', script, ...args];

describe('a program', () => {
  test('gives its output, what it said on stderr, and its status', async () => {
    const script = 'process.stdout.write("grüße\\n"); process.stderr.write("warning"); process.exitCode = 3';
    expect(await run(node(script))).toEqual({
      stdout: 'grüße\n',
      stderr: 'warning',
      status: 3,
      killedBy: undefined,
      ended: 'itself',
    });
  });

  test('gets its arguments as they are, without a shell', async () => {
    const { stdout } = await run(node('process.stdout.write(process.argv[1] ?? "")', '$HOME "a" *; echo'));
    expect(stdout).toBe('$HOME "a" *; echo');
  });

  test('gets the environment it is given, and no other', async () => {
    process.env['BRS_TEST_OWN'] = 'own';
    const { stdout } = await run(node('process.stdout.write(`${process.env.BRS_TEST_OWN} ${process.env.GIVEN}`)'), {
      env: { ...env, GIVEN: 'given' },
    });
    delete process.env['BRS_TEST_OWN'];
    expect(stdout).toBe('undefined given');
  });

  test('finds an empty standard input', async () => {
    const { stdout } = await run(node('process.stdout.write(String(require("fs").readFileSync(0).length))'));
    expect(stdout).toBe('0');
  });

  test('may write its stderr somewhere else', async () => {
    const path = join(makeFolder(), 'stderr');
    const file = openSync(path, 'w');
    const { stderr } = await run(node('process.stderr.write("hello")'), { stderr: file });
    closeSync(file);
    expect([stderr, readFileSync(path, 'utf8')]).toEqual(['', 'hello']);
  });

  test('that is not there is an error with its code', async () => {
    expect(await caught(() => run([join(makeFolder(), 'none')]))).toMatchObject({ code: 'ENOENT' });
  });

  test('that kills itself is told by its signal', async () => {
    const result = await run(node('process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 20000)'));
    expect(result).toMatchObject({ status: undefined, killedBy: 'SIGKILL', ended: 'itself' });
  });
});

describe('a line for the shell', () => {
  const posix = process.platform === 'win32' ? test.skip : test;

  posix('is run by it', async () => {
    expect(await run({ shell: 'echo a | tr a b; exit 4' })).toMatchObject({ stdout: 'b\n', status: 4 });
  });

  posix('fails with the shell where it is wrong', async () => {
    const { status, stderr } = await run({ shell: '/none/at/all' });
    expect([status, stderr]).toEqual([127, expect.stringMatching(/not found|No such file/)]);
  });
});

const forever = 'setInterval(() => {}, 1000);';

describe('limits', () => {
  test('end a program that takes too long', async () => {
    expect(await run(node(forever), { timeoutMs: 50 })).toMatchObject({ ended: 'time limit', status: undefined });
  });

  test('end a program that will not go by itself', async () => {
    const stubborn = `process.on("SIGTERM", () => {}); ${forever}`;
    expect(await run(node(stubborn), { timeoutMs: 300 })).toMatchObject({ ended: 'time limit' });
  });

  test('end a program that says too much', async () => {
    const { ended, stdout } = await run(node(`process.stdout.write("x".repeat(70000)); ${forever}`));
    expect(ended).toBe('too much output');
    expect(stdout.length).toBeLessThanOrEqual(65_536);
  });

  test('let a program say 64 KiB', async () => {
    const { ended, stdout } = await run(node('process.stdout.write("x".repeat(65536))'));
    expect([ended, stdout.length]).toEqual(['itself', 65_536]);
  });

  test('do not end a program for what it says on stderr, and keep 64 KiB of it', async () => {
    const { ended, status, stderr } = await run(node('process.stderr.write("x".repeat(200000))'));
    expect([ended, status]).toEqual(['itself', 0]);
    expect(stderr.length).toBeLessThanOrEqual(65_536);
  });

  test('hold though a grandchild keeps the output open', async () => {
    const grandchild = `require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 3000)"], { stdio: "inherit" });`;
    expect(await run(node(`${grandchild} ${forever}`), { timeoutMs: 500 })).toMatchObject({ ended: 'time limit' });
  });
});

describe('Ctrl-C', () => {
  test('ends the program', async () => {
    const controller = new AbortController();
    const result = run(node(forever), { signal: controller.signal });
    setImmediate(() => controller.abort());
    expect(await result).toMatchObject({ ended: 'interrupted' });
  });

  test('before the start lets nothing happen', async () => {
    const mark = join(makeFolder(), 'mark');
    const controller = new AbortController();
    controller.abort();
    const script = `setTimeout(() => require("fs").writeFileSync(${JSON.stringify(mark)}, ""), 300)`;
    const result = await run(node(script), { signal: controller.signal });
    expect([result.ended, existsSync(mark)]).toEqual(['interrupted', false]);
  });
});
