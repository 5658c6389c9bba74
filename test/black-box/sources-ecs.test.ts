import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startContainer, type Container, type ContainerOptions } from '../support/container';
import { makeWorld, sampleConfig, user, type World } from '../support/world';
import { answerOf } from './answers';

let world: World;
let container: Container;
const ECS = ['creds', '--source', 'ecs'];
const AGAIN = [...ECS, '--refresh'];

beforeEach(async () => {
  world = await makeWorld();
  await serve({ token: 'made-up-container-token' });
});

afterEach(async () => {
  await container.close();
  await world.dispose();
});

async function serve(options: ContainerOptions): Promise<void> {
  container = await startContainer({ issuer: world.issuer, accountId: '555566667777', ...options });
  world.box.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = container.uri;
  world.box.env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] = 'made-up-container-token';
}

/** Takes the place of the double that is there. */
async function serveInstead(options: ContainerOptions): Promise<void> {
  await container.close();
  await serve(options);
}

const tokens = (): (string | undefined)[] => container.calls.map(({ headers }) => headers['authorization']);

describe('the container credentials protocol', () => {
  test('the full address with a token: asked once, and kept', async () => {
    const first = await answerOf(world.box, ECS);
    expect(first).toMatchObject({ AccountId: '555566667777', SessionToken: expect.any(String) });
    expect(first.Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    await expect(answerOf(world.box, ECS)).resolves.toEqual(first);
    expect(container.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/credentials']);
    expect(tokens()).toEqual(['made-up-container-token']);
  });

  test('from a profile, with the address’s query, and without a token where none is set', async () => {
    await serveInstead({ path: '/creds?id=made-up&x=%2F' });
    world.box.config(`${sampleConfig}[profile task]\nbrs_source = ecs\n`);
    await answerOf(world.box, ['creds', '--profile', 'task'], {
      env: { AWS_CONTAINER_AUTHORIZATION_TOKEN: undefined },
    });
    expect(container.calls.map(({ path }) => path)).toEqual(['/creds?id=made-up&x=%2F']);
    expect(tokens()).toEqual([undefined]);
  });

  test('a token file goes before the token, and is read anew each time', async () => {
    const tokenFile = world.box.write('token', 'made-up-first');
    await serveInstead({ tokenFile });
    const env = { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile };
    await answerOf(world.box, ECS, { env });
    world.box.write('token', 'made-up-second');
    await answerOf(world.box, ECS, { env });
    await answerOf(world.box, AGAIN, { env });
    expect(tokens()).toEqual(['made-up-first', 'made-up-second']);
  });

  test('passing failures are tried again', async () => {
    container.failNext(1, { status: 500 });
    container.failNext(1, { cut: 'before' });
    container.failNext(1, { status: 503, body: '' });
    await answerOf(world.box, ECS);
    expect(container.calls).toHaveLength(4);
  });

  test('an entry that is still good is handed out while the endpoint is down, and the log says so', async () => {
    const first = await answerOf(world.box, ECS);
    container.failNext(9, { status: 500 });
    // Stale by the person's wish, since only six hours are left.
    await expect(answerOf(world.box, [...ECS, '--mandatory-seconds', '12h'])).resolves.toEqual(first);
    expect(container.calls.length).toBeGreaterThan(1);
    expect(world.box.read('state/brs.log')).toMatch(/answered 500.*the credentials at hand last/);
  });

  test('another container on the same address has an entry of its own', async () => {
    const first = await answerOf(world.box, ECS);
    container.token = 'made-up-other-token';
    const second = await answerOf(world.box, ECS, {
      env: { AWS_CONTAINER_AUTHORIZATION_TOKEN: 'made-up-other-token' },
    });
    expect(second.AccessKeyId).not.toBe(first.AccessKeyId);
  });

  test('credentials without a date are handed out and never kept', async () => {
    container.reply = { status: 200, body: '{"AccessKeyId":"AKIAEXAMPLETASK00001","SecretAccessKey":"made-up-task"}' };
    for (let round = 0; round < 2; round += 1) {
      const document = { Version: 1, AccessKeyId: 'AKIAEXAMPLETASK00001', SecretAccessKey: 'made-up-task' };
      await expect(answerOf(world.box, ECS)).resolves.toEqual(document);
    }
    expect(container.calls).toHaveLength(2);
  });
});

describe('without a profile and a config', () => {
  const keys = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };

  beforeEach(() => {
    const nowhere = `${world.box.home}/none`;
    Object.assign(world.box.env, { AWS_CONFIG_FILE: nowhere, AWS_SHARED_CREDENTIALS_FILE: nowhere });
  });

  test('the keys in the environment go first, and nothing is kept of them', async () => {
    await expect(answerOf(world.box, ['creds'], { env: keys })).resolves.toEqual({
      Version: 1,
      AccessKeyId: user.accessKeyId,
      SecretAccessKey: user.secretAccessKey,
    });
    expect(container.calls).toEqual([]);
    expect(world.box.files().filter(({ path }) => path.startsWith('state/vault/'))).toEqual([]);
  });

  test('with their token, date and account where those are there', async () => {
    const more = {
      AWS_SESSION_TOKEN: 'made-up-session-token',
      AWS_CREDENTIAL_EXPIRATION: '2099-01-31T10:09:10.123+02:00',
      AWS_ACCOUNT_ID: '444455556666',
    };
    await expect(answerOf(world.box, ['creds'], { env: { ...keys, ...more } })).resolves.toMatchObject({
      SessionToken: 'made-up-session-token',
      Expiration: '2099-01-31T08:09:10Z',
      AccountId: '444455556666',
    });
  });

  test('then the container', async () => {
    await expect(answerOf(world.box, ['creds'])).resolves.toMatchObject({ AccountId: '555566667777' });
    await answerOf(world.box, ['creds']);
    expect(container.calls).toHaveLength(1);
  });
});
