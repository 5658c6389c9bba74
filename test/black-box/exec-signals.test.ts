import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeExecWorld, type ExecWorld } from '../support/exec-world';
import { testWith } from '../support/needs';
import type { Running } from '../support/sandbox';
import { processesOf, until } from '../support/waiting';

const onLinux = testWith(['linux'], test);

let world: ExecWorld;
beforeEach(async () => {
  world = await makeExecWorld();
});
afterEach(async () => await world.dispose());

/** Tells each signal that comes, and goes on until there is a file `go`. */
const COUNTING = `
const { existsSync } = require('node:fs');
for (const name of ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGCONT']) {
  process.on(name, () => console.log(name));
}
const waiting = setInterval(() => existsSync('go') && clearInterval(waiting), 10);
process.on('exit', () => console.log('over'));
process.exitCode = 5;
console.log('begun');
`;

/** brs, in a session without a terminal. */
function start(command: readonly string[]): Running {
  return world.box.start(['exec', '--profile', 'prod', '--', ...command]);
}

function childOf(running: Running): { pid: number; state: string } {
  const found = processesOf(world.box).find(({ pid }) => pid !== running.child.pid);
  return found ?? { pid: 0, state: '' };
}

function stateOf(wanted: number | undefined): string | undefined {
  return processesOf(world.box).find(({ pid }) => pid === wanted)?.state;
}

/** Whether a signal waits there to be delivered (proc(5): ShdPnd is a mask of them). */
function hasWaiting(pid: number, signal: number): boolean {
  const [, mask = '0'] = /^ShdPnd:\s*(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return ((Number.parseInt(mask, 16) >> (signal - 1)) & 1) === 1;
}

describe('a signal to brs alone', () => {
  const signals = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGINT', 'SIGQUIT', 'SIGCONT'] as const;

  test('reaches the child exactly once, and brs waits for what the child makes of it', async () => {
    const running = start([process.execPath, '-e', COUNTING]);
    await running.stdout.waitFor('begun');
    for (const signal of signals) {
      running.child.kill(signal);
      await running.stdout.waitFor(signal);
    }
    world.box.write('go', '');
    const { code, stdout, stderr } = await running.finished;
    expect(stdout).toBe(['begun', ...signals, 'over', ''].join('\n'));
    expect({ code, stderr }).toEqual({ code: 5, stderr: '' });
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
    ['SIGUSR1', 138],
  ] as const)('%s ends a child that does nothing about it: status %i', async (signal, status) => {
    const running = start(['sh', '-c', 'echo begun; exec sleep 1000']);
    await running.stdout.waitFor('begun');
    running.child.kill(signal);
    expect(await running.finished).toMatchObject({ code: status, stdout: 'begun\n', stderr: '' });
  });

  test('SIGINT ends such a child, and brs in the same way', async () => {
    const running = start(['sh', '-c', 'echo begun; exec sleep 1000']);
    await running.stdout.waitFor('begun');
    running.child.kill('SIGINT');
    expect(await running.finished).toMatchObject({ code: null, signal: 'SIGINT' });
  });

  test('before the child is there ends brs, and the child is never started', async () => {
    world.sts.delayMs = 60_000;
    const running = world.box.start(['exec', '--profile', 'prod', '--refresh', '--', 'sh', '-c', 'echo ran']);
    await until(() => world.sts.count('AssumeRole') > 1 || world.sts.calls.length > 1, 'a request to STS');
    running.child.kill('SIGINT');
    expect(await running.finished).toMatchObject({ code: 130, stdout: '' });
  });

  test('again and again, each time after the last has come, is lost never and doubled never', async () => {
    const running = start([process.execPath, '-e', COUNTING]);
    await running.stdout.waitFor('begun');
    for (let count = 1; count <= 5; count += 1) {
      // What comes twice within a tenth of a second is taken for one signal to a whole group.
      await new Promise((resolve) => setTimeout(resolve, 150));
      running.child.kill('SIGUSR1');
      await running.stdout.waitFor(new RegExp(`(SIGUSR1\n){${count}}`));
    }
    world.box.write('go', '');
    expect((await running.finished).stdout).toBe(`begun\n${'SIGUSR1\n'.repeat(5)}over\n`);
  });
});

describe('a signal to the whole group', () => {
  test('without a terminal ends both', async () => {
    const running = start(['sh', '-c', 'echo begun; exec sleep 1000']);
    await running.stdout.waitFor('begun');
    running.kill('SIGTERM');
    expect(await running.finished).toMatchObject({ code: 143, stderr: '' });
  });

  test('that the child ignores does not end brs', async () => {
    const running = start([
      'sh',
      '-c',
      `trap '' TERM HUP INT; echo begun; until [ -e go ]; do sleep 0.05; done; exit 4`,
    ]);
    await running.stdout.waitFor('begun');
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) running.kill(signal);
    world.box.write('go', '');
    expect(await running.finished).toMatchObject({ code: 4, stdout: 'begun\n', stderr: '' });
  });
});

describe('a child that was stopped where no shell could let it go on', () => {
  onLinux('stays so until somebody does', async () => {
    const running = start(['sh', '-c', 'echo begun; kill -STOP $$; echo went on; exit 3']);
    await until(() => childOf(running).state === 'T', 'the stop');
    running.child.kill('SIGUSR1');
    // brs has heard of the stop as well, then.
    await until(() => hasWaiting(childOf(running).pid, 10), 'SIGUSR1 at the child');
    expect([childOf(running).state, stateOf(running.child.pid)]).toEqual(['T', 'S']);
    running.child.kill('SIGCONT');
    expect(await running.finished).toMatchObject({ code: 138, stdout: 'begun\n' });
  });

  onLinux('goes on by SIGCONT to brs alone', async () => {
    const running = start(['sh', '-c', 'echo begun; kill -STOP $$; echo went on; exit 3']);
    await until(() => childOf(running).state === 'T', 'the stop');
    running.child.kill('SIGCONT');
    expect(await running.finished).toMatchObject({ code: 3, stdout: 'begun\nwent on\n' });
  });
});
