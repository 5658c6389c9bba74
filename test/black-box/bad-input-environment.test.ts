import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { roleArn } from '../support/world';
import { makeFilledWorld, NOWHERE, type Failure, type FilledWorld } from './failing';

type Variables = Record<string, string | undefined>;

interface Row extends Omit<Failure, 'code'> {
  readonly env: Variables;
  /** 3 unless told. */
  readonly code?: number;
  readonly args?: readonly string[];
}

const PROD = ['creds', '--profile', 'prod', '--refresh'];
const role = (source: string): readonly string[] => ['creds', '--role-arn', roleArn, '--credential-source', source];
const container = (more: Variables): Variables => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: NOWHERE, ...more });
const ECS = ['creds', '--source', 'ecs'];

let world: FilledWorld;

beforeAll(async () => {
  world = await makeFilledWorld();
  const { box } = world;
  box.write('token-with-line-feed', 'made-up-token\n');
  box.write('token-empty', '');
  mkdirSync(join(box.home, 'folder'));
});

afterAll(async () => {
  await world.dispose();
});

describe('a variable that can never be right is named', () => {
  test.each<[name: string, value: string, says: RegExp]>([
    ['AWS_MAX_ATTEMPTS', '0', /must be a whole number from 1 to 100/],
    ['AWS_MAX_ATTEMPTS', 'many', /must be a whole number/],
    ['AWS_ENDPOINT_URL_STS', 'localhost:4566', /must be an http or https URL/],
    ['AWS_ENDPOINT_URL', 'nowhere', /must be an http or https URL/],
    ['AWS_REGION', 'eu west', /must match/],
    ['AWS_DEFAULT_REGION', 'eu-west-1\n', /line feed/],
    ['AWS_USE_FIPS_ENDPOINT', 'maybe', /must be true or false/],
    ['AWS_USE_DUALSTACK_ENDPOINT', '2', /must be true or false/],
    ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'y', /must be true or false/],
    ['AWS_STS_REGIONAL_ENDPOINTS', 'global', /must be one of regional, legacy/],
    ['AWS_SECRET_ACCESS_KEY', 'made-up\nsecret', /line feed/],
    ['AWS_SESSION_TOKEN', 'made-up\r\ntoken', /line feed/],
    ['AWS_CREDENTIAL_EXPIRATION', 'tomorrow', /must be a time/],
    ['AWS_ACCOUNT_ID', '1234', /must match/],
    ['AWS_EC2_METADATA_DISABLED', 'perhaps', /must be true or false/],
    ['AWS_EC2_METADATA_SERVICE_ENDPOINT', '169.254.169.254', /must be an http or https URL/],
    ['AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE', 'IPv5', /must match/],
    ['AWS_METADATA_SERVICE_TIMEOUT', '1.5', /must be a whole number from 1 to 60/],
    ['AWS_METADATA_SERVICE_NUM_ATTEMPTS', '-1', /must be a whole number from 1 to 20/],
  ])('%s=%j', async (name, value, says) => {
    const { stderr } = await world.fails(PROD, { code: 3, says, hint: /unset it/ }, { env: { [name]: value } });
    expect(stderr).toContain(`the variable ${name} `);
  });
});

const rows: Readonly<Record<string, Row>> = {
  'a vault by a name that is none': {
    env: { BRS_VAULT: 'drawer' },
    says: /BRS_VAULT names drawer, which is no store/,
    hint: /keychain/,
  },
  'AWS_PROFILE names no profile': {
    env: { AWS_PROFILE: 'prdo' },
    args: ['creds'],
    says: /there is no profile prdo/,
  },
  'a profile that a process above is resolving': {
    env: { BRS_PROFILE_CHAIN: 'other,prod;' },
    says: /other → prod/,
  },
  'a container endpoint on a host that plain http may not go to': {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://credentials.example.com/v1' },
    args: ECS,
    says: /FULL_URI names credentials.example.com, which may not be asked over plain http/,
    hint: /use https/,
  },
  'a container endpoint on an address close to loopback': {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://128.0.0.1/' },
    args: ECS,
    says: /may not be asked over plain http/,
  },
  'a container endpoint that is no address': {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'here' },
    args: ECS,
    says: /FULL_URI holds no usable address/,
  },
  'a container endpoint of another protocol': {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'file:///etc/passwd' },
    args: ECS,
    says: /FULL_URI holds no usable address/,
  },
  'a relative container address that leads to another host': {
    env: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '.example.com/v1' },
    args: ECS,
    says: /RELATIVE_URI holds no usable address/,
  },
  'no container variables': {
    env: {},
    args: ECS,
    says: /neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set/,
  },
  'a token file that is not there': {
    env: container({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: 'gone' }),
    args: ECS,
    says: /TOKEN_FILE is not there: gone/,
  },
  'a token file with a line feed': {
    env: container({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: 'token-with-line-feed' }),
    args: ECS,
    says: /TOKEN_FILE holds a line feed/,
    hint: /the token and nothing else/,
  },
  'an empty token file': {
    env: container({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: 'token-empty' }),
    args: ECS,
    says: /TOKEN_FILE is empty/,
  },
  'a token file that is a folder': {
    env: container({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: 'folder' }),
    args: ECS,
    says: /TOKEN_FILE can't be read/,
  },
  'a token with a line feed': {
    env: container({ AWS_CONTAINER_AUTHORIZATION_TOKEN: 'made-up\ntoken' }),
    args: ECS,
    says: /AWS_CONTAINER_AUTHORIZATION_TOKEN holds a line feed/,
  },
  'no keys in the environment, which should assume the role': {
    env: {},
    args: role('Environment'),
    says: /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set/,
  },
  'half a key in the environment, which should assume the role': {
    env: { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEHALF00001' },
    args: role('Environment'),
    says: /AWS_SECRET_ACCESS_KEY/,
  },
  'half a key in the environment and nothing else': {
    env: { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEHALF00001' },
    args: ['creds'],
    says: /AWS_SECRET_ACCESS_KEY/,
  },
  'half a key in the environment before the container': {
    env: container({ AWS_SECRET_ACCESS_KEY: 'made-up-half' }),
    args: ['creds'],
    says: /AWS_ACCESS_KEY_ID/,
  },
  'no profile, no keys and no container': { env: {}, args: ['creds'], says: /nothing to get credentials from/ },
  'the instance metadata switched off': {
    env: { AWS_EC2_METADATA_DISABLED: 'true' },
    args: role('Ec2InstanceMetadata'),
    says: /switched off \(AWS_EC2_METADATA_DISABLED\)/,
  },
  'a CA bundle that is not there': {
    env: { AWS_CA_BUNDLE: 'gone.pem' },
    says: /CA bundle gone.pem is not there/,
    hint: /AWS_CA_BUNDLE/,
  },
  'a proxy that is no address': {
    env: { HTTP_PROXY: 'http://bad host:1', http_proxy: undefined },
    says: /the proxy for 127.0.0.1:\d+ has no usable address/,
    hint: /HTTP_PROXY/,
  },
  'expired keys in the environment': {
    env: {
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLEEXPIRED01',
      AWS_SECRET_ACCESS_KEY: 'made-up-expired',
      AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z',
    },
    args: ['creds'],
    code: 4,
    says: /environment gave credentials that have expired already/,
  },
};

describe('an environment that leads nowhere', () => {
  test.each(Object.entries(rows))('%s', async (_, { env, args = PROD, code = 3, ...failure }) => {
    await world.fails(args, { code, ...failure }, { env });
  });

  test('a state folder that is a file', async () => {
    const { box } = world;
    const env = { BRS_STATE_DIR: box.write('in-the-way', '') };
    await world.fails(PROD, { code: 6, says: /in-the-way/, hint: /BRS_STATE_DIR/ }, { env });
  });
});

test('through all of that STS was not asked, and the entry is served as before', async () => {
  expect(world.sts.calls).toHaveLength(1);
  await world.stillServes();
});
