import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { brsIn, makeExecWorld, nothingLeft, type ExecWorld } from '../support/exec-world';
import { testWith } from '../support/needs';
import { runInTerminal, TERMINAL_PROGRAMS, type Terminal } from '../support/terminal';
import { processesOf, until } from '../support/waiting';
import { roleArn, user } from '../support/world';

const inTerminal = testWith(TERMINAL_PROGRAMS, test);

const names = ['team-a', 'team-b', 'team-c', 'team-d'] as const;
/** Somebody else's, with a device of their own. */
const other = {
  accessKeyId: 'AKIAEXAMPLEBOB000001',
  secretAccessKey: 'made-up/secret+of+bob/0000000000000000000',
  userArn: 'arn:aws:iam::444455556666:user/bob',
  accountId: user.accountId,
  mfaSerial: 'arn:aws:iam::444455556666:mfa/bob',
} as const;
const otherDevice = other.mfaSerial;

let world: ExecWorld;
let terminal: Terminal | undefined;
beforeEach(async () => {
  world = await makeExecWorld();
  world.issuer.addUser(other);
  const keys = `aws_access_key_id = ${other.accessKeyId}\naws_secret_access_key = ${other.secretAccessKey}\n`;
  world.box.credentials(`${world.box.read('.aws/credentials')}\n[other]\n${keys}`);
});
afterEach(async () => {
  await terminal?.dispose();
  terminal = undefined;
  await world.dispose();
});

function configure(deviceOf: (name: string) => string | undefined): void {
  const sections = names.map((name) => {
    const device = deviceOf(name);
    const base = device === otherDevice ? 'other' : 'base';
    const mfa = device === undefined ? '' : `mfa_serial = ${device}\n`;
    return `[profile ${name}]\nrole_arn = ${roleArn}\nrole_session_name = ${name}\nsource_profile = ${base}\n${mfa}`;
  });
  world.box.config(`${world.box.read('.aws/config')}${sections.join('')}`);
}

function open(command: readonly string[]): Terminal {
  const { env, home } = world.box;
  const args = ['exec', '--profiles', 'team-*', '--', ...command];
  terminal = runInTerminal({ command: 'brs', args, env, cwd: home });
  return terminal;
}

const prompts = (text: string): string[] => [...text.matchAll(/MFA code of (\S+)/g)].map(([, device]) => device ?? '');

inTerminal('one prompt serves all profiles behind one device', async () => {
  configure(() => user.mfaSerial);
  world.sts.acceptCode('141421');
  const { waitFor, type, finished, output } = open(['sh', '-c', 'echo ran']);
  await waitFor(/MFA code of .*: $/);
  type('141421\r');
  expect(await finished).toBe(0);
  expect(prompts(output())).toEqual([user.mfaSerial]);
  expect(
    output()
      .match(/^team-. \| ran/gm)
      ?.sort(),
  ).toEqual(names.map((name) => `${name} | ran`));
});

inTerminal('two devices are asked for one after the other, before anything runs', async () => {
  configure((name) => (name < 'team-c' ? user.mfaSerial : otherDevice));
  for (const code of ['141421', '173205']) world.sts.acceptCode(code);
  const { waitFor, type, finished, output } = open(['sh', '-c', 'echo ran']);
  const first = await waitFor(/MFA code of .*: $/);
  expect(prompts(first)).toHaveLength(1);
  type('141421\r');
  const both = await waitFor(/(MFA code of [^]*){2}: $/);
  expect(both).toMatch(/^MFA code of \S+ \(profile team-.\): 141421\r\nMFA code of \S+ \(profile team-.\): $/);
  expect(both).not.toContain('ran');
  type('173205\r');
  expect(await finished).toBe(0);
  expect(prompts(output()).sort()).toEqual([user.mfaSerial, otherDevice]);
  expect(output().match(/\| ran/g)).toHaveLength(names.length);
});

inTerminal('Ctrl-C at the first of two prompts is the end of it all', async () => {
  configure((name) => (name < 'team-c' ? user.mfaSerial : otherDevice));
  const { waitFor, type, finished, output } = open(['sh', '-c', 'echo ran']);
  await waitFor(/MFA code of .*: $/);
  type('\x03');
  expect(await finished).toBe(130);
  expect(prompts(output())).toHaveLength(1);
  expect(output()).not.toContain('ran');
});

inTerminal('one who gives no code does without those profiles', async () => {
  configure((name) => (name === 'team-b' ? user.mfaSerial : undefined));
  const { waitFor, type, finished, output } = open(['sh', '-c', 'echo ran']);
  await waitFor(/MFA code of .*: $/);
  type('\r');
  expect(await finished).toBe(5);
  expect(output().match(/\| ran/g)).toHaveLength(names.length - 1);
  expect(output()).toMatch(/^team-b +5 .*no MFA code/m);
});

// Programs that take no notice of a signal, and what they started.
const STUBBORN = `trap '' INT TERM; sh -c "trap '' INT TERM; while :; do sleep 0.1; done" & echo begun; while :; do sleep 0.1; done`;

inTerminal('Ctrl-C ends all children, what they started, and brs, with 130', async () => {
  configure(() => undefined);
  for (const script of ['echo begun; sleep 1000 & sleep 1001', STUBBORN]) {
    const { waitFor, type, finished, output } = open(['sh', '-c', script]);
    await waitFor(/(begun[^]*){4}/);
    type('\x03');
    const since = performance.now();
    expect(await finished).toBe(130);
    expect(performance.now() - since).toBeLessThan(10_000);
    expect(output()).toContain('profile ');
    await nothingLeft(world.box);
  }
});

inTerminal('SIGTERM to brs alone does, too', async () => {
  configure(() => undefined);
  const { waitFor, finished } = open(['sh', '-c', STUBBORN]);
  await waitFor(/(begun[^]*){4}/);
  process.kill(await brsIn(world.box), 'SIGTERM');
  expect(await finished).toBe(143);
  await until(() => processesOf(world.box).length === 0, 'their end');
});
