import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startContainer } from '../support/container';
import { startImds } from '../support/imds';
import type { Loopback } from '../support/loopback';
import { makeWorld, roleArn, sampleConfig, user, type World } from '../support/world';
import { answerOf } from './answers';
import { expectFailure } from './failing';

let world: World;
const servers: Loopback[] = [];
const AUDIT = 'arn:aws:iam::222233334444:role/team/Audit';
const READ = 'arn:aws:iam::333344445555:role/Read';

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await world.dispose();
});

function config(text: string): void {
  world.box.config(`${sampleConfig}${text}`);
}

const POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:List*","Resource":"*"}]}';
const CONTEXT =
  '[{"ProviderArn":"arn:aws:iam::aws:contextProvider/IdentityCenter","ContextAssertion":"made-up-assertion"}]';

/** Every parameter of AssumeRole, by the key that sets it and as it reaches STS. */
const everything: readonly (readonly [key: string, value: string, params: Record<string, string>])[] = [
  ['role_arn', AUDIT, { RoleArn: AUDIT }],
  ['role_session_name', 'ann@laptop', { RoleSessionName: 'ann@laptop' }],
  ['duration_seconds', '7200', { DurationSeconds: '7200' }],
  ['external_id', 'partner:42/x', { ExternalId: 'partner:42/x' }],
  ['source_identity', 'ann', { SourceIdentity: 'ann' }],
  ['brs_policy', POLICY, { Policy: POLICY }],
  [
    'brs_policy_arns',
    'arn:aws:iam::aws:policy/ReadOnlyAccess, arn:aws:iam::aws:policy/IAMReadOnlyAccess',
    {
      'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'PolicyArns.member.2.arn': 'arn:aws:iam::aws:policy/IAMReadOnlyAccess',
    },
  ],
  [
    'brs_session_tags',
    'team=a b, stage=',
    {
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'a b',
      'Tags.member.2.Key': 'stage',
      'Tags.member.2.Value': '',
    },
  ],
  ['brs_transitive_tag_keys', 'team', { 'TransitiveTagKeys.member.1': 'team' }],
  [
    'brs_provided_contexts',
    CONTEXT,
    {
      'ProvidedContexts.member.1.ProviderArn': 'arn:aws:iam::aws:contextProvider/IdentityCenter',
      'ProvidedContexts.member.1.ContextAssertion': 'made-up-assertion',
    },
  ],
];

describe('every parameter of AssumeRole reaches STS', () => {
  const sent = Object.assign({}, ...everything.map(([, , params]) => params)) as Record<string, string>;
  const common = { Action: 'AssumeRole', Version: '2011-06-15' };

  test('from the keys of a profile', async () => {
    config(
      `[profile audit]\nsource_profile = base\n${everything.map(([key, value]) => `${key} = ${value}\n`).join('')}`,
    );
    const { AccountId } = await answerOf(world.box, ['creds', '--profile', 'audit']);
    expect(AccountId).toBe('222233334444');
    expect(world.sts.calls.map(({ params }) => params)).toEqual([{ ...common, ...sent }]);
  });

  test('from flags, without a profile', async () => {
    const flags = everything.flatMap(([key, value]) => [`--${key.replace('brs_', '').replaceAll('_', '-')}`, value]);
    await answerOf(world.box, ['creds', '--source-profile', 'base', ...flags]);
    expect(world.sts.calls.map(({ params }) => params)).toEqual([{ ...common, ...sent }]);
  });

  test("from files, and from aws-vault's names", async () => {
    world.box.write('policy.json', POLICY);
    world.box.write('contexts.json', CONTEXT);
    config(`[profile audit]
role_arn = ${AUDIT}
source_profile = base
brs_policy = file://policy.json
brs_provided_contexts = file://~/contexts.json
session_tags = team=a
transitive_session_tags = team
`);
    await answerOf(world.box, ['creds', '--profile', 'audit']);
    expect(world.sts.calls[0]?.params).toMatchObject({
      Policy: POLICY,
      'ProvidedContexts.member.1.ContextAssertion': 'made-up-assertion',
      'Tags.member.1.Key': 'team',
      'TransitiveTagKeys.member.1': 'team',
    });
  });

  test('and nothing that the person did not set, but a session name', async () => {
    await answerOf(world.box, ['creds', '--profile', 'prod'], { env: { USER: 'ann smith' } });
    const params = { ...common, RoleArn: roleArn, RoleSessionName: 'brs-ann-smith' };
    expect(world.sts.calls.map((call) => call.params)).toEqual([params]);
  });

  test('a flag goes before the key of the profile', async () => {
    await answerOf(world.box, ['creds', '--profile', 'prod', '--role-arn', READ, '--duration-seconds', '900']);
    expect(world.sts.calls[0]?.params).toMatchObject({ RoleArn: READ, DurationSeconds: '900' });
  });
});

describe('chains', () => {
  const CHAIN = `
[profile audit]
role_arn = ${AUDIT}
source_profile = prod

[profile read]
role_arn = ${READ}
source_profile = audit
duration_seconds = 7200
region = eu-central-1
`;

  test('three roles: each is assumed with the credentials of the one before, in the region of the chosen profile', async () => {
    config(CHAIN);
    const { AccessKeyId, AccountId } = await answerOf(world.box, ['creds', '--profile', 'read']);
    expect(AccountId).toBe('333344445555');
    const { calls } = world.sts;
    expect(calls.map(({ params }) => params['RoleArn'])).toEqual([roleArn, AUDIT, READ]);
    expect(calls.map(({ region }) => region)).toEqual(['eu-central-1', 'eu-central-1', 'eu-central-1']);
    expect(calls[0]?.accessKeyId).toBe(user.accessKeyId);
    const owners = calls.slice(1).map(({ accessKeyId }) => world.issuer.find(accessKeyId)?.arn);
    expect(owners[0]).toMatch(/assumed-role\/Deploy\//);
    expect(owners[1]).toMatch(/assumed-role\/Audit\//);
    expect(world.issuer.find(AccessKeyId)?.arn).toMatch(/assumed-role\/Read\//);
  });

  test('a chained role asked for more than an hour gets the hour, which the log says and stderr does not', async () => {
    config(CHAIN);
    await answerOf(world.box, ['creds', '--profile', 'read']);
    expect(world.sts.calls.at(-1)?.params['DurationSeconds']).toBe('3600');
    expect(world.box.read('state/brs.log')).toMatch(/^\S+Z profile read: .*one hour and not 7200 s/);
  });

  test('the first role of a chain gets the time it was asked for', async () => {
    await answerOf(world.box, ['creds', '--profile', 'prod', '--duration-seconds', '43200']);
    expect(world.sts.calls[0]?.params['DurationSeconds']).toBe('43200');
  });

  test("a role's own entry serves those that go on from it", async () => {
    config(CHAIN.replaceAll('region = eu-central-1', 'region = eu-west-1'));
    await answerOf(world.box, ['creds', '--profile', 'prod']);
    await answerOf(world.box, ['creds', '--profile', 'audit', '--region', 'eu-west-1']);
    expect(world.sts.calls.map(({ params }) => params['RoleArn'])).toEqual([roleArn, AUDIT]);
  });

  test('complete keys end a chain', async () => {
    config(`[profile audit]\nrole_arn = ${AUDIT}\nsource_profile = mixed\n[profile mixed]\nrole_arn = ${READ}
source_profile = gone\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\n`);
    await answerOf(world.box, ['creds', '--profile', 'audit']);
    expect(world.sts.calls.map(({ params }) => params['RoleArn'])).toEqual([AUDIT]);
  });
});

describe('the role’s trust', () => {
  test('the right external id opens it, and none does not', async () => {
    world.sts.roles.set(AUDIT, { externalId: 'partner-42' });
    const args = ['creds', '--role-arn', AUDIT, '--source-profile', 'base'];
    const says = /STS refused AssumeRole for \S+Audit \(AccessDenied\).*not authorized/;
    expectFailure(await world.box.run(args), { code: 4, says, hint: /trust policy/ });
    await answerOf(world.box, [...args, '--external-id', 'partner-42']);
  });

  test('a longer session than the role allows is refused in STS’s words', async () => {
    world.sts.roles.set(roleArn, { maxSessionDuration: 3600 });
    const failed = await world.box.run(['creds', '--profile', 'prod', '--duration-seconds', '7200']);
    expectFailure(failed, { code: 4, says: /MaxSessionDuration set for this role/, hint: /settings of that role/ });
  });
});

describe('credential_source', () => {
  const role = (source: string): string => `[profile audit]\nrole_arn = ${AUDIT}\ncredential_source = ${source}\n`;

  test('Environment: the keys in the variables', async () => {
    config(role('Environment'));
    const env = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };
    await answerOf(world.box, ['creds', '--profile', 'audit'], { env });
    expect(world.sts.calls.map(({ accessKeyId }) => accessKeyId)).toEqual([user.accessKeyId]);
  });

  test('EcsContainer: the container endpoint', async () => {
    const container = await startContainer({ issuer: world.issuer, roleArn: READ });
    servers.push(container);
    config(role('EcsContainer'));
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: container.uri };
    await answerOf(world.box, ['creds', '--profile', 'audit'], { env });
    expect(container.calls).toHaveLength(1);
    expect(world.issuer.find(world.sts.calls[0]?.accessKeyId ?? '')?.arn).toMatch(/assumed-role\/Read\/task/);
  });

  test('Ec2InstanceMetadata: the instance, asked for a token first', async () => {
    const imds = await startImds({ issuer: world.issuer, roleName: 'worker' });
    servers.push(imds);
    imds.newlineAfterRole = true;
    imds.failNext(1, { status: 503 });
    config(role('Ec2InstanceMetadata'));
    const env = { AWS_EC2_METADATA_DISABLED: undefined, AWS_EC2_METADATA_SERVICE_ENDPOINT: imds.url };
    await answerOf(world.box, ['creds', '--profile', 'audit'], { env });
    expect(imds.calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'PUT 503',
      'PUT 200',
      'GET 200',
      'GET 200',
    ]);
    expect(world.issuer.find(world.sts.calls[0]?.accessKeyId ?? '')?.arn).toMatch(/assumed-role\/worker\//);
  });
});
