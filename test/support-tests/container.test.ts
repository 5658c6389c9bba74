import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { fromHttp } from '@aws-sdk/credential-provider-http';
import { startContainer, type Container, type ContainerOptions } from '../support/container';

const open: Container[] = [];

async function start(options: ContainerOptions = {}): Promise<Container> {
  const container = await startContainer(options);
  open.push(container);
  return container;
}

const sdk = (container: Container, token?: string) =>
  fromHttp({
    awsContainerCredentialsFullUri: container.uri,
    ...(token === undefined ? {} : { awsContainerAuthorizationToken: token }),
    maxRetries: 0,
  })();

afterEach(async () => {
  await Promise.all(open.splice(0).map((container) => container.close()));
});

describe('the double of the container endpoint', () => {
  test('gives the SDK credentials that its issuer knows, at the path with its query', async () => {
    const path = '/v2/credentials?id=7';
    const container = await start({ path, token: 'Basic made-up', lifetimeSeconds: 600 });
    const got = await sdk(container, 'Basic made-up');
    expect(got).toMatchObject({ sessionToken: expect.any(String) });
    expect(Number(got.expiration) - Date.now()).toBeLessThanOrEqual(600_000);
    expect(container.issuer.find(got.accessKeyId)?.secretAccessKey).toBe(got.secretAccessKey);
    expect(container.calls).toMatchObject([{ method: 'GET', path, headers: { authorization: 'Basic made-up' } }]);
    expect((await fetch(`${container.url}/v2/credentials`)).status).toBe(404);
  });

  test('tells the account and the role when it has them', async () => {
    const roleArn = 'arn:aws:iam::210987654321:role/team/task';
    const container = await start({ accountId: '210987654321', roleArn });
    expect(await (await fetch(container.uri)).json()).toMatchObject({ AccountId: '210987654321', RoleArn: roleArn });
    const arns = [...container.issuer.keys.values()].map((key) => key.arn);
    expect(arns).toEqual(['arn:aws:sts::210987654321:assumed-role/task/task']);
  });

  test('refuses a wrong or missing Authorization value and everything but GET', async () => {
    const container = await start({ token: 'right' });
    await expect(sdk(container, 'wrong')).rejects.toThrow();
    const missing = await fetch(container.uri);
    expect(missing.status).toBe(401);
    expect(await missing.json()).toEqual({ code: 'MissingAuthenticationToken', message: expect.any(String) });
    expect((await fetch(container.uri, { headers: { Authorization: 'right ' } })).status).toBe(200);
    expect((await fetch(container.uri, { headers: { Authorization: 'Right' } })).status).toBe(403);
    expect((await fetch(container.uri, { method: 'POST' })).status).toBe(405);
  });

  test('reads the token file anew for every request', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'brs-container-'));
    const tokenFile = join(folder, 'token');
    try {
      const container = await start({ tokenFile });
      writeFileSync(tokenFile, 'first');
      await expect(sdk(container, 'first')).resolves.toBeDefined();
      writeFileSync(tokenFile, 'second');
      await expect(sdk(container, 'first')).rejects.toThrow();
      await expect(sdk(container, 'second')).resolves.toBeDefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('answers with garbage, a redirect or a failure when told', async () => {
    const container = await start();
    container.reply = { status: 200, body: '{"AccessKeyId":' };
    await expect(sdk(container)).rejects.toThrow();
    container.reply = { status: 302, headers: { Location: 'http://127.0.0.1:1/' }, body: '' };
    expect((await fetch(container.uri, { redirect: 'manual' })).status).toBe(302);
    container.reply = undefined;
    container.failNext(1, { status: 500, code: 'InternalServerException', message: 'broken' });
    expect(await (await fetch(container.uri)).json()).toEqual({ code: 'InternalServerException', message: 'broken' });
    await expect(sdk(container)).resolves.toBeDefined();
  });
});
