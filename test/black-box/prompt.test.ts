import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { programUnderTest } from '../support/sandbox';
import { runInTerminal, TERMINAL_PROGRAMS } from '../support/terminal';
import { makeWorld, type World } from '../support/world';

const inTerminal = testWith(TERMINAL_PROGRAMS, test);

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.dispose());

function terminalWith(tail: string) {
  const { command, args } = programUnderTest();
  const brs = [command, ...args, 'creds', '--profile', 'mfa'].map((word) => `'${word}'`).join(' ');
  return runInTerminal({ command: 'sh', args: ['-c', `${brs} ${tail}`], env: world.box.env, cwd: world.box.home });
}

inTerminal('the prompt is on the terminal even where stdin, stdout and stderr are captured', async () => {
  world.sts.acceptCode('141421');
  const terminal = terminalWith('< /dev/null > out 2> err');
  await terminal.waitFor('MFA code of arn:aws:iam::444455556666:mfa/ann (profile mfa): ');
  terminal.type('141421\r');
  expect(await terminal.finished).toBe(0);
  expect(JSON.parse(world.box.read('out'))).toMatchObject({ Version: 1 });
  expect(world.box.read('err')).toBe('');
});

inTerminal('what is no code, and a code that STS refuses, is asked for again', async () => {
  world.sts.acceptCode('173205');
  const terminal = terminalWith('> out');
  await terminal.waitFor('(profile mfa): ');
  terminal.type('12345\r');
  await terminal.waitFor('A code is six digits.');
  terminal.type('000000\r');
  await terminal.waitFor(/six digits[^]*MFA code of/);
  await terminal.waitFor(/(MFA code of[^]*){3}/);
  terminal.type('173205\r');
  expect(await terminal.finished).toBe(0);
  expect(world.sts.calls.map(({ action, status }) => `${action} ${status}`)).toEqual([
    'GetSessionToken 403',
    'GetSessionToken 200',
    'AssumeRole 200',
  ]);
});

inTerminal('a code that was used already is not sent to STS again', async () => {
  world.sts.acceptCode('223606');
  const first = await world.box.run(['creds', '--profile', 'mfa', '--mfa-token', '223606']);
  expect(first.code).toBe(0);
  await world.box.run(['clear', '--all']);
  const again = await world.box.run(['creds', '--profile', 'mfa', '--mfa-token', '223606']);
  expect(again).toMatchObject({ code: 5, stdout: '' });
  world.sts.acceptCode('264575');
  const terminal = terminalWith('> out');
  await terminal.waitFor('(profile mfa): ');
  terminal.type('223606\r');
  await terminal.waitFor('That code was used already; wait for the next one.');
  terminal.type('264575\r');
  expect(await terminal.finished).toBe(0);
  const codes = world.sts.calls.flatMap(({ params }) => params['TokenCode'] ?? []);
  expect(codes).toEqual(['223606', '264575']);
});

inTerminal('Ctrl-C at the prompt ends with 130, an empty stdout and no request', async () => {
  const terminal = terminalWith('> out');
  await terminal.waitFor('(profile mfa): ');
  terminal.type('\x03');
  expect(await terminal.finished).toBe(130);
  expect(world.box.read('out')).toBe('');
  expect(world.sts.calls).toHaveLength(0);
});

inTerminal('a job in the background does not stop to ask: it fails with what to do', async () => {
  const { command, args } = programUnderTest();
  const brs = [command, ...args, 'creds', '--profile', 'mfa'].map((word) => `'${word}'`).join(' ');
  const script = `set -m; ${brs} > out 2> err & wait $!; echo "status $?"`;
  const terminal = runInTerminal({ command: 'sh', args: ['-c', script], env: world.box.env, cwd: world.box.home });
  await terminal.waitFor('status 5');
  expect(world.box.read('err')).toContain('there is nobody to ask');
  await terminal.dispose();
});

test('without a terminal, and with --no-prompt or BRS_NO_PROMPT, it fails with 5 and says what to do', async () => {
  for (const extra of [[], ['--no-prompt']]) {
    const { code, stdout, stderr } = await world.box.run(['creds', '--profile', 'mfa', ...extra]);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toContain('brs: hint: run `brs login mfa` in a terminal, or set brs_mfa_process');
  }
  expect(await world.box.run(['creds', '--profile', 'mfa'], { env: { BRS_NO_PROMPT: '1' } })).toMatchObject({
    code: 5,
  });
});

test('a failed prompt is remembered for a moment, so that those who come after are told at once and nobody is asked', async () => {
  const ask = world.box.script('ask', 'echo asked >> asked; exit 1');
  world.box.config(world.box.read('.aws/config').replace('[profile mfa]', `[profile mfa]\nmfa_process = ${ask}`));
  const first = await world.box.run(['creds', '--profile', 'mfa']);
  const second = await world.box.run(['creds', '--profile', 'mfa']);
  expect(first).toMatchObject({ code: 5, stdout: '' });
  expect(second).toMatchObject({ code: 5, stdout: '', stderr: first.stderr });
  expect(world.box.read('asked')).toBe('asked\n');
});
