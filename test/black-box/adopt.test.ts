// After `brs adopt` every SDK comes through brs, as STS's own log shows; after `brs release` none does.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findProgram, testWith } from '../support/needs';
import { runInTerminal, TERMINAL_PROGRAMS } from '../support/terminal';
import { programUnderTest } from '../support/sandbox';
import { makeWorld, roleArn, sampleCredentials, user, type World } from '../support/world';

const LIMIT_MS = 120_000;
const AUDIT = 'arn:aws:iam::222233334444:role/Audit';
const GUARDED = 'arn:aws:iam::111122223333:role/Guarded';
const TOOL = 'arn:aws:sts::555566667777:assumed-role/Tool/tool';

/** Whose identity each profile comes to. */
const identities: Readonly<Record<string, RegExp>> = {
  prod: /:assumed-role\/Deploy\//,
  chain: /:assumed-role\/Audit\/somebody$/,
  guarded: /:assumed-role\/Guarded\//,
  environment: /:assumed-role\/Deploy\//,
  tool: /:assumed-role\/Tool\/tool$/,
};
const profiles = Object.keys(identities);

let world: World;
let config: string;

beforeEach(async () => {
  world = await makeWorld();
  for (const arn of [roleArn, AUDIT]) world.sts.roles.set(arn, {});
  world.sts.roles.set(GUARDED, { mfaRequired: true });
  world.sts.acceptCode('314159');
  const tool = world.issuer.issue({ arn: TOOL, accountId: '555566667777', kind: 'role', expiration: inAnHour() });
  config = `# by hand\r
[profile base]\r
region = eu-west-1\r
\r
[profile prod] # the big one
role_arn\t= ${roleArn}
source_profile=base
region = eu-west-1
s3 =
  max_concurrent_requests = 20

[profile chain]
role_arn = ${AUDIT}
source_profile = prod
role_session_name = somebody
region = eu-west-1

[profile guarded]
role_arn = ${GUARDED}
source_profile = base
mfa_serial = ${user.mfaSerial}
mfa_process = ${world.box.script('code', 'echo 314159')}
region = eu-west-1

[profile environment]
role_arn = ${roleArn}
credential_source = Environment
region = eu-west-1
[profile tool]
region = eu-west-1
credential_process = ${world.box.script('tool', `echo '${JSON.stringify(documentOf(tool))}'`)}`;
  world.box.config(config);
});

afterEach(async () => await world.dispose());

function inAnHour(): Date {
  return new Date(Date.now() + 3_600_000);
}

function documentOf(key: ReturnType<World['issuer']['issue']>): object {
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = key;
  return { Version: 1, AccessKeyId, SecretAccessKey, SessionToken, Expiration: key.expiration.toISOString() };
}

/** For credential_source = Environment; SDKs that are given a profile by name take that all the same. */
const variables = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };

const JAVASCRIPT = `
const { STSClient, GetCallerIdentityCommand } = require(process.argv[2]);
new STSClient({}).send(new GetCallerIdentityCommand({})).then(({ Arn }) => console.log(Arn));
`;
const PYTHON = `
import boto3, sys
print(boto3.Session(profile_name=sys.argv[1]).client('sts').get_caller_identity()['Arn'])
`;

type Ask = (profile: string) => Promise<string>;

async function run(program: string, args: readonly string[], more: Record<string, string>): Promise<string> {
  const options = { env: { ...world.box.env, ...more }, timeout: LIMIT_MS };
  return (await promisify(execFile)(program, args, options)).stdout.trim();
}

const sdks: Readonly<Record<'boto3' | 'cli' | 'javascript', Ask>> = {
  boto3: (profile) => run('python3', [world.box.write('who.py', PYTHON), profile], environment(profile)),
  cli: (profile) =>
    run(
      'aws',
      ['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text', '--profile', profile],
      environment(profile),
    ),
  javascript: (profile) => {
    const sdk = createRequire(import.meta.url).resolve('@aws-sdk/client-sts');
    const more = { ...environment(profile), AWS_PROFILE: profile };
    return run(process.execPath, [world.box.write('who.cjs', JAVASCRIPT), sdk], more);
  },
};

function environment(profile: string): Record<string, string> {
  return profile === 'environment' ? variables : {};
}

/** Who asked STS for other credentials: brs, or an SDK by itself. */
function askers(): string[] {
  const asked = world.sts.calls.filter(({ action }) => action !== 'GetCallerIdentity');
  return asked.map(({ userAgent }) => (userAgent.includes('app/brs') ? 'brs' : userAgent));
}

async function adoptAll(): Promise<string> {
  const { code, stdout, stderr } = await world.box.run(['adopt', '--all', '--yes']);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

async function everyProfile(ask: Ask): Promise<void> {
  await adoptAll();
  for (const profile of profiles)
    expect([profile, await ask(profile)]).toEqual([profile, expect.stringMatching(identities[profile] ?? /^$/)]);
  expect(new Set(askers())).toEqual(new Set(['brs']));
  expect(world.sts.refusals).toEqual([]);
}

testWith(['linux', 'python3:boto3'], test)(
  'boto3 comes through brs for every kind of profile',
  () => everyProfile(sdks.boto3),
  LIMIT_MS,
);
testWith(['linux', 'aws'], test)(
  'the AWS CLI comes through brs for every kind of profile',
  () => everyProfile(sdks.cli),
  LIMIT_MS,
);
test(
  'the SDK for JavaScript comes through brs for every kind of profile',
  () => everyProfile(sdks.javascript),
  LIMIT_MS,
);

test('what brs had already is not asked for again, and release gives the same bytes', async () => {
  const creds = async () => {
    const env = variables;
    const runs = profiles.map((profile) => world.box.run(['creds', '--profile', profile], { env }));
    return (await Promise.all(runs)).map(({ stdout }) => stdout);
  };
  const before = await creds();
  const calls = world.sts.calls.length;
  const summary = await adoptAll();
  expect(summary).toContain(`\nadopted: ${profiles.join(', ')}\n`);
  expect(summary).toContain('\nnot adopted:\n  base: ');
  expect(summary).not.toContain(user.secretAccessKey);
  expect(world.box.read('.aws/config')).not.toMatch(/^(role_arn|source_profile|credential_source|mfa_serial)/m);
  expect(await creds()).toEqual(before);
  expect(world.sts.calls.length).toBe(calls);
  expect(await world.box.run(['adopt', '--all'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^nothing to change\n/),
  });
  expect(await world.box.run(['release', '--all'])).toMatchObject({ code: 0, stderr: '' });
  expect([world.box.read('.aws/config'), world.box.read('.aws/credentials')]).toEqual([config, sampleCredentials]);
});

testWith(['linux', 'python3:boto3'], test)(
  'once released the SDKs assume the role themselves, without any brs',
  async () => {
    await adoptAll();
    await world.box.run(['release', 'prod', 'chain']);
    expect(await sdks.boto3('chain')).toMatch(identities['chain'] ?? /^$/);
    expect(askers()).toHaveLength(2);
    expect(askers()).not.toContain('brs');
    expect(await sdks.javascript('prod')).toMatch(identities['prod'] ?? /^$/);
    expect(askers()).not.toContain('brs');
  },
  LIMIT_MS,
);

test('static keys beside the role go round brs in the SDK for JavaScript, as the warning says', async () => {
  world.box.config(
    `${config}\n[profile keys]\nrole_arn = ${roleArn}\nsource_profile = keys\nregion = eu-west-1\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\n`,
  );
  const { stdout } = await world.box.run(['adopt', 'keys']);
  expect(stdout).toMatch(
    /\nwarning: keys has aws_access_key_id \(.*config:\d+\): JavaScript's SDK takes the keys first\n$/,
  );
  expect(await sdks.javascript('keys')).toBe(user.userArn);
  if (findProgram('aws') !== undefined) expect(await sdks.cli('keys')).toMatch(/:assumed-role\/Deploy\//);
});

testWith(TERMINAL_PROGRAMS, test)('a person is shown the lines and asked', async () => {
  const { command, args } = programUnderTest();
  const brs = [command, ...args, 'adopt', 'prod'].map((word) => `'${word}'`).join(' ');
  const { env, home: cwd } = world.box;
  const terminal = runInTerminal({ command: 'sh', args: ['-c', `${brs} > out`], env, cwd });
  await terminal.waitFor(/\+brs_source_profile=base\s+Change these lines\? \[Y\/n\] $/);
  terminal.type('n\r');
  expect(await terminal.finished).toBe(5);
  expect([world.box.read('.aws/config'), world.box.read('out')]).toEqual([config, '']);
});
