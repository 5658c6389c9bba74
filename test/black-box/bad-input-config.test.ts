import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { roleArn, sampleConfig, sampleCredentials } from '../support/world';
import { makeFilledWorld, type Failure, type FilledWorld } from './failing';

let world: FilledWorld;

beforeAll(async () => {
  world = await makeFilledWorld();
  world.box.write('list.json', '[1, 2]');
  world.box.write('torn.json', '{"Version": "2012-10-17", "Statement": [');
  mkdirSync(join(world.box.home, 'folder'));
});

afterAll(async () => {
  await world.dispose();
});

const ROLE = `role_arn = ${roleArn}\nsource_profile = base\n`;
const inBad = (text: string): string => `[profile bad]\n${text}\n`;
const tags = Array.from({ length: 51 }, (_, n) => `tag${n}=x`).join(',');
const arns = Array.from({ length: 11 }, (_, n) => `arn:aws:iam::aws:policy/Policy${n}`).join(',');

/** The profile `bad`, or the key of it, is wrong: the last line of the text, so that the line can be told. */
const wrongValues: readonly (readonly [key: string, value: string, says: RegExp])[] = [
  ['role_arn', '', /is empty/],
  ['brs_role_arn', '', /is empty/],
  ['source_profile', '', /is empty/],
  ['duration_seconds', 'abc', /must be a whole number from 900 to 43200/],
  ['duration_seconds', '3600.5', /must be a whole number/],
  ['duration_seconds', '-3600', /must be a whole number/],
  ['duration_seconds', '899', /from 900 to 43200/],
  ['duration_seconds', '43201', /from 900 to 43200/],
  ['brs_duration_seconds', '9'.repeat(400), /from 900 to 43200/],
  ['external_id', 'x', /must have 2 to 1224 characters/],
  ['external_id', 'with blank', /must match/],
  ['role_session_name', 'ann smith', /must match/],
  ['role_session_name', 'a'.repeat(65), /must have 2 to 64 characters/],
  ['role_arn', 'a'.repeat(2049), /must have 1 to 2048 characters/],
  ['mfa_serial', '1234', /must have 9 to 256 characters/],
  ['source_identity', 'a b', /must match/],
  ['credential_source', 'ec2instancemetadata', /must be one of Environment, Ec2InstanceMetadata, EcsContainer/],
  ['endpoint_url', 'sts.example.com', /must be an http or https URL/],
  ['endpoint_url', 'ftp://sts.example.com', /must be an http or https URL/],
  ['region', 'eu west 1', /must match/],
  ['region', 'eu-west-1.example.com/', /must match/],
  ['sts_regional_endpoints', 'both', /must be one of regional, legacy/],
  ['use_fips_endpoint', 'maybe', /must be true or false/],
  ['use_dualstack_endpoint', '1', /must be true or false/],
  ['max_attempts', '0', /from 1 to 100/],
  ['retry_mode', 'patient', /must be one of/],
  ['brs_retry_seconds', '301', /from 0 to 300/],
  ['brs_connect_timeout_seconds', '0', /from 1 to 300/],
  ['brs_read_timeout_seconds', 'long', /from 1 to 300/],
  ['brs_advisory_seconds', 'soon', /must be from 1 to 43200 seconds/],
  ['brs_mandatory_seconds', '13h', /must be from 1 to 43200 seconds/],
  ['brs_mfa_session', 'perhaps', /must be true or false/],
  ['brs_mfa_session_seconds', '60', /from 900 to 129600/],
  ['brs_mfa_prompt', 'sometimes', /must be one of auto, terminal, desktop, never/],
  ['brs_mfa_process', 'oathtool "--totp', /a quote is left open/],
  ['brs_command', './mint "--team a', /a quote is left open/],
  ['brs_command', '""', /is no command/],
  ['brs_command_timeout_seconds', '3601', /from 1 to 3600/],
  ['brs_policy', 'file://gone.json', /names a file that is not there/],
  ['brs_policy', 'file://folder', /names a file that can't be read/],
  ['brs_policy', 'file://list.json', /must be a JSON object/],
  ['brs_policy', 'file://torn.json', /must be a JSON object/],
  ['brs_policy', '{"Version": ', /must be a JSON object/],
  ['brs_policy_arns', arns, /may name at most 10/],
  ['brs_policy_arns', 'arn:aws:iam::aws:policy/ReadOnly,,', /is empty/],
  ['brs_session_tags', 'team', /must be like team=a,stage=dev/],
  ['brs_session_tags', '{"team": 1}', /needs a text of at most 256 characters for the tag team/],
  ['brs_session_tags', 'team=a,Team=b', /names a tag twice/],
  ['brs_session_tags', tags, /at most 50 tags/],
  ['brs_transitive_tag_keys', ',', /is empty/],
  ['brs_provided_contexts', '{}', /must be a JSON list/],
  ['brs_provided_contexts', '[{"ProviderArn": 1}]', /must be a JSON list/],
];

describe('a value that can never be right is told with file, section, key and line', () => {
  const titled = wrongValues.map(([key, value, says]) => ({
    title: `${key} = ${value.slice(0, 40)}`,
    key,
    value,
    says,
  }));
  test.each(titled)('$title', async ({ key, value, says }) => {
    const text = `${sampleConfig}${inBad(`${ROLE}${key} = ${value}`)}`;
    const path = world.box.config(text);
    const { stderr } = await world.fails(['creds', '--profile', 'bad'], { code: 3, says });
    expect(stderr).toContain(`${path} [profile bad] ${key} `);
    expect(stderr).toContain(`line ${text.trimEnd().split('\n').length} `);
  });

  test('a line feed in a value', async () => {
    world.box.config(`${sampleConfig}${inBad(`role_arn = ${roleArn}\n  more\nsource_profile = base`)}`);
    await world.fails(['creds', '--profile', 'bad'], { code: 3, says: /\[profile bad\] role_arn holds a line feed/ });
  });
});

interface Row extends Omit<Failure, 'code'> {
  readonly config: string;
  readonly credentials?: string;
  readonly profile?: string;
  readonly env?: Record<string, string | undefined>;
}

const wrongSections: Readonly<Record<string, Row>> = {
  'a profile that is not there': {
    config: '',
    profile: 'prdo',
    says: /there is no profile prdo/,
    hint: /profiles there: .*base.*prod/,
  },
  'a profile by the name of an inherited property': {
    config: '[profile __proto__]\nregion = eu-west-1\n',
    profile: '__proto__',
    says: /profile __proto__/,
  },
  'a source_profile that is not there': {
    config: inBad(`role_arn = ${roleArn}\nsource_profile = gone`),
    says: /there is no profile gone \(named by profile bad\)/,
  },
  'an include_profile that is not there': { config: inBad('include_profile = gone'), says: /there is no profile gone/ },
  'an access key id without its secret': {
    config: inBad('aws_access_key_id = AKIAEXAMPLEHALF00001'),
    says: /profile bad lacks aws_secret_access_key/,
  },
  'a secret without its access key id': {
    config: inBad(''),
    credentials: '[bad]\naws_secret_access_key = made-up-half\n',
    says: /profile bad lacks aws_access_key_id/,
  },
  'half a key in the source profile': {
    config: `${inBad(`role_arn = ${roleArn}\nsource_profile = half`)}[profile half]\naws_access_key_id = AKIAEXAMPLEHALF00001`,
    says: /profile half lacks aws_secret_access_key/,
  },
  'profiles that name each other': {
    config: `${inBad(`role_arn = ${roleArn}\nsource_profile = b`)}[profile b]\nrole_arn = ${roleArn}\nsource_profile = bad`,
    says: /bad → b → bad/,
  },
  'a profile that names itself and has no keys': {
    config: inBad(`role_arn = ${roleArn}\nsource_profile = bad`),
    says: /profile bad says nowhere where its credentials come from/,
  },
  'include_profile in a circle': {
    config: `${inBad('include_profile = b')}[profile b]\ninclude_profile = bad`,
    says: /include_profile goes round in a circle: bad → b → bad/,
  },
  'both source_profile and credential_source': {
    config: inBad(`${ROLE}credential_source = Environment`),
    says: /both source_profile and credential_source/,
  },
  'a role and nobody to assume it': { config: inBad(`role_arn = ${roleArn}`), says: /nothing that assumes it/ },
  'a profile that says nothing': { config: inBad('region = eu-west-1'), says: /says nowhere where/ },
  'a credential_process that is brs itself and nothing else': {
    config: inBad('credential_process = brs creds --profile bad'),
    says: /its credential_process is brs itself/,
  },
  'a source that brs does not have': {
    config: inBad('brs_source = teapot'),
    says: /\[profile bad\] brs_source must be one of environment, ecs, ec2/,
    hint: /correct line \d+ of that file/,
  },
  'a services section that is not there': {
    config: inBad(`${ROLE}services = private`),
    env: { AWS_ENDPOINT_URL_STS: undefined },
    says: /\[profile bad\] services names \[services private\], which is not there/,
  },
  'a bad endpoint in a services section': {
    config: `${inBad(`${ROLE}services = private`)}[services private]\nsts =\n  endpoint_url = nowhere`,
    env: { AWS_ENDPOINT_URL_STS: undefined },
    says: /\[services private\] sts.endpoint_url must be an http or https URL/,
  },
  'a header that is not closed': {
    config: `[profile bad\nrole_arn = ${roleArn}`,
    says: /there is no profile bad/,
    hint: /config:\d+ begins like a section header but is none/,
  },
  'a line that is no "key = value"': {
    config: inBad('region'),
    says: /config:\d+: this line of \[profile bad\] is no/,
  },
  'a profile of IAM Identity Center': { config: inBad('sso_session = corp'), says: /IAM Identity Center/ },
  'a web identity': {
    config: inBad(`role_arn = ${roleArn}\nweb_identity_token_file = /tmp/token`),
    says: /web identity token/,
  },
  'a CA bundle that is not there': {
    config: inBad(`${ROLE}ca_bundle = gone.pem`),
    says: /CA bundle gone.pem is not there/,
  },
  'a CA bundle that is a folder': {
    config: inBad(`${ROLE}ca_bundle = folder`),
    says: /CA bundle folder can't be read/,
  },
  'bytes that are no text': { config: `\u0000\u0001[\uFFFD]\u0000=\u0000\n[profile`, says: /there is no profile bad/ },
};

describe('a config that leads nowhere', () => {
  test.each(Object.entries(wrongSections))('%s', async (_, row) => {
    const { config, credentials = '', profile = 'bad', env, ...failure } = row;
    world.box.config(`${sampleConfig}${config}`);
    world.box.credentials(`${sampleCredentials}${credentials}`);
    await world.fails(['creds', '--profile', profile], { code: 3, ...failure }, { env });
  });

  test('a folder in place of the file', async () => {
    const env = { AWS_CONFIG_FILE: join(world.box.home, 'folder') };
    await world.fails(['creds'], { code: 3, says: /folder can't be read/, hint: /AWS_CONFIG_FILE/ }, { env });
  });

  test('a file named by AWS_CONFIG_FILE that is not there', async () => {
    const env = { AWS_CONFIG_FILE: join(world.box.home, 'gone') };
    await world.fails(['creds', '--profile', 'prod'], { code: 3, says: /no profile prod/ }, { env });
  });
});

test('through all of that STS was not asked, and the entry of another profile is served as before', async () => {
  world.box.config(sampleConfig);
  expect(world.sts.calls).toHaveLength(1);
  await world.stillServes();
});
