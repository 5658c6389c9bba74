import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startContainer, type Container } from '../support/container';
import { makeWorld, roleArn, sampleConfig, user, type World } from '../support/world';
import { NOWHERE } from './failing';
import { Hiding } from './hiding';

/** Made up, each of its own kind, and long enough to be told from chance. */
const SECRETS = {
  containerToken: 'made-up-container-token-9Qx/7',
  programSecret: 'made-up/secret+printed/by/a/program',
  programToken: 'made-up//token//printed//by//a//program',
  environmentSecret: 'made-up/secret+in/the/environment',
  environmentToken: 'made-up//token//in//the//environment',
  passphrase: 'made-up passphrase of the vault',
  assertion: 'made-up-context-assertion-of-ann',
  password: 'made-up-proxy-password',
};
const CODES = ['135790', '246802'];

let world: World;
let container: Container;
let hiding: Hiding;

beforeEach(async () => {
  world = await makeWorld();
  container = await startContainer({ issuer: world.issuer, token: SECRETS.containerToken });
  Object.assign(world.box.env, {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: container.uri,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: SECRETS.containerToken,
  });
  hiding = new Hiding(world, [...Object.values(SECRETS), ...CODES]);
});

afterEach(async () => {
  await container.close();
  await world.dispose();
});

const PROGRAM = {
  Version: 1,
  AccessKeyId: 'ASIAEXAMPLEMINT00001',
  SecretAccessKey: SECRETS.programSecret,
  SessionToken: SECRETS.programToken,
  Expiration: new Date(Date.now() + 3_600_000).toISOString(),
};
const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLEENV000001',
  AWS_SECRET_ACCESS_KEY: SECRETS.environmentSecret,
  AWS_SESSION_TOKEN: SECRETS.environmentToken,
};
const mint = (more = '', document: object = PROGRAM): string =>
  world.box.script('mint', `${more}\ncat '${world.box.write('output', JSON.stringify(document))}'`);
const PROD = ['creds', '--profile', 'prod', '--max-attempts', '2'];
const ECS = ['creds', '--source', 'ecs'];

/** With and without the trace. */
async function bothWays(args: readonly string[], env: Record<string, string | undefined> = {}): Promise<void> {
  await hiding.run(args, { env });
  await hiding.run([...args, '--debug'], { env });
  await hiding.run(args, { env: { ...env, BRS_DEBUG: '1' } });
}

describe('no secret shows on stderr, in the trace, or in a file outside the vault', () => {
  test('when credentials are got, kept, got again, and forgotten', async () => {
    await bothWays(PROD);
    await bothWays([...PROD, '--refresh']);
    await bothWays([...PROD, '--no-cache']);
    await bothWays([...PROD, '--min-ttl', '50m']);
    await bothWays(['clear', '--profile', 'prod']);
    await bothWays(PROD, { BRS_VAULT_PASSPHRASE: SECRETS.passphrase });
    await bothWays(['clear', '--all']);
    expect(world.sts.calls.length).toBeGreaterThan(6);
  });

  test('in chains, with keys and assertions of every kind', async () => {
    const contexts = JSON.stringify([{ ProviderArn: roleArn.padEnd(20), ContextAssertion: SECRETS.assertion }]);
    world.box.config(`${sampleConfig}
[profile next]
role_arn = arn:aws:iam::222233334444:role/Next
source_profile = prod
brs_provided_contexts = ${contexts}
duration_seconds = 7200
`);
    await bothWays(['creds', '--profile', 'next']);
    await bothWays(['creds', '--role-arn', roleArn, '--credential-source', 'EcsContainer']);
    await bothWays(['creds', '--role-arn', roleArn, '--credential-source', 'Environment'], ENVIRONMENT);
    await bothWays(['creds', '--source', 'environment'], ENVIRONMENT);
  });

  test.each<[title: string, fault: Parameters<World['sts']['failNext']>[1]]>([
    ['a refusal', { status: 403, code: 'AccessDenied', message: 'no' }],
    ['a fault', { status: 500 }],
    ['a page of HTML', { status: 200, body: '<html>' }],
    ['a cut', { cut: 'middle' }],
    ['an unreadable answer that holds credentials', { status: 200, body: `<a>${SECRETS.programSecret}</a>` }],
  ])('when STS answers with %s', async (_, fault) => {
    world.sts.failNext(6, fault);
    await bothWays([...PROD, '--refresh']);
  });

  test('when STS tells what it was sent: the canonical request with the token in it', async () => {
    const expiration = new Date(PROGRAM.Expiration);
    const key = world.issuer.issue({ arn: user.userArn, accountId: user.accountId, kind: 'role', expiration });
    const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = key;
    const command = mint('', { ...PROGRAM, AccessKeyId, SecretAccessKey, SessionToken });
    const canonical = [
      'POST',
      '/',
      '',
      'content-type:application/x-www-form-urlencoded',
      'host:sts.eu-west-1.amazonaws.com',
      'x-amz-date:20260131T080910Z',
      `x-amz-security-token:${SessionToken}`,
    ].join('\n');
    const message = `The Canonical String for this request should have been '${canonical}'`;
    const echo = { status: 403, code: 'SignatureDoesNotMatch', message };
    world.sts.failNext(9, echo);
    const args = ['creds', '--role-arn', roleArn, '--command', command];
    const { code, stderr } = await hiding.run(args);
    expect(code).toBe(4);
    expect(stderr).toContain('SignatureDoesNotMatch');
    await hiding.run([...args, '--debug']);
  });

  test('when the network fails, with a password in the proxy or the endpoint', async () => {
    const withPassword = NOWHERE.replace('//', `//ann:${SECRETS.password}@`);
    await bothWays([...PROD, '--refresh'], { HTTP_PROXY: withPassword });
    await bothWays([...PROD, '--refresh'], { HTTP_PROXY: `http://ann:${SECRETS.password}@bad host` });
    await bothWays([...PROD, '--refresh'], { AWS_ENDPOINT_URL_STS: withPassword });
    await bothWays(ECS, { AWS_CONTAINER_CREDENTIALS_FULL_URI: withPassword });
    await bothWays([...PROD, '--refresh'], { AWS_ENDPOINT_URL_STS: `http://ann:${SECRETS.password}@` });
  });

  test('when a code is right, wrong, used, or not there', async () => {
    const [right = '', wrong = ''] = CODES;
    world.sts.acceptCode(right);
    await hiding.run(['creds', '--profile', 'mfa', '--mfa-token', wrong, '--debug']);
    await bothWays(['creds', '--profile', 'mfa', '--mfa-token', right]);
    await hiding.run(['clear', '--all']);
    await bothWays(['creds', '--profile', 'mfa', '--mfa-token', right]);
    await bothWays(['creds', '--profile', 'mfa', '--mfa-process', world.box.script('totp', `echo ${wrong}`)]);
    await bothWays(['creds', '--profile', 'mfa']);
    await bothWays(['creds', '--profile', 'mfa', '--mfa-token', `${right}9`]);
  });

  test('when a program prints credentials, and when it fails with them in its output', async () => {
    await bothWays(['creds', '--command', `${mint()} --password ${SECRETS.password}`]);
    await bothWays(['creds', '--command', `${mint('exit 3')} --password ${SECRETS.password}`]);
    await bothWays(['creds', '--command', mint('echo words')]);
    await bothWays(['creds', '--command', mint('', { ...PROGRAM, Version: 7 })]);
    await bothWays(['creds', '--command', mint('', { ...PROGRAM, Expiration: '2020-01-01T00:00:00Z' })]);
    await bothWays(['creds', '--command', mint('', { ...PROGRAM, SecretAccessKey: `${SECRETS.programSecret}\n` })]);
    world.box.config(`${sampleConfig}[profile line]\ncredential_process = ./gone --password ${SECRETS.password}\n`);
    // The shell's own words name the program alone.
    await bothWays(['creds', '--profile', 'line']);
  });

  test('when the container answers, refuses, or tells the token that it was sent', async () => {
    await bothWays(ECS);
    await bothWays([...ECS, '--refresh'], { AWS_CONTAINER_AUTHORIZATION_TOKEN: `${SECRETS.containerToken}-other` });
    await bothWays(ECS, { AWS_CONTAINER_AUTHORIZATION_TOKEN: `${SECRETS.containerToken}\n` });
    const file = world.box.write('token', `${SECRETS.containerToken}\n`);
    await bothWays(ECS, { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file });
    container.reply = { status: 200, body: JSON.stringify({ ...PROGRAM, AccessKeyId: 5 }) };
    await bothWays([...ECS, '--refresh']);
    const message = `the token ${SECRETS.containerToken} is not known`;
    container.failNext(9, { status: 403, code: 'AccessDenied', message });
    await bothWays([...ECS, '--refresh']);
  });

  test('when the files and variables that hold secrets are wrong', async () => {
    const { accessKeyId, secretAccessKey } = user;
    const wrong = [
      `[base]\naws_access_key_id = ${accessKeyId}\n${secretAccessKey}\n`,
      `[base]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n  ${secretAccessKey}\n`,
      `[base]\naws_secret_access_key = ${secretAccessKey}\n`,
      `[base\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
      `[base]\naws_access_key_id = ${secretAccessKey.repeat(9)}\naws_secret_access_key = ${secretAccessKey}\n`,
    ];
    for (const text of wrong) {
      world.box.credentials(text);
      await bothWays([...PROD, '--refresh']);
    }
    await bothWays(['creds', '--source', 'environment'], {
      ...ENVIRONMENT,
      AWS_SESSION_TOKEN: `${SECRETS.environmentToken}\n`,
    });
    await bothWays(['creds', '--source', 'environment'], { ...ENVIRONMENT, AWS_ACCESS_KEY_ID: undefined });
  });
});
