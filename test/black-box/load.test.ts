import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { testWith } from '../support/needs';
import { programUnderTest } from '../support/sandbox';
import { runInTerminal, TERMINAL_PROGRAMS } from '../support/terminal';
import { makeWorld, type World } from '../support/world';

const callers = 200;
const limitMs = 240_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.dispose());

/** All at once; a caller may wait for its turn on a small machine. */
async function all(args: string[]) {
  const one = () => world.box.run(args, { timeoutMs: limitMs });
  return await Promise.all(Array.from({ length: callers }, one));
}

function expectEqualAnswers(results: { code: number | null; stdout: string; stderr: string }[]): void {
  expect(results.filter(({ code }) => code !== 0)).toEqual([]);
  expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
  expect(results.map(({ stderr }) => stderr).join('')).toBe('');
}

test(
  '200 callers at once on an empty vault get equal answers from one AssumeRole',
  async () => {
    world.sts.delayMs = 300;
    expectEqualAnswers(await all(['creds', '--profile', 'prod']));
    expect(world.sts.count('AssumeRole')).toBe(1);
  },
  limitMs,
);

test(
  '200 callers at once on an expired entry get equal answers though STS fails three times first',
  async () => {
    world.sts.lifetimeSeconds = 1;
    const first = await world.box.run(['creds', '--profile', 'prod']);
    await sleep(1_100);
    world.sts.lifetimeSeconds = undefined;
    world.sts.failNext(3, { status: 500 });
    const results = await all(['creds', '--profile', 'prod']);
    expectEqualAnswers(results);
    expect(results[0]?.stdout).not.toBe(first.stdout);
    expect(world.sts.calls.map(({ status }) => status)).toEqual([200, 500, 500, 500, 200]);
  },
  limitMs,
);

test(
  '200 callers at once of a role that is refused are all told why, though few of them ask STS',
  async () => {
    world.sts.roles.set('arn:aws:iam::111122223333:role/Other', {});
    world.sts.delayMs = 3_000;
    const results = await all(['creds', '--profile', 'prod']);
    expect(results.filter(({ code, stdout }) => code !== 4 || stdout !== '')).toEqual([]);
    expect(results.filter(({ stderr }) => !stderr.includes('AccessDenied'))).toEqual([]);
    expect(world.sts.count('AssumeRole')).toBeLessThan(callers / 4);
  },
  limitMs,
);

testWith(TERMINAL_PROGRAMS, test)(
  '200 callers at once of an MFA profile in a terminal show one prompt',
  async () => {
    world.sts.acceptCode('314159');
    const { command, args } = programUnderTest();
    const brs = [command, ...args, 'creds', '--profile', 'mfa'].map((word) => `'${word}'`).join(' ');
    const each = `${brs} > out.$i 2> err.$i || echo failed $i`;
    const script = `i=0; while [ $i -lt ${callers} ]; do i=$((i+1)); ( ${each} ) & done; wait; echo all done`;
    const terminal = runInTerminal({ command: 'sh', args: ['-c', script], env: world.box.env, cwd: world.box.home });
    try {
      await terminal.waitFor('MFA code of', limitMs);
      // The others have to be waiting, not merely late: give them all time to start.
      await sleep(3_000);
      terminal.type('314159\r');
      await terminal.waitFor('all done', limitMs);
      expect(terminal.output().match(/MFA code of/g)).toHaveLength(1);
      expect(terminal.output()).not.toContain('failed');
      const answers = Array.from({ length: callers }, (_, at) => world.box.read(`out.${at + 1}`));
      expect(new Set(answers).size).toBe(1);
      expect(JSON.parse(answers[0] ?? '')).toMatchObject({ Version: 1 });
      expect(world.sts.count('GetSessionToken')).toBe(1);
      expect(world.sts.count('AssumeRole')).toBe(1);
    } finally {
      await terminal.dispose();
    }
  },
  limitMs,
);
