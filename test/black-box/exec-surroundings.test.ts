import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { putOnPath } from '../support/exec-world';
import { testWith } from '../support/needs';
import { makeWorld, roleArn, sampleConfig, type World } from '../support/world';

const other = {
  accessKeyId: 'AKIAEXAMPLEOTHER0001',
  secretAccessKey: 'made-up/secret+of+other/00000000000000000',
  userArn: 'arn:aws:iam::999988887777:user/other',
  accountId: '999988887777',
} as const;
const otherKeys = `aws_access_key_id = ${other.accessKeyId}\naws_secret_access_key = ${other.secretAccessKey}\n`;
const more = `output = text
cli_pager =
max_attempts = 7
retry_mode = adaptive
services = mine
s3 =
  addressing_style = path
  max_concurrent_requests = 3

[services mine]
s3 =
  endpoint_url = http://127.0.0.1:1

[profile next]
brs_role_arn = arn:aws:iam::111122223333:role/Next
region = eu-central-1
brs_source_profile = base

[profile other]
region = us-west-2
`;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  world.issuer.addUser(other);
  world.box.config(sampleConfig.replace(/(\[profile mfa\])/, `${more}\n$1`));
  world.box.credentials(`${world.box.read('.aws/credentials')}\n[other]\n${otherKeys}`);
  putOnPath(world.box);
});
afterEach(async () => await world.dispose());

/** Puts keys into `[default]`, so that the child gets a config of its own. */
function standInTheWay(): void {
  world.box.credentials(`${world.box.read('.aws/credentials')}\n[default]\n${otherKeys}`);
}

async function exec(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await world.box.run(['exec', '--profile', 'prod', ...args], { env });
  return code === 0 ? stdout.trim() : `${code ?? 'signal'}: ${stderr}`;
}

const line = (text: string): string[] => ['--', 'sh', '-c', text];
const regions = line('echo "${AWS_REGION-none} ${AWS_DEFAULT_REGION-none}"');
const ways = [
  ['with nothing in the way', () => undefined],
  ['with keys in [default]', standInTheWay],
] as const;

describe("the profile's region", () => {
  test.each<[string, string[], Record<string, string>, string]>([
    ['goes along', [], {}, 'eu-west-1 eu-west-1'],
    ['goes along with plain variables', ['--static'], {}, 'eu-west-1 eu-west-1'],
    ['leaves AWS_REGION alone', [], { AWS_REGION: 'us-west-2' }, 'us-west-2 none'],
    ['leaves AWS_DEFAULT_REGION alone', [], { AWS_DEFAULT_REGION: 'us-west-2' }, 'none us-west-2'],
    ['takes the place of empty ones', [], { AWS_REGION: '', AWS_DEFAULT_REGION: '' }, 'eu-west-1 eu-west-1'],
    ['goes over them with --set-region', ['--set-region'], { AWS_REGION: 'us-west-2' }, 'eu-west-1 eu-west-1'],
    ['is that of --region', ['--region', 'ap-south-1'], { AWS_DEFAULT_REGION: 'us-west-2' }, 'ap-south-1 ap-south-1'],
    ['leaves other plain variables alone', ['--static'], { AWS_REGION: 'us-west-2' }, 'us-west-2 none'],
  ])('%s', async (...[, args, env, expected]) => {
    expect(await exec([...args, ...regions], env)).toBe(expected);
  });
});

describe.each(ways)('inside, %s', (_, prepare) => {
  beforeEach(prepare);

  testWith(['aws'], test)('`aws --profile other` is the other one, in its own region', async () => {
    const arn =
      'aws --profile other sts get-caller-identity --query Arn --output text; aws configure get region --profile other';
    expect(await exec(line(arn))).toBe(`${other.userArn}\nus-west-2`);
  });

  test('brs gets another profile, and the same again', async () => {
    const created = await exec(line('brs creds --profile prod; brs creds --profile next'));
    const keys = [...created.matchAll(/"AccessKeyId":"(\w+)"/g)].map(([, id]) => world.issuer.find(id ?? '')?.arn);
    expect(keys.map((arn) => arn?.split('/')[1])).toEqual(['Deploy', 'Next']);
  });

  test('brs without a profile passes on what it was given itself', async () => {
    const created = await exec(line('brs creds'));
    const id = /"AccessKeyId":"(\w+)"/.exec(created)?.[1] ?? '';
    expect([created, world.issuer.find(id)?.arn]).toEqual([
      expect.stringContaining('SessionToken'),
      expect.stringContaining(':assumed-role/Deploy/'),
    ]);
  });

  testWith(['aws'], test)('a brs exec inside is the profile that it names', async () => {
    const arn = 'aws sts get-caller-identity --query Arn --output text';
    const found = await exec(
      line(`${arn}; brs exec --profile next -- ${arn}; brs exec --profile other -- ${arn}; ${arn}`),
    );
    expect(found.split('\n').map((text) => text.replace(/\/[^/]*$/, ''))).toEqual([
      'arn:aws:sts::111122223333:assumed-role/Deploy',
      'arn:aws:sts::111122223333:assumed-role/Next',
      'arn:aws:iam::999988887777:user',
      'arn:aws:sts::111122223333:assumed-role/Deploy',
    ]);
  });

  test('no credentials are in the environment, and nothing of the endpoint without its own variables', async () => {
    const shown = await exec(line('env'));
    const secrets = [...world.issuer.keys.values()].flatMap((key) => [key.secretAccessKey, key.sessionToken ?? 'none']);
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    expect(shown).toMatch(/^AWS_CONTAINER_CREDENTIALS_FULL_URI=http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/m);
    expect(shown).toMatch(/^BRS_PROFILE=prod$/m);
    expect(shown).not.toMatch(/^AWS_(ACCESS_KEY_ID|SESSION_TOKEN|CONTAINER_AUTHORIZATION_TOKEN_FILE)=/m);
  });
});

describe('where the child gets a config of its own', () => {
  beforeEach(standInTheWay);

  testWith(['aws'], test)("it has the chosen profile's other settings", async () => {
    const keys = [
      'output',
      'max_attempts',
      'retry_mode',
      'services',
      's3.addressing_style',
      's3.max_concurrent_requests',
    ];
    const asked = keys.map((key) => `aws configure get ${key}`).join('; ');
    expect((await exec(line(asked))).split('\n')).toEqual(['text', '7', 'adaptive', 'mine', 'path', '3']);
  });

  test('it has none of its credentials, and the file is gone afterwards', async () => {
    const shown = await exec(line('echo "$AWS_PROFILE"; cat "$AWS_CONFIG_FILE"; ls -l "$AWS_CONFIG_FILE"'));
    const [name = '', ...file] = shown.split('\n');
    const own = file.slice(file.indexOf(`[profile ${name}]`)).join('\n');
    expect(own).toContain('output = text');
    expect(own).not.toMatch(/role|source_profile|key|session|credential/);
    expect(shown).toContain(`brs_role_arn       = ${roleArn}`);
    expect(file.at(-1)).toMatch(/^-rw------- /);
    expect(readdirSync(join(world.box.home, 'state', 'exec'))).toEqual([]);
  });

  test('the person is told where that can not be', async () => {
    const text = await exec(line('echo never'), { BRS_STATE_DIR: '/dev/null/nowhere', BRS_VAULT: 'memory' });
    expect(text).toMatch(/^3: brs: error: \[default\] has credentials of its own[^\n]*\nbrs: hint: use --static/);
  });
});

test('the token file is private, holds the token alone, and is gone afterwards', async () => {
  const shown = await exec([
    '--token-file',
    ...line('f=$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE; ls -l "$f"; wc -lc < "$f"; env'),
  ]);
  expect(shown).toMatch(/^-rw------- .*\/state\/exec\/[0-9a-f]{16}\/token\n\s+0\s+43\n/);
  expect(shown).not.toMatch(/^AWS_CONTAINER_AUTHORIZATION_TOKEN=/m);
  expect(readdirSync(join(world.box.home, 'state', 'exec'))).toEqual([]);
});
