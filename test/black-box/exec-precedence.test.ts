import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { testWith } from '../support/needs';
import { startS3, type S3 } from '../support/s3';
import { makeWorld, roleArn, sampleConfig, type World } from '../support/world';

const limitMs = 100_000;

/** Somebody else, whose keys lie about: a child that uses them works, and as the wrong one. */
const other = {
  accessKeyId: 'AKIAEXAMPLEOTHER0001',
  secretAccessKey: 'made-up/secret+of+other/00000000000000000',
  userArn: 'arn:aws:iam::999988887777:user/other',
  accountId: '999988887777',
} as const;
const otherKeys = `aws_access_key_id = ${other.accessKeyId}\naws_secret_access_key = ${other.secretAccessKey}\n`;
const printed = JSON.stringify({
  Version: 1,
  AccessKeyId: other.accessKeyId,
  SecretAccessKey: other.secretAccessKey,
});

interface Situation {
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What an SDK would take before it asks a container's endpoint. */
const situations: Readonly<Record<string, Situation>> = {
  'nothing in the way': {},
  'keys in [default]': { credentials: `[default]\n${otherKeys}` },
  'keys in [default] of the config': { config: `[default]\n${otherKeys}` },
  'a role in [default]': {
    config: '[default]\nrole_arn = arn:aws:iam::999988887777:role/Other\nsource_profile = base\nregion = us-east-1\n',
  },
  'SSO in [default]': {
    config:
      '[default]\nsso_session = corp\nsso_account_id = 999988887777\nsso_role_name = Other\n' +
      '[sso-session corp]\nsso_start_url = https://corp.example/start\nsso_region = us-east-1\n',
  },
  'a program in [default]': { config: `[default]\ncredential_process = echo '${printed}'\n` },
  'variables of all kinds': {
    config: `[profile other]\n${otherKeys}`,
    env: {
      AWS_PROFILE: 'other',
      AWS_DEFAULT_PROFILE: 'other',
      AWS_ACCESS_KEY_ID: other.accessKeyId,
      AWS_SECRET_ACCESS_KEY: other.secretAccessKey,
      AWS_SESSION_TOKEN: 'made-up',
      AWS_SECURITY_TOKEN: 'made-up',
      AWS_ROLE_ARN: 'arn:aws:iam::999988887777:role/Other',
      AWS_ROLE_SESSION_NAME: 'other',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token',
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/other',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/other',
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'made-up',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/nowhere/token',
    },
  },
  'a variable that chooses [default], which has keys': {
    credentials: `[default]\n${otherKeys}`,
    env: { AWS_PROFILE: 'default' },
  },
};

const modes: Readonly<Record<string, readonly string[]>> = {
  'the endpoint': [],
  'the endpoint and a token file': ['--token-file'],
  variables: ['--static'],
};

let world: World;
let s3: S3;

beforeEach(async () => {
  world = await makeWorld();
  world.issuer.addUser(other);
  s3 = await startS3({ issuer: world.issuer });
});

afterEach(async () => {
  await s3.close();
  await world.dispose();
});

const PYTHON = "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])";
const JAVASCRIPT = `
const { STSClient, GetCallerIdentityCommand } = require(process.argv[2]);
new STSClient({ maxAttempts: 1 }).send(new GetCallerIdentityCommand({})).then(({ Arn }) => console.log(Arn));
`;

/** Runs a program under `brs exec` in every situation. */
async function inAll(mode: readonly string[], command: readonly string[], env = {}): Promise<Record<string, string>> {
  const base = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env };
  const one = async ([name, situation]: [string, Situation]): Promise<[string, string]> => {
    const folder = name.replaceAll(/\W+/g, '-');
    const files = {
      AWS_CONFIG_FILE: world.box.write(`${folder}/config`, `${sampleConfig}${situation.config ?? ''}`),
      AWS_SHARED_CREDENTIALS_FILE: world.box.write(
        `${folder}/credentials`,
        `${world.box.read('.aws/credentials')}${situation.credentials ?? ''}`,
      ),
    };
    const words = ['exec', '--profile', 'prod', ...mode, '--', ...command];
    const run = await world.box.run(words, { env: { ...base, ...files, ...situation.env }, timeoutMs: 60_000 });
    return [name, run.code === 0 ? run.stdout.trim() : run.stderr];
  };
  const found: Record<string, string> = {};
  const names = Object.entries(situations);
  // Two at a time: these programs are slow to start.
  for (let at = 0; at < names.length; at += 2) {
    Object.assign(found, Object.fromEntries(await Promise.all(names.slice(at, at + 2).map(one))));
  }
  return found;
}

const everywhere = (value: unknown) => Object.fromEntries(Object.keys(situations).map((name) => [name, value]));
const asDeploy: unknown = expect.stringMatching(/^arn:aws:sts::111122223333:assumed-role\/Deploy\/[^/\s]+$/);

for (const [through, mode] of Object.entries(modes)) {
  testWith(['linux', 'python3:boto3'], test)(
    `boto3 is the chosen profile's through ${through}, whatever else is there`,
    async () => {
      expect(await inAll(mode, ['python3', '-c', PYTHON])).toEqual(everywhere(asDeploy));
    },
    limitMs,
  );

  testWith(['linux', 'aws'], test)(
    `the AWS CLI is the chosen profile's through ${through}, whatever else is there`,
    async () => {
      const command = ['aws', 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'];
      expect(await inAll(mode, command)).toEqual(everywhere(asDeploy));
    },
    limitMs,
  );

  test(
    `the JavaScript SDK is the chosen profile's through ${through}, whatever else is there`,
    async () => {
      const script = world.box.write('ask.cjs', JAVASCRIPT);
      const sdk = createRequire(import.meta.url).resolve('@aws-sdk/client-sts');
      expect(await inAll(mode, [process.execPath, script, sdk])).toEqual(everywhere(asDeploy));
    },
    limitMs,
  );

  // Its SDK (Go's first) learnt of token files in 2023.
  if (mode.includes('--token-file')) continue;
  testWith(['linux', 'rclone'], test)(
    `rclone, a Go program, is the chosen profile's through ${through}, whatever else is there`,
    async () => {
      const env = {
        RCLONE_CONFIG: world.box.write('rclone.conf', ''),
        RCLONE_CONFIG_LOOP_TYPE: 's3',
        RCLONE_CONFIG_LOOP_PROVIDER: 'Other',
        RCLONE_CONFIG_LOOP_ENV_AUTH: 'true',
        RCLONE_CONFIG_LOOP_REGION: 'eu-west-1',
        RCLONE_CONFIG_LOOP_ENDPOINT: s3.url,
        RCLONE_CONFIG_LOOP_FORCE_PATH_STYLE: 'true',
      };
      const command = ['rclone', 'lsf', '--retries', '1', 'loop:loopback/folder'];
      expect(await inAll(mode, command, env)).toEqual(everywhere('deep.txt'));
      const roles = s3.calls.map(({ accessKeyId }) => world.issuer.find(accessKeyId)?.arn ?? 'nobody');
      expect(roles.length).toBeGreaterThanOrEqual(Object.keys(situations).length);
      expect(new Set(roles.map((arn) => arn.split('/')[1]))).toEqual(new Set([roleArn.split('/')[1]]));
    },
    limitMs,
  );
}
