import { afterAll, describe, expect, test } from '@jest/globals';
import { loadSharedConfig } from '../../src/config/files';
import { configVariables, configWithout, defaultStandsInTheWay } from '../../src/exec/no-default';
import { makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

async function configOf(text: string, credentials = '') {
  const system = makeFakeSystem();
  system.file('.aws/config', text);
  system.file('.aws/credentials', credentials);
  return { system, config: await loadSharedConfig(system) };
}

/** What the generated profile holds when it is read again, but for the key that is for brs. */
async function generated(text: string, credentials?: string, profile = 'prod'): Promise<Record<string, string>> {
  const { config } = await configOf(text, credentials);
  const made = configWithout({ config, text, profile });
  const again = await configOf(made.text, credentials);
  const keys = [...(again.config.profile(made.profile) ?? [])].map(([key, { value }]) => [key, value] as const);
  const found = Object.fromEntries(keys);
  expect(found['brs_source']).toBe('ecs');
  return Object.fromEntries(keys.filter(([key]) => key !== 'brs_source'));
}

describe('[default] stands in the way', () => {
  test.each([
    'aws_access_key_id = x\naws_secret_access_key = y',
    'role_arn = x\nsource_profile = base',
    'role_arn = x\ncredential_source = Environment',
    'credential_process = brs creds --profile default',
    'web_identity_token_file = /x\nrole_arn = x',
    'sso_session = x',
    'sso_start_url = x',
    'login_session = x',
  ])('with %j, in either file', async (lines) => {
    const section = `[default]\nregion = eu-west-1\n${lines}\n`;
    expect(defaultStandsInTheWay((await configOf(section)).config)).toBe(true);
    expect(defaultStandsInTheWay((await configOf(section.replace('default', 'profile default'))).config)).toBe(true);
    expect(defaultStandsInTheWay((await configOf('', section)).config)).toBe(true);
  });

  test.each([
    '',
    '[default]\n',
    '[default]\nregion = eu-west-1\noutput = json\ns3 =\n  addressing_style = path\n',
    '[default]\nbrs_role_arn = x\nbrs_source_profile = base\n',
    '[profile other]\nrole_arn = x\n',
  ])('but not in %j', async (text) => {
    expect(defaultStandsInTheWay((await configOf(text)).config)).toBe(false);
  });
});

describe("the child's config", () => {
  const text = '[default]\nsso_session = x\n\n[profile prod]\nrole_arn = x\noutput = text\n';

  test("is the person's own with a profile at its end, which is chosen", async () => {
    const { config } = await configOf(text);
    const made = configWithout({ config, text, profile: 'prod' });
    expect(made).toEqual({
      text: `${text}[profile brs-exec]\nbrs_source = ecs\noutput = text\n`,
      profile: 'brs-exec',
    });
    expect(configVariables('/a/config', made.profile)).toEqual([
      { name: 'AWS_CONFIG_FILE', value: '/a/config' },
      { name: 'AWS_PROFILE', value: 'brs-exec' },
    ]);
  });

  test.each(['', '[profile x]\nregion = y', '[profile x]\r\nregion = y\r\n'])(
    'goes on on a line of its own after %j',
    async (before) => {
      const { config } = await configOf(before);
      const { text: made } = configWithout({ config, text: before, profile: 'x' });
      expect(made).toMatch(/(^|\n)\[profile brs-exec\]\n/);
      const again = await configOf(made);
      expect(again.config.profile('brs-exec')?.get('region')?.value).toBe(before === '' ? undefined : 'y');
    },
  );

  test('has a name for it that nobody has in either file', async () => {
    const taken = '[profile brs-exec]\nregion = a\n';
    const { config } = await configOf(taken, '[brs-exec-2]\naws_access_key_id = a\naws_secret_access_key = b\n');
    expect(configWithout({ config, text: taken, profile: 'prod' }).profile).toBe('brs-exec-3');
  });

  test.each<[string, string, Record<string, string>]>([
    [
      'settings',
      'output = text\nregion = eu-west-1\nretry_mode = adaptive',
      { output: 'text', region: 'eu-west-1', retry_mode: 'adaptive' },
    ],
    [
      'nested settings behind others',
      'region = eu-west-1\ns3 =\n  a = 1\n  b = 2\noutput = text',
      { region: 'eu-west-1', s3: '', 's3.a': '1', 's3.b': '2', output: 'text' },
    ],
    ['nested settings first', 's3 =\n  a = 1\nregion = x', { s3: '', 's3.a': '1', region: 'x' }],
    ['several nested ones', 's3 =\n  a = 1\nsqs =\n  b = 2', { s3: '', 's3.a': '1', sqs: '', 'sqs.b': '2' }],
    ['empty values, which mean something', 'cli_pager =\nregion = x', { cli_pager: '', region: 'x' }],
    ['values that go on', 'a = one\n  two\nb = 3', { a: 'one\ntwo', b: '3' }],
    ['odd values', 'a = x;y#z\nb = "q r"\nc = = [x]\nd = é', { a: 'x;y#z', b: '"q r"', c: '= [x]', d: 'é' }],
    [
      'services and addresses',
      'services = mine\nendpoint_url = http://x\nca_bundle = /x',
      { services: 'mine', endpoint_url: 'http://x', ca_bundle: '/x' },
    ],
  ])('takes over %s', async (...[, lines, expected]) => {
    expect(await generated(`[default]\nsso_session = x\n[profile prod]\n${lines}\n`)).toEqual(expected);
  });

  test('takes over what the credentials file says, and nested settings that are in both files', async () => {
    const found = await generated('[profile prod]\ns3 =\n  a = 1\nx = 1\n', '[prod]\noutput = text\ns3 =\n  b = 2\n');
    expect(found).toEqual({ s3: '', 's3.a': '1', 's3.b': '2', x: '1', output: 'text' });
  });

  test('takes over no way to credentials, of AWS or of brs', async () => {
    const ways = [
      'role_arn',
      'source_profile',
      'credential_source',
      'credential_process',
      'web_identity_token_file',
      'role_session_name',
      'duration_seconds',
      'external_id',
      'mfa_serial',
      'sso_session',
      'sso_start_url',
      'sso_region',
      'sso_account_id',
      'sso_role_name',
      'login_session',
      'aws_access_key_id',
      'aws_secret_access_key',
      'aws_session_token',
      'aws_security_token',
      'aws_account_id',
      'include_profile',
      'mfa_process',
      'brs_role_arn',
      'brs_command',
      'brs_anything',
    ];
    const lines = ways.map((key) => `${key} = x`).join('\n');
    expect(await generated(`[profile prod]\n${lines}\nregion = y\n`)).toEqual({ region: 'y' });
  });

  test('has a bare profile where the chosen one is in no file', async () => {
    expect(await generated('[default]\nsso_session = x\n', '', '(flags)')).toEqual({});
  });
});
