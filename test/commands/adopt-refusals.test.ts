// What `brs adopt` and `brs release` do not do, and what they warn of.
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fastParse } from '../../src/cli/fast-parse';
import { adopt } from '../../src/commands/adopt';
import { release } from '../../src/commands/release';
import type { Environment } from '../../src/system/system';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const role = 'role_arn = arn:aws:iam::111122223333:role/Deploy\nsource_profile = base';
const keys = 'aws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up/secret';
const own = 'credential_process = brs creds --profile a';

interface Place {
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: Environment;
  readonly program?: readonly string[];
}

/** Runs a command on files with a profile `base` of static keys beside what the test writes. */
function run(words: readonly string[], place: Place, command: typeof adopt | typeof release = adopt) {
  const { config = '', credentials = '', ...overrides } = place;
  const system = makeFakeSystem(overrides);
  const path = system.file('.aws/config', config);
  system.file('.aws/credentials', `[base]\n${keys}\n${credentials}`);
  const args = fastParse(words, command);
  if (args === undefined) throw new Error(`${words.join(' ')} is no plain command line`);
  const short = (text: string) => text.replaceAll(join(system.home, '.aws', 'x').slice(0, -1), '~/');
  return {
    text: async () => short(await command.run(args, system)),
    error: async () => {
      const error = (await caught(() => command.run(args, system))) as { name: string; message: string; hint: string };
      expect(readFileSync(path, 'utf8')).toBe(config);
      return { name: error.name, message: short(error.message), hint: error.hint };
    },
  };
}

describe('a profile can’t be adopted', () => {
  test.each<[string, Place, string]>([
    [
      'with static keys only',
      { credentials: `[a]\n${keys}\n` },
      'it has static keys and no role: SDKs read those themselves',
    ],
    ['with nothing', { config: '[profile a]\nregion = x\n' }, 'profile a says nowhere where its credentials come from'],
    [
      'of IAM Identity Center',
      { config: '[profile a]\nsso_session = s\nsso_account_id = 1\n' },
      'it has sso_session, which brs does not read yet',
    ],
    [
      'with a web identity',
      { config: `[profile a]\nweb_identity_token_file = /t\nrole_arn = r\n` },
      'it has web_identity_token_file, which brs does not read yet',
    ],
    [
      'of `aws login`',
      { config: '[profile a]\nlogin_session = s\n' },
      'it has login_session, which brs does not read yet',
    ],
    [
      'behind a profile that brs can’t read yet',
      { config: `[profile a]\n${role.replace('base', 's')}\n[profile s]\nsso_session = s\n` },
      'profile s gets its credentials through IAM Identity Center, which brs does not speak yet',
    ],
    [
      'behind none',
      { config: `[profile a]\n${role.replace('base', 'gone')}\n` },
      'there is no profile gone (named by profile a)',
    ],
    [
      'with a role that nothing assumes',
      { config: '[profile a]\nrole_arn = r\n' },
      'profile a has a role, but nothing that assumes it',
    ],
    [
      'with a role that two things assume',
      { config: `[profile a]\n${role}\ncredential_source = Environment\n` },
      'profile a has both source_profile and credential_source',
    ],
    [
      'with a key in both ways',
      { config: `[profile a]\n${role}\nbrs_role_arn = x\n` },
      'it has both role_arn and brs_role_arn',
    ],
    [
      'with a value that can never be right',
      { config: `[profile a]\n${role}\nduration_seconds = long\n` },
      '~/config [profile a] duration_seconds must be a whole number from 900 to 43200',
    ],
    [
      'with a line that is none',
      { config: `[profile a]\n  ${role}\n` },
      '~/config:2: this line of [profile a] is no "key = value"',
    ],
    [
      'where brs stands at an odd path',
      { config: `[profile a]\n${role}\n`, program: ['/opt/$x/brs'] },
      'not every SDK could start brs: /opt/$x/brs has characters that need quoting, or brs goes by another name there',
    ],
  ])('%s', async (_, place, why) => {
    const { name, message } = await run(['a'], place).error();
    expect([name, message]).toEqual(['ConfigError', `profile a can't be adopted: ${why}`]);
    const left = await run(['--all'], place).text();
    expect(left).toMatch(/^nothing to change\nnot adopted:\n/);
    expect(left).toContain(`\n  a: ${why}\n`);
  });

  test('with a name that not every SDK passes on', async () => {
    const place = { config: `[profile a$b]\n${role}\n` };
    expect((await run(['a$b'], place).error()).message).toMatch(/: not every SDK passes on the characters of its name/);
  });

  test('as default, where both of its sections are there', async () => {
    const place = { config: `[default]\n${role}\n[profile default]\nregion = x\n` };
    expect((await run(['default'], place).error()).message).toMatch(
      /both \[default\] and \[profile default\] are there/,
    );
  });

  test.each([`[profile default]\n${role}\n`, `[default]\n${role}\n[default]\nregion = x\n`])(
    'as default, but where it has one kind of section: %j',
    async (config) => {
      const text = await run(['default'], { config, credentials: '[default]\nduration_seconds = 900\n' }).text();
      expect(text).toContain('\nadopted: default\n');
    },
  );

  test('of several that are named: then none is', async () => {
    const { message, hint } = await run(['a', 'base'], { config: `[profile a]\n${role}\n` }).error();
    expect(message).toBe("profile base can't be adopted: it has static keys and no role: SDKs read those themselves");
    expect(hint).toBe('nothing was changed; `brs adopt --all` takes what can be adopted');
  });
});

describe('a profile is adopted already', () => {
  test.each([
    ['by hand', `${own}\nbrs_role_arn = r\nbrs_source_profile = base`],
    ['with static keys behind brs', `${own}\n${keys}`],
  ])('%s', async (_, text) => {
    expect(await run(['a'], { config: `[profile a]\n${text}\n` }).text()).toMatch(/^nothing to change\n/);
  });
});

describe('brs release', () => {
  test.each([
    ['a', 'ConfigError', "profile a can't be released: it was not adopted"],
    ['none', 'ConfigError', 'there is no profile none'],
  ])('refuses %s', async (profile, ...expected) => {
    const { name, message } = await run([profile], { config: `[profile a]\n${role}\n` }, release).error();
    expect([name, message]).toEqual(expected);
  });
});

describe.each([adopt, release])('the words behind brs $name', (command) => {
  test.each([
    [[], 'no profile is given'],
    [['--all', 'a'], '--all takes no profile'],
  ])('may not be %j', async (words, message) => {
    expect(await run(words, {}, command).error()).toMatchObject({ name: 'UsageError', message });
  });

  test('must be profiles that are there', async () => {
    expect(await run(['base', 'none'], {}, command).error()).toMatchObject({
      name: 'ConfigError',
      message: 'there is no profile none',
      hint: 'profiles there: base',
    });
  });
});

describe('a warning', () => {
  const config = `[profile a]\n${role}\n`;

  test.each<[string, Place, string[]]>([
    ['of nothing', { config }, []],
    [
      'of static keys in the credentials file',
      { config, credentials: `[a]\n${keys}` },
      ["a has aws_access_key_id (~/credentials:5): boto3, the AWS CLI and JavaScript's SDK take the keys first"],
    ],
    [
      'of static keys in the config file',
      { config: `${config}${keys}` },
      ["a has aws_access_key_id (~/config:4): JavaScript's SDK takes the keys first"],
    ],
    [
      'of what came beside brs’s own line',
      { config: `[profile a]\n${own}\nsso_start_url = https://127.0.0.1\nweb_identity_token_file = /t\n` },
      [
        'a has web_identity_token_file (~/config:4): SDKs take the web identity first',
        'a has sso_start_url (~/config:3): boto3 and the AWS CLI take IAM Identity Center first',
      ],
    ],
    [
      'of variables',
      { config, env: { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'b', AWS_WEB_IDENTITY_TOKEN_FILE: '/t' } },
      [
        'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY are set: most SDKs take these keys rather than the profile in AWS_PROFILE',
        'AWS_WEB_IDENTITY_TOKEN_FILE is set: SDKs take it before the credential_process of a profile',
      ],
    ],
  ])('%s', async (_, place, expected) => {
    const text = await run(['a'], place).text();
    const told = text.split('\n').filter((line) => line.startsWith('warning: '));
    expect(told.map((line) => line.slice('warning: '.length))).toEqual(expected);
    expect(text).not.toContain('made-up');
  });

  test('is of no profile that was not adopted', async () => {
    expect(await run(['--all'], { credentials: `[a]\n${keys}` }).text()).not.toContain('warning');
  });
});
