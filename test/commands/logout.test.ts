import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { creds } from '../../src/commands/creds';
import { clear } from '../../src/commands/clear';
import { login } from '../../src/commands/login';
import { logout } from '../../src/commands/logout';
import { ConfigError, NeedsPersonError, UsageError } from '../../src/core/errors';
import { caught, removeFolders } from '../support/fake-system';
import { until } from '../support/waiting';
import { signingIn, type SigningIn } from './signing-in';

let made: SigningIn;

async function loggedIn(...profiles: string[]): Promise<SigningIn> {
  made = await signingIn(['135790']);
  await made.end(login, ...profiles);
  return made;
}

afterEach(async () => {
  await made.sts.close();
});
afterAll(removeFolders);

const kept = async ({ vault }: SigningIn): Promise<number> => (await vault.readAll()).size;

describe('brs logout', () => {
  test('forgets what a profile has, its MFA session too, so that a person is needed again', async () => {
    const { end } = await loggedIn('prod', 'stage');
    expect(await end(logout, 'prod')).toEqual({ status: 0, text: 'forgot 2 entries\n' });
    expect(await kept(made)).toBe(1);
    made.env['BRS_NO_PROMPT'] = '1';
    expect(await caught(() => end(creds, '--profile', 'prod'))).toBeInstanceOf(NeedsPersonError);
  });

  test('takes several profiles, and counts together', async () => {
    const { end } = await loggedIn('prod', 'stage', 'minted');
    expect(await end(logout, 'prod', 'stage', 'prod')).toMatchObject({ text: 'forgot 3 entries\n' });
    expect(await kept(made)).toBe(1);
  });

  test('takes the profile of --profile, and of AWS_PROFILE', async () => {
    const { end, env } = await loggedIn('minted', 'stage');
    expect(await end(logout, '--profile', 'minted')).toMatchObject({ text: 'forgot 1 entry\n' });
    env['AWS_PROFILE'] = 'stage';
    expect(await end(logout)).toMatchObject({ text: 'forgot 2 entries\n' });
  });

  test('forgets everything with --all', async () => {
    const { end } = await loggedIn('prod', 'stage', 'minted');
    expect(await end(logout, '--all')).toMatchObject({ text: 'forgot 4 entries\n' });
    expect(await kept(made)).toBe(0);
  });

  test.each([[['prod', '--all']], [['--profile', 'prod', '--all']], [['prod', '--profile', 'stage']]])(
    'refuses %j, and forgets nothing',
    async (words) => {
      const { end } = await loggedIn('prod', 'stage');
      expect(await caught(() => end(logout, ...words))).toBeInstanceOf(UsageError);
      expect(await kept(made)).toBe(3);
    },
  );

  test('refuses an unknown profile among others before anything is forgotten', async () => {
    const { end } = await loggedIn('prod');
    expect(await caught(() => end(logout, 'prod', 'none'))).toBeInstanceOf(ConfigError);
    expect(await kept(made)).toBe(2);
  });
});

describe('a refresh that is under way', () => {
  test.each([
    ['logout of the profile', logout, ['prod']],
    ['logout --all', logout, ['--all']],
    ['clear', clear, ['--profile', 'prod']],
  ])('at a %s hands out what it gets, and does not keep it', async (_, command, words) => {
    const { end, sts } = await loggedIn('prod');
    sts.delayMs = 300;
    made.system.clock.at += 1_000;
    const calls = sts.calls.length;
    const refreshing = end(creds, '--profile', 'prod', '--refresh');
    await until(() => sts.calls.length > calls, 'the call to STS');
    await end(command, ...words);
    expect(JSON.parse((await refreshing).text ?? '')).toMatchObject({ Version: 1 });
    expect(await kept(made)).toBe(0);
  });

  test('that begins afterwards is kept', async () => {
    const { end } = await loggedIn('minted');
    await end(logout, 'minted');
    await end(creds, '--profile', 'minted');
    expect(await kept(made)).toBe(1);
  });
});
