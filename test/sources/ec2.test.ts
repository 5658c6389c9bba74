import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { AbortError, SourceError } from '../../src/core/errors';
import { ec2 } from '../../src/sources/ec2';
import { systemHttp, type HttpRequest } from '../../src/system/http';
import { caught, makeFakeSystem, removeFolders, startOfTime } from '../support/fake-system';
import { laidOpen, makeContext, replying, type Exchange } from '../support/fetching';
import { startImds, type Imds, type ImdsOptions } from '../support/imds';

afterAll(removeFolders);

const open: Imds[] = [];
afterEach(async () => {
  for (const imds of open.splice(0)) await imds.close();
});

async function start(options?: ImdsOptions): Promise<Imds> {
  const imds = await startImds(options);
  open.push(imds);
  return imds;
}

const settings = { endpoint: 'http://169.254.169.254', timeoutMs: 1_000, attempts: 4 };
const document = {
  Code: 'Success',
  AccessKeyId: 'ASIAEXAMPLE000000001',
  SecretAccessKey: 'made-up/secret',
  Token: 'made-up/token',
  Expiration: '2026-01-31T09:00:00Z',
};
const good: readonly Exchange[] = [{ body: 'token' }, { body: 'role' }, { body: JSON.stringify(document) }];

function prepare(exchanges: readonly Exchange[], requests: HttpRequest[] = []) {
  const system = makeFakeSystem({ http: replying(exchanges, requests), random: () => 1 });
  return { system, requests, context: makeContext(system) };
}

describe('the instance metadata', () => {
  test('is asked for a token, the name of the role, and its credentials', async () => {
    const { context, requests } = prepare(good);
    expect(laidOpen(await ec2.fetch(settings, context))).toEqual({
      accessKeyId: 'ASIAEXAMPLE000000001',
      secret: 'made-up/secret',
      token: 'made-up/token',
      expiration: Date.UTC(2026, 0, 31, 9),
    });
    const base = 'http://169.254.169.254/latest/';
    expect(requests.map(({ method = 'GET', url, headers }) => [method, url.href, headers])).toEqual([
      ['PUT', `${base}api/token`, { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' }],
      ['GET', `${base}meta-data/iam/security-credentials/`, { 'x-aws-ec2-metadata-token': 'token' }],
      ['GET', `${base}meta-data/iam/security-credentials/role`, { 'x-aws-ec2-metadata-token': 'token' }],
    ]);
    expect(requests[0]).toMatchObject({ connectMs: 1_000, totalMs: 2_000 });
  });

  test.each([
    ['http://[fd00:ec2::254]', 'http://[fd00:ec2::254]/latest/api/token'],
    ['http://127.0.0.1:1/', 'http://127.0.0.1:1/latest/api/token'],
    ['http://127.0.0.1:1/proxy', 'http://127.0.0.1:1/proxy/latest/api/token'],
  ])('is reached at %s', async (endpoint, href) => {
    const { context, requests } = prepare(good);
    await ec2.fetch({ ...settings, endpoint }, context);
    expect(requests[0]?.url.href).toBe(href);
  });

  test.each<[string, readonly Exchange[], RegExp]>([
    ['switched off', [{ status: 403 }], /refused a token \(HTTP 403\)/],
    ['not there', [{ status: 404 }], /refused a token \(HTTP 404\)/],
    ['without a role', [{ body: 'token' }, { status: 404 }], /refused the role's name \(HTTP 404\)/],
    [
      'with a role it may not use',
      [{ body: 'token' }, { body: 'role' }, { body: '{"Code": "AssumeRoleUnauthorizedAccess", "Message": "no"}' }],
      /has no credentials for role \(AssumeRoleUnauthorizedAccess\)/,
    ],
  ])('fails at once where it is %s', async (...[, exchanges, message]) => {
    const { context, requests } = prepare(exchanges);
    const error = await caught(() => ec2.fetch(settings, context));
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).message).toMatch(message);
    expect((error as SourceError).hint).toEqual(expect.stringMatching(/./));
    expect(requests).toHaveLength(exchanges.length);
  });

  test.each<[string, Exchange]>([
    ['a fault', { status: 500 }],
    ['a token that it forgot', { status: 401 }],
    ['garbage', { body: 'no JSON' }],
    ['a cut connection', new Error('socket hang up')],
  ])('is asked again from the start after %s', async (_, exchange) => {
    const { context, requests } = prepare([{ body: 'token' }, { body: 'role' }, exchange, ...good]);
    expect((await ec2.fetch(settings, context)).accessKeyId).toBe('ASIAEXAMPLE000000001');
    expect(requests.map(({ method }) => method)).toEqual(['PUT', undefined, undefined, 'PUT', undefined, undefined]);
  });

  test('is not asked again where nothing answers: that would only cost half a minute', async () => {
    const { context, requests } = prepare([new Error('no connection within 1000 ms')]);
    expect(await caught(() => ec2.fetch(settings, context))).toMatchObject({ passing: false });
    expect(requests).toHaveLength(1);
  });

  test('is asked as often as the settings say', async () => {
    const { context, requests } = prepare([{ status: 500 }]);
    await caught(() => ec2.fetch({ ...settings, attempts: 2 }, context));
    expect(requests).toHaveLength(2);
  });

  test('may give expired credentials: AWS lets them work on, so they hold for ten minutes', async () => {
    const expired = { body: JSON.stringify({ ...document, Expiration: '2026-01-31T07:00:00Z' }) };
    const { context, system } = prepare([{ body: 'token' }, { body: 'role' }, expired]);
    expect((await ec2.fetch(settings, context)).expiration).toBe(startOfTime + 600_000);
    expect(system.told.notices).toEqual([expect.stringContaining('expired credentials')]);
  });

  test('ends with Ctrl-C', async () => {
    const { context, system } = prepare([new Error('aborted')]);
    system.interrupt();
    expect(await caught(() => ec2.fetch(settings, context))).toBeInstanceOf(AbortError);
  });
});

describe('against a metadata service', () => {
  const real = () => makeContext(makeFakeSystem({ http: systemHttp, random: () => 0 }));

  test.each([[false], [true]])(
    'gets credentials, with a line feed behind the name of the role: %p',
    async (newline) => {
      const imds = await start({ roleName: 'app-role' });
      imds.newlineAfterRole = newline;
      const credentials = await ec2.fetch({ ...settings, endpoint: imds.url }, real());
      expect(imds.issuer.find(credentials.accessKeyId)?.sessionToken).toBe(credentials.sessionToken?.reveal());
    },
  );

  test('gets the credentials of a role with any name that IAM allows', async () => {
    const imds = await start({ roleName: 'app+web=x,y.z@prod_1' });
    expect((await ec2.fetch({ ...settings, endpoint: imds.url }, real())).accessKeyId).toMatch(/^ASIA/);
  });

  test('uses no other version of the protocol where version 2 is switched off', async () => {
    const imds = await start();
    imds.tokenForbidden = true;
    expect(await caught(() => ec2.fetch({ ...settings, endpoint: imds.url }, real()))).toBeInstanceOf(SourceError);
    expect(imds.calls.map(({ method }) => method)).toEqual(['PUT']);
  });

  test('gets through after faults', async () => {
    const imds = await start();
    imds.failNext(1, { status: 500 });
    imds.failNext(1, { cut: 'before' });
    expect((await ec2.fetch({ ...settings, endpoint: imds.url }, real())).accessKeyId).toMatch(/^ASIA/);
  });
});
