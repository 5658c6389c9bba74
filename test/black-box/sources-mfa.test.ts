import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeWorld, roleArn, sampleConfig, user, type World } from '../support/world';
import { answerOf } from './answers';
import { expectFailure } from './failing';

let world: World;
const AUDIT = 'arn:aws:iam::222233334444:role/Audit';

beforeEach(async () => {
  world = await makeWorld();
  for (const arn of [roleArn, AUDIT]) world.sts.roles.set(arn, { mfaRequired: true, maxSessionDuration: 43_200 });
});

afterEach(async () => {
  await world.dispose();
});

/** Two roles behind one person and device, with more keys for both. */
function config(keys = ''): void {
  world.box.config(`${sampleConfig}${keys}
[profile audit]
role_arn       = ${AUDIT}
source_profile = base
mfa_serial     = ${user.mfaSerial}
${keys}`);
}

/** A program that prints what is in the file `codes`, and notes its arguments. */
function codes(text: string): string {
  world.box.write('codes', text);
  const file = `${world.box.home}/codes`;
  return world.box.script('totp', `printf '%s,' "$@" >> '${file}.args'; cat; cat '${file}'`);
}

const shown = (): (string | undefined)[] => world.sts.calls.flatMap(({ params }) => params['TokenCode'] ?? []);
const actions = (): string[] => world.sts.calls.map(({ action, params }) => params['RoleArn'] ?? action);

describe('one MFA session for all roles behind a person and device', () => {
  test('one code from --mfa-token serves two roles, and the day', async () => {
    config();
    world.sts.acceptCode('135790');
    await answerOf(world.box, ['creds', '--profile', 'mfa', '--mfa-token', '135790']);
    await answerOf(world.box, ['creds', '--profile', 'audit']);
    await answerOf(world.box, ['creds', '--profile', 'audit', '--refresh']);
    expect(actions()).toEqual(['GetSessionToken', roleArn, AUDIT, AUDIT]);
    const [session, ...roles] = world.sts.calls;
    const asked = { SerialNumber: user.mfaSerial, TokenCode: '135790', DurationSeconds: '43200' };
    expect(session?.params).toMatchObject(asked);
    expect(roles.flatMap(({ params }) => Object.keys(params)).filter((name) => name in asked)).toEqual([]);
    expect(roles.map(({ accessKeyId }) => world.issuer.find(accessKeyId)?.kind)).toEqual([
      'session',
      'session',
      'session',
    ]);
  });

  test('its lifetime is the person’s to choose, and clearing a profile forgets it', async () => {
    config('brs_mfa_session_seconds = 129600');
    world.sts.acceptCode('135790');
    await answerOf(world.box, ['creds', '--profile', 'audit', '--mfa-token', '135790']);
    expect(world.sts.calls[0]?.params['DurationSeconds']).toBe('129600');
    await expect(world.box.run(['clear', '--profile', 'audit'])).resolves.toMatchObject({
      stdout: 'forgot 2 entries\n',
    });
    const failed = await world.box.run(['creds', '--profile', 'audit']);
    expectFailure(failed, { code: 5, says: /profile audit needs an MFA code of/ });
  });

  test('without it each role asks for a code of its own, and gets its full time', async () => {
    config('brs_mfa_session = false\nduration_seconds = 7200');
    world.sts.acceptCode('135790');
    await answerOf(world.box, ['creds', '--profile', 'audit', '--mfa-token', '135790']);
    expect(actions()).toEqual([AUDIT]);
    const params = { SerialNumber: user.mfaSerial, TokenCode: '135790', DurationSeconds: '7200' };
    expect(world.sts.calls[0]?.params).toMatchObject(params);
    const failed = await world.box.run(['creds', '--profile', 'mfa', '--role-arn', roleArn]);
    expectFailure(failed, { code: 5, says: /needs an MFA code/ });
  });
});

describe('a code from brs_mfa_process', () => {
  test('is the last stand-alone six digits, of a program without a shell', async () => {
    const script = codes('1234567 not this, 246802 nor that\r\nyour code: \u001b[1m135790\u001b[0m (12345)\n');
    config(`brs_mfa_process = ${script} --device "my phone" $HOME '*'`);
    world.sts.acceptCode('135790');
    await answerOf(world.box, ['creds', '--profile', 'mfa'], { input: '999999' });
    expect(shown()).toEqual(['135790']);
    expect(world.box.read('codes.args')).toBe('--device,my phone,$HOME,*,');
  });

  test('goes after the code of --mfa-token', async () => {
    config(`mfa_process = ${codes('246802')}`);
    world.sts.acceptCode('135790');
    await answerOf(world.box, ['creds', '--profile', 'mfa', '--mfa-token', '135790']);
    expect(shown()).toEqual(['135790']);
  });

  test.each<[title: string, says: RegExp, script: string]>([
    ['prints none', /mfa_process \S+totp printed no six digits/, 'echo 12345 1234567 12-34-56'],
    ['fails', /mfa_process \S+totp ended with status 2/, 'echo 135790; exit 2'],
    ['is killed', /mfa_process \S+totp was ended by SIGKILL/, 'echo 135790; kill -KILL $$'],
  ])('that %s is an error, and STS is not asked', async (_, says, script) => {
    config(`brs_mfa_process = ${world.box.script('totp', script)} --seed made-up-seed`);
    const failed = await world.box.run(['creds', '--profile', 'mfa']);
    expectFailure(failed, { code: 5, says, hint: /six digits/ });
    expect(failed.stderr).not.toContain('made-up-seed');
    expect(world.sts.calls).toEqual([]);
  });

  test('that is not there is an error', async () => {
    config('brs_mfa_process = ./gone');
    expectFailure(await world.box.run(['creds', '--profile', 'mfa']), { code: 5, says: /gone could not be started/ });
  });

  test('that was used already is waited out, and never shown to STS twice', async () => {
    config(`brs_mfa_session = false\nbrs_mfa_process = ${codes('135790')}`);
    world.sts.codeIsValid = () => true;
    await answerOf(world.box, ['creds', '--profile', 'mfa']);
    const waiting = world.box.start(['creds', '--profile', 'audit', '--debug']);
    await waiting.stderr.waitFor('waiting for the next code');
    waiting.kill();
    await waiting.finished;
    expect(shown()).toEqual(['135790']);
  });
});

describe('a code that does not serve', () => {
  test('used already: told at once, and not shown to STS again', async () => {
    config('brs_mfa_session = false');
    world.sts.codeIsValid = () => true;
    await answerOf(world.box, ['creds', '--profile', 'mfa', '--mfa-token', '135790']);
    const failed = await world.box.run(['creds', '--profile', 'audit', '--mfa-token', '135790']);
    expectFailure(failed, { code: 5, says: /was used already/, hint: /wait for the next code/ });
    expect(shown()).toEqual(['135790']);
  });

  test.each(['--mfa-token', 'brs_mfa_process'])('wrong, from %s: shown to STS once', async (from) => {
    config(from === 'brs_mfa_process' ? `brs_mfa_process = ${codes('246802')}` : '');
    const args = ['creds', '--profile', 'mfa', ...(from === 'brs_mfa_process' ? [] : ['--mfa-token', '246802'])];
    const says = /STS refused GetSessionToken .*MultiFactorAuthentication failed with invalid MFA/;
    expectFailure(await world.box.run(args), { code: 5, says, hint: /next code/ });
    expect(shown()).toEqual(['246802']);
  });

  test('wrong at first: the right one that the person gives right after it is taken', async () => {
    config();
    const args = ['creds', '--profile', 'mfa', '--mfa-token'];
    expect((await world.box.run([...args, '246802'])).code).toBe(5);
    world.sts.acceptCode('135790');
    await answerOf(world.box, [...args, '135790']);
    expect(shown()).toEqual(['246802', '135790']);
  });

  test('given after nobody could be asked: it is taken', async () => {
    config();
    expect((await world.box.run(['creds', '--profile', 'mfa'])).code).toBe(5);
    world.sts.acceptCode('135790');
    await answerOf(world.box, ['creds', '--profile', 'mfa', '--mfa-token', '135790']);
  });
});

describe('nobody to ask', () => {
  test.each<[title: string, args: string[], env: Record<string, string>]>([
    ['no terminal', [], {}],
    ['--no-prompt', ['--no-prompt'], {}],
    ['BRS_NO_PROMPT', [], { BRS_NO_PROMPT: '1' }],
    ['--mfa-prompt never', ['--mfa-prompt', 'never'], {}],
  ])('%s: the error says what to run', async (_, args, env) => {
    const failed = await world.box.run(['creds', '--profile', 'mfa', ...args], { env });
    expectFailure(failed, {
      code: 5,
      says: /needs an MFA code of \S+mfa\/ann, and there is nobody/,
      hint: /brs_mfa_process/,
    });
    expect(world.sts.calls).toEqual([]);
  });
});
