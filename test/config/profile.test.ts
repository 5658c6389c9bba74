import { afterAll, describe, expect, test } from '@jest/globals';
import { loadSharedConfig } from '../../src/config/files';
import { flagsOnly, missingProfile, readProfile, type Flags } from '../../src/config/profile';
import { ConfigError, UsageError } from '../../src/core/errors';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

interface Request {
  readonly config: string;
  readonly credentials?: string;
  readonly name?: string;
  readonly flags?: Flags;
}

async function read({ config, credentials = '', name = 'a', flags = {} }: Request) {
  const system = makeFakeSystem();
  system.file('.aws/config', config);
  system.file('.aws/credentials', credentials);
  system.file('policy.json', '{"Version": "2012-10-17"}');
  return readProfile({ name, config: await loadSharedConfig(system), flags }, system);
}

async function settings(request: Request) {
  return (await read(request)).settings;
}

describe('readProfile', () => {
  test('reads the settings it knows and passes over others', async () => {
    const found = await settings({ config: '[profile a]\nrole_arn = arn:r\noutput = json\nduration_seconds = 900' });
    expect(found).toEqual({ role_arn: 'arn:r', duration_seconds: 900 });
  });

  test.each<[string, string, object]>([
    ['the prefix before the plain key', 'role_arn = arn:plain\nbrs_role_arn = arn:ours', { role_arn: 'arn:ours' }],
    ['the plain key alone', 'source_profile = b', { source_profile: 'b' }],
    ["aws-vault's name", 'transitive_session_tags = team', { transitive_tag_keys: ['team'] }],
    [
      "our name before aws-vault's",
      'transitive_session_tags = x\nbrs_transitive_tag_keys = y',
      { transitive_tag_keys: ['y'] },
    ],
    [
      'aws-vault keys with our prefix, too',
      'brs_mfa_process = otp\nbrs_source_identity = ann',
      { mfa_process: ['otp'], source_identity: 'ann' },
    ],
    ['keys of ours with the prefix only', 'command = ./mint\npolicy = {}\nsource = ecs', {}],
    [
      'keys in any case',
      'Role_ARN = arn:r\nBRS_Command_Timeout_Seconds = 5',
      { role_arn: 'arn:r', command_timeout_seconds: 5 },
    ],
  ])('takes %s', async (...[, lines, expected]) => {
    expect(await settings({ config: `[profile a]\n${lines}` })).toEqual(expected);
  });

  test('reads a policy from a file below the home folder', async () => {
    expect(await settings({ config: '[profile a]\nbrs_policy = file://~/policy.json' })).toEqual({
      policy: '{"Version": "2012-10-17"}',
    });
  });

  test.each<[string, string, string]>([
    ['an empty value', 'role_arn =', 'role_arn is empty'],
    ['a value over two lines', 'role_arn = arn:a\n  arn:b', 'role_arn holds a line feed or another control character'],
    ['a number that is none', 'duration_seconds = 1h', 'duration_seconds must be a whole number from 900 to 43200'],
    ['a missing file', 'brs_policy = file:///none.json', 'brs_policy names a file that is not there: /none.json'],
    ['an empty include_profile', 'include_profile =', 'include_profile is empty'],
  ])('refuses %s with file, section, key and line', async (...[, lines, message]) => {
    const error = await caught(() => settings({ config: `[profile a]\n${lines}` }));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toMatch(new RegExp(`/\\.aws/config \\[profile a\\] ${message}$`));
    expect(error).toMatchObject({ hint: 'correct line 2 of that file' });
  });

  test('names the credentials file where the value stands there', async () => {
    const request = { config: '[profile a]\nregion = eu-west-1', credentials: '[a]\nregion = eu west' };
    expect(await caught(() => settings(request))).toMatchObject({
      message: expect.stringMatching(/\/\.aws\/credentials \[a\] region must match/),
    });
  });

  test('never says a secret that is wrong', async () => {
    const request = { config: '', credentials: '[a]\naws_secret_access_key = made-up\n  secret' };
    const error = await caught(() => settings(request));
    expect(error).toBeInstanceOf(ConfigError);
    expect(`${(error as ConfigError).message} ${(error as ConfigError).hint ?? ''}`).not.toContain('made-up');
  });
});

describe('include_profile', () => {
  const chain = `[profile a]\ninclude_profile = b\nregion = eu-west-1
[profile b]\ninclude_profile = c\nregion = eu-west-2\nmfa_serial = GAHT12345678
[profile c]\nrole_arn = arn:c\nmfa_serial = GAHT00000000\n`;

  test('fills in what is missing, nearest first', async () => {
    expect(await settings({ config: chain })).toMatchObject({
      region: 'eu-west-1',
      mfa_serial: 'GAHT12345678',
      role_arn: 'arn:c',
    });
  });

  test('tells the place of a setting that was included', async () => {
    const { origins } = await read({ config: chain });
    expect(origins.role_arn?.place).toMatch(/\[profile c\] role_arn$/);
  });

  test('hands neither keys nor credential_process on', async () => {
    const keys = 'aws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up\naws_session_token = t';
    const config = `[profile a]\ninclude_profile = b\n[profile b]\n${keys}\ncredential_process = mint\nregion = r`;
    expect(await settings({ config })).toEqual({ include_profile: 'b', region: 'r' });
  });

  test.each([
    ['itself', '[profile a]\ninclude_profile = a', 'include_profile goes round in a circle: a → a'],
    [
      'a circle',
      '[profile a]\ninclude_profile = b\n[profile b]\ninclude_profile = a',
      'include_profile goes round in a circle: a → b → a',
    ],
    ['nobody', '[profile a]\ninclude_profile = x', 'there is no profile x (named by profile a)'],
  ])('refuses to include %s', async (...[, config, message]) => {
    const error = await caught(() => settings({ config }));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toBe(message);
  });
});

describe('flags', () => {
  test('go before everything that is written', async () => {
    const config = '[profile a]\nbrs_region = eu-west-1\nregion = eu-west-2\nrole_arn = arn:r';
    const { settings: found, origins } = await read({ config, flags: { region: 'us-east-2' } });
    expect(found).toEqual({ region: 'us-east-2', role_arn: 'arn:r' });
    expect(origins.region).toEqual({ place: '--region' });
  });

  test('do without any profile', async () => {
    expect(await settings({ config: '', name: flagsOnly, flags: { role_arn: 'arn:r' } })).toEqual({
      role_arn: 'arn:r',
    });
  });

  test('that are wrong are a matter of the command line', async () => {
    const error = await caught(() => settings({ config: '[profile a]', flags: { duration_seconds: '5' } }));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message: '--duration-seconds must be a whole number from 900 to 43200' });
  });
});

describe('missingProfile', () => {
  async function hintFor(config: string): Promise<string | undefined> {
    const system = makeFakeSystem();
    system.file('.aws/config', config);
    return missingProfile('x', await loadSharedConfig(system)).hint?.replaceAll(system.home, '~');
  }

  test('says which profiles there are', async () => {
    expect(await hintFor('[profile a]\n[profile b]')).toBe('profiles there: a, b');
    expect(await hintFor('')).toBe('~/.aws/config has no profiles yet');
  });

  test('names ten of many', async () => {
    const config = Array.from({ length: 12 }, (_, n) => `[profile p${n}]`).join('\n');
    expect(await hintFor(config)).toBe(`profiles there: p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 …`);
  });

  test('points at a line that may have been meant as its header', async () => {
    expect(await hintFor('[profile x\na = b\n[profile y]')).toBe(
      '~/.aws/config:1 begins like a section header but is none; profiles there: y',
    );
  });
});
