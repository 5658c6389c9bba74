import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { programUnderTest } from '../support/sandbox';
import { runInTerminal, TERMINAL_PROGRAMS, type Terminal } from '../support/terminal';
import { makeWorld, roleArn, sampleConfig, sampleCredentials, user, type World } from '../support/world';
import { answerOf } from './answers';
import { expectFailure } from './failing';

const inTerminal = testWith(TERMINAL_PROGRAMS, test);
const BOB = {
  accessKeyId: 'AKIAEXAMPLEBOB000001',
  secretAccessKey: 'made-up/secret+of+bob/0000000000000000000',
  userArn: 'arn:aws:iam::444455556666:user/bob',
  accountId: '444455556666',
  mfaSerial: 'arn:aws:iam::444455556666:mfa/bob',
};
const ROLES = { audit: 'arn:aws:iam::222233334444:role/Audit', other: 'arn:aws:iam::222233334444:role/Other' };

const config = `${sampleConfig}
[profile audit]
role_arn       = ${ROLES.audit}
source_profile = base
mfa_serial     = ${user.mfaSerial}

[profile other]
role_arn       = ${ROLES.other}
source_profile = bob
mfa_serial     = ${BOB.mfaSerial}

[profile broken]
role_arn       = ${ROLES.other}
source_profile = nobody
`;

let world: World;
let terminals: Terminal[];

beforeEach(async () => {
  terminals = [];
  world = await makeWorld();
  world.issuer.addUser(BOB);
  world.box.config(config);
  const { accessKeyId, secretAccessKey } = BOB;
  world.box.credentials(
    `${sampleCredentials}[bob]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  );
});

afterEach(async () => {
  await Promise.all(terminals.map((terminal) => terminal.dispose()));
  await world.dispose();
});

/** `brs login` as a person types it; `tail` sends its output elsewhere. */
function typed(profiles: string, tail = ''): Terminal {
  const { command, args } = programUnderTest();
  const brs = [command, ...args].map((word) => `'${word}'`).join(' ');
  const script = `${brs} login ${profiles} ${tail}`;
  const terminal = runInTerminal({ command: 'sh', args: ['-c', script], env: world.box.env, cwd: world.box.home });
  terminals.push(terminal);
  return terminal;
}

const calls = (): string[] => world.sts.calls.map(({ action, params }) => params['RoleArn'] ?? action);

inTerminal('one code for two profiles behind one device: all that comes later needs no terminal', async () => {
  world.sts.acceptCode('141421');
  const terminal = typed('mfa audit');
  await terminal.waitFor(`MFA code of ${user.mfaSerial} (profile mfa): `);
  terminal.type('141421\r');
  expect(await terminal.finished).toBe(0);
  expect(terminal.output()).toMatch(/brs: mfa …[^]*brs: audit …[^]*mfa: good for 1\d h[^\n]*\r\naudit: good for 1\d h/);
  expect(calls()).toEqual(['GetSessionToken', roleArn, ROLES.audit]);
  await answerOf(world.box, ['creds', '--profile', 'mfa', '--no-prompt']);
  await answerOf(world.box, ['creds', '--profile', 'audit', '--no-prompt', '--refresh']);
  const shown = await world.box.run(['env', '--profile', 'audit', '--no-prompt', '--shell', 'bash']);
  expect(shown).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('AWS_ACCESS_KEY_ID=') });
  const ran = await world.box.run(['exec', '--profile', 'mfa', '--no-prompt', '--', 'sh', '-c', 'echo done']);
  expect(ran).toMatchObject({ code: 0, stdout: 'done\n', stderr: '' });
  expect(world.sts.count('GetSessionToken')).toBe(1);
});

inTerminal('two devices are asked one after the other, and progress is not on a stderr that is a file', async () => {
  for (const code of ['141421', '173205']) world.sts.acceptCode(code);
  const terminal = typed('mfa other', '> out 2> err');
  await terminal.waitFor(`MFA code of ${user.mfaSerial} (profile mfa): `);
  expect(terminal.output()).not.toContain('profile other');
  terminal.type('141421\r');
  await terminal.waitFor(`MFA code of ${BOB.mfaSerial} (profile other): `);
  terminal.type('173205\r');
  expect(await terminal.finished).toBe(0);
  expect(world.box.read('out')).toMatch(/^mfa: good for [^\n]+\nother: good for [^\n]+\n$/);
  expect(world.box.read('err')).toBe('');
});

inTerminal('a wrong code is asked for again', async () => {
  world.sts.acceptCode('141421');
  const terminal = typed('mfa', '> out');
  await terminal.waitFor('(profile mfa): ');
  terminal.type('000000\r');
  await terminal.waitFor(/(MFA code of[^]*){2}/);
  terminal.type('141421\r');
  expect(await terminal.finished).toBe(0);
  expect(world.sts.calls.map(({ status }) => status)).toEqual([403, 200, 200]);
});

inTerminal(
  'one of three that fails does not keep the others from it: the worst status, and all on stderr',
  async () => {
    world.sts.acceptCode('141421');
    const terminal = typed('mfa broken audit', '> out 2> err');
    await terminal.waitFor('(profile mfa): ');
    terminal.type('141421\r');
    expect(await terminal.finished).toBe(3);
    expect(world.box.read('out')).toBe('');
    expect(world.box.read('err')).toMatch(
      /^brs: error: [^\n]*nobody[^\n]*\nbrs: hint: [^\n]+\nmfa: good for [^\n]+\naudit: good for [^\n]+\n$/,
    );
    await answerOf(world.box, ['creds', '--profile', 'audit', '--no-prompt']);
  },
);

inTerminal('Ctrl-C at a prompt ends with 130, leaves what was there, and keeps nobody waiting', async () => {
  const before = await answerOf(world.box, ['creds', '--profile', 'prod']);
  const kept = (): string[] => world.box.files().flatMap(({ path }) => (path.startsWith('state/vault/') ? path : []));
  const entries = kept();
  const terminal = typed('mfa audit', '> out 2> err');
  await terminal.waitFor('(profile mfa): ');
  terminal.type('\x03');
  expect(await terminal.finished).toBe(130);
  expect([world.box.read('out'), world.box.read('err')]).toEqual(['', '']);
  expect(kept()).toEqual(entries);
  expect(await answerOf(world.box, ['creds', '--profile', 'prod'])).toEqual(before);
  world.sts.acceptCode('141421');
  const next = await world.box.run(['login', 'mfa', '--mfa-token', '141421'], { timeoutMs: 20_000 });
  expect(next).toMatchObject({ code: 0, stderr: '', timedOut: false });
});

inTerminal('Ctrl-C at the second prompt keeps what the first profile got', async () => {
  world.sts.acceptCode('141421');
  const terminal = typed('mfa other', '> out');
  await terminal.waitFor('(profile mfa): ');
  terminal.type('141421\r');
  await terminal.waitFor('(profile other): ');
  terminal.type('\x03');
  expect(await terminal.finished).toBe(130);
  await answerOf(world.box, ['creds', '--profile', 'mfa', '--no-prompt']);
});

describe('without a terminal', () => {
  test('it fails with 5 and says what to do', async () => {
    const failed = await world.box.run(['login', 'mfa']);
    expectFailure(failed, { code: 5, says: /there is nobody to ask/, hint: /run `brs login mfa` in a terminal/ });
    expect(calls()).toEqual([]);
  });

  test('--mfa-token serves, a wrong one fails, and what needs nobody is simply got', async () => {
    const wrong = await world.box.run(['login', 'mfa', '--mfa-token', '000000']);
    expectFailure(wrong, { code: 5, says: /GetSessionToken/, hint: /next code/ });
    world.sts.acceptCode('141421');
    const right = await world.box.run(['login', 'mfa', 'prod', '--mfa-token', '141421']);
    expect(right).toMatchObject({ code: 0, stderr: '' });
    expect(right.stdout).toMatch(/^mfa: good for 1\d h[^\n]*\nprod: good for (1 h|59 min)\n$/);
  });

  test('a profile by word and by --profile is a wrong command line', async () => {
    const failed = await world.box.run(['login', 'mfa', '--profile', 'audit']);
    expectFailure(failed, { code: 2, says: /profiles stand twice/ });
  });
});

test('logout takes back what login got: the next call needs a person again', async () => {
  world.sts.acceptCode('141421');
  await world.box.run(['login', 'mfa', 'audit', '--mfa-token', '141421']);
  expect(await world.box.run(['logout', 'mfa'])).toMatchObject({ code: 0, stdout: 'forgot 2 entries\n', stderr: '' });
  expectFailure(await world.box.run(['creds', '--profile', 'mfa']), { code: 5, says: /needs an MFA code/ });
  expect(await world.box.run(['logout', '--all'])).toMatchObject({ code: 0, stdout: 'forgot 1 entry\n' });
  expectFailure(await world.box.run(['logout', 'mfa', '--all']), { code: 2, says: /--all takes no profile/ });
});

test('a refresh that is under way at a logout does not bring the entry back', async () => {
  await answerOf(world.box, ['creds', '--profile', 'prod']);
  world.sts.delayMs = 1_500;
  const refreshing = world.box.start(['creds', '--profile', 'prod', '--refresh', '--debug']);
  for (const begun = Date.now(); world.sts.count('AssumeRole') < 2 && Date.now() - begun < 20_000;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await world.box.run(['logout', 'prod'])).toMatchObject({ code: 0, stdout: 'forgot 1 entry\n' });
  expect(await refreshing.finished).toMatchObject({ code: 0 });
  expect(await world.box.run(['logout', 'prod'])).toMatchObject({ code: 0, stdout: 'forgot 0 entries\n' });
});
