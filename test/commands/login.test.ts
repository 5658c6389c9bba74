import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { creds } from '../../src/commands/creds';
import { login } from '../../src/commands/login';
import { AbortError, ConfigError, NeedsPersonError, UsageError } from '../../src/core/errors';
import { parseWithYargs } from '../../src/cli/yargs';
import { caught, removeFolders } from '../support/fake-system';
import { bob, rounded, signingIn, type SigningIn } from './signing-in';
import { user } from '../support/world';

const open: SigningIn[] = [];

afterEach(async () => {
  for (const { sts } of open.splice(0)) await sts.close();
});
afterAll(removeFolders);

async function person(...given: Parameters<typeof signingIn>): Promise<SigningIn> {
  const made = await signingIn(...given);
  open.push(made);
  return made;
}

/** Later, with nobody there. */
async function later({ end, env, asked }: SigningIn, profile: string): Promise<void> {
  const before = asked.length;
  env['BRS_NO_PROMPT'] = '1';
  await end(creds, '--profile', profile);
  env['BRS_NO_PROMPT'] = undefined;
  expect(asked).toHaveLength(before);
}

describe('brs login', () => {
  test('asks for the code, and tells how long nobody will be needed', async () => {
    const made = await person(['135790']);
    expect(await made.end(login, 'prod')).toEqual({ status: 0, text: 'prod: good for 12 h\n' });
    expect(made.calls()).toEqual(['GetSessionToken 135790', 'prod']);
    await later(made, 'prod');
    expect(made.calls()).toHaveLength(2);
  });

  test('takes the profile of AWS_PROFILE without a word', async () => {
    const made = await person(['135790']);
    made.env['AWS_PROFILE'] = 'stage';
    expect(await made.end(login)).toMatchObject({ text: 'stage: good for 12 h\n' });
  });

  test('asks once for all profiles behind one device, and once for a profile that stands there twice', async () => {
    const made = await person(['135790']);
    const { text } = await made.end(login, 'prod', 'stage', 'prod', 'my prod');
    expect(text).toBe('prod: good for 12 h\nstage: good for 12 h\nmy prod: good for 12 h\n');
    expect(made.asked).toHaveLength(1);
    expect(made.calls()).toEqual(['GetSessionToken 135790', 'prod', 'stage', 'my-prod']);
    await later(made, 'stage');
  });

  test('asks two devices one after the other', async () => {
    const made = await person(['135790', '246802']);
    expect((await made.end(login, 'prod', 'other')).status).toBe(0);
    expect(made.asked.map(({ text }) => text)).toEqual([
      `MFA code of ${user.mfaSerial} (profile prod): `,
      `MFA code of ${bob.mfaSerial} (profile other): `,
    ]);
    expect(made.calls()).toEqual(['GetSessionToken 135790', 'prod', 'GetSessionToken 246802', 'other']);
  });

  test.each([
    ['renews', 5.9, ['GetSessionToken 246802', 'prod']],
    ['leaves', 6.1, ['prod']],
  ])('%s an MFA session with %f of 12 hours left', async (_, left, calls) => {
    const made = await person(['135790', '246802']);
    await made.end(login, 'prod');
    const [, session = ''] = await made.names('prod');
    await made.age(session, 12, left);
    await made.end(login, 'prod');
    expect(made.calls().slice(2)).toEqual(calls);
  });

  test('renews a session that is nearly over also behind a role that is still good', async () => {
    const made = await person(['135790', '246802']);
    await made.end(login, 'far');
    const [, session = ''] = await made.names('far');
    await made.age(session, 12, 1);
    expect(await made.end(login, 'far')).toMatchObject({ text: 'far: good for 12 h\n' });
    expect(made.calls().slice(3)).toEqual(['GetSessionToken 246802', 'prod', 'far']);
  });

  test('gets what needs nobody, and tells how long that lasts', async () => {
    const made = await person(undefined);
    const { text } = await made.end(login, 'minted', 'lasting', 'ann');
    expect(text).toBe('minted: good for 1 h\nlasting: good for ever\nann: good for ever\n');
    expect(made.calls()).toEqual([]);
  });

  test('takes the code of --mfa-token', async () => {
    const made = await person(undefined);
    made.sts.acceptCode('135790');
    expect(await made.end(login, 'prod', 'stage', '--mfa-token', '135790')).toMatchObject({ status: 0 });
    expect(made.calls()).toEqual(['GetSessionToken 135790', 'prod', 'stage']);
  });

  test.each([['--no-cache'], ['--refresh']])('has no %s: it keeps what it gets, and gets it anew', async (option) => {
    expect(await caught(() => parseWithYargs(['login', 'prod', option], 'login'))).toBeInstanceOf(UsageError);
  });

  test('refuses profiles with --profile and without', async () => {
    const made = await person(['135790']);
    expect(await caught(() => made.end(login, 'prod', '--profile', 'stage'))).toBeInstanceOf(UsageError);
    expect(made.calls()).toEqual([]);
  });
});

describe('a login that fails', () => {
  test('without anybody to ask says what to run, with a name that a shell reads', async () => {
    const made = await person(undefined);
    const error = await caught(() => made.end(login, 'my prod'));
    expect(error).toBeInstanceOf(NeedsPersonError);
    expect(error).toMatchObject({
      exitCode: 5,
      hint: 'run `brs login "my prod"` in a terminal, or set brs_mfa_process',
    });
  });

  test('for one of several leaves the others logged in, with the worst status and stdout empty', async () => {
    const made = await person(['135790']);
    const ended = await made.end(login, 'prod', 'broken', 'stage');
    expect(ended).toEqual({ status: 3 });
    const [error, good] = made.system.told.passedOn;
    expect(error).toMatch(/^brs: error: [^\n]*nobody[^\n]*\nbrs: hint: [^\n]+$/);
    expect(rounded({ text: good ?? '' }).text).toBe('prod: good for 12 h\nstage: good for 12 h\n');
    await later(made, 'stage');
  });

  test('for two of several has the higher status', async () => {
    const made = await person(undefined);
    expect(await made.end(login, 'broken', 'prod', 'minted')).toEqual({ status: 5 });
  });

  test('alone is told by main, like every error', async () => {
    const made = await person(undefined);
    expect(await caught(() => made.end(login, 'broken'))).toBeInstanceOf(ConfigError);
    expect(made.system.told.passedOn).toEqual([]);
  });

  test('for a name that would steer the terminal says it on one line', async () => {
    const made = await person(undefined, { isWatched: () => true });
    expect(await made.end(login, 'minted', 'a\u001b]0;b\n')).toEqual({ status: 3 });
    // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
    expect(made.system.told.passedOn.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('by Ctrl-C at a prompt ends all of it, and keeps what was there', async () => {
    const made = await person(['135790']);
    await made.end(login, 'prod');
    const { terminal } = made.system;
    const interrupting = { ...terminal, ask: () => (made.system.interrupt(), Promise.reject(new AbortError())) };
    const system = { ...made.system, terminal: interrupting };
    const args = { values: {}, switches: new Set<string>(), words: ['other', 'stage'], argv: [] };
    expect(await caught(() => login.run(args, system))).toBeInstanceOf(AbortError);
    expect(made.calls()).toEqual(['GetSessionToken 135790', 'prod']);
  });
});

describe('progress', () => {
  test.each([
    [true, ['prod', 'stage'], ['brs: prod …', 'brs: stage …']],
    [false, ['prod', 'stage'], []],
    [true, ['prod'], []],
  ])('where stderr is a terminal (%s), for %j, is %j', async (watched, words, told) => {
    const made = await person(['135790'], { isWatched: () => watched });
    await made.end(login, ...words);
    expect(made.system.told.passedOn).toEqual(told);
  });
});
