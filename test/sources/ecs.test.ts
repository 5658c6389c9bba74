import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { AbortError, ConfigError, SourceError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import { ecs } from '../../src/sources/ecs';
import { systemHttp, type HttpRequest } from '../../src/system/http';
import { startContainer, type Container, type ContainerOptions } from '../support/container';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';
import { laidOpen, makeContext, replying, type Exchange } from '../support/fetching';

afterAll(removeFolders);

const open: Container[] = [];
afterEach(async () => {
  for (const container of open.splice(0)) await container.close();
});

async function start(options?: ContainerOptions): Promise<Container> {
  const container = await startContainer(options);
  open.push(container);
  return container;
}

const url = 'http://169.254.170.2/v2/x';
const body = JSON.stringify({
  AccessKeyId: 'ASIAEXAMPLE000000001',
  SecretAccessKey: 'made-up/secret',
  Token: 'made-up/token',
  Expiration: '2026-01-31T09:00:00Z',
});

function prepare(exchanges: readonly Exchange[], requests: HttpRequest[] = []) {
  const system = makeFakeSystem({ http: replying(exchanges, requests), random: () => 1 });
  return { system, requests, context: makeContext(system) };
}

describe('the container credentials protocol', () => {
  test('asks for JSON with the token as it is, inside its time limits', async () => {
    const { context, requests, system } = prepare([{ body }]);
    const credentials = await ecs.fetch({ url, token: new Secret(' made-up token ') }, context);
    expect(laidOpen(credentials)).toEqual({
      accessKeyId: 'ASIAEXAMPLE000000001',
      secret: 'made-up/secret',
      token: 'made-up/token',
      expiration: Date.UTC(2026, 0, 31, 9),
    });
    const headers = { accept: 'application/json', authorization: ' made-up token ' };
    expect(requests).toEqual([{ url: new URL(url), headers, connectMs: 1_000, totalMs: 2_000, signal: system.signal }]);
  });

  test('sends no Authorization header without a token', async () => {
    const { context, requests } = prepare([{ body }]);
    await ecs.fetch({ url }, context);
    expect(requests[0]?.headers).toEqual({ accept: 'application/json' });
  });

  test.each<[string, object]>([
    ['SessionToken for Token', { SessionToken: 't', Token: null }],
    ['an account', { AccountId: '111122223333' }],
    ['neither token nor expiry', { Token: null, Expiration: null }],
    ['a role beside them', { RoleArn: 'arn:aws:iam::111122223333:role/x' }],
  ])('takes an answer with %s', async (_, more) => {
    const { context } = prepare([{ body: JSON.stringify({ ...(JSON.parse(body) as object), ...more }) }]);
    expect((await ecs.fetch({ url }, context)).accessKeyId).toBe('ASIAEXAMPLE000000001');
  });

  test('tells the time of the other side, where it gives one', async () => {
    const { context } = prepare([{ body, headers: { date: 'Sat, 31 Jan 2026 08:00:05 GMT' } }]);
    await ecs.fetch({ url }, context);
    expect(context.serverTimes).toEqual([Date.UTC(2026, 0, 31, 8, 0, 5)]);
    const odd = prepare([{ body, headers: { date: 'soon' } }]);
    await ecs.fetch({ url }, odd.context);
    expect(odd.context.serverTimes).toEqual([]);
  });

  test.each<[string, Exchange]>([
    ['a fault of the endpoint', { status: 500 }],
    ['too many requests', { status: 429 }],
    ['a cut connection', new Error('socket hang up')],
    ['garbage', { body: '<html>' }],
    ['an answer without a key', { body: '{}' }],
  ])('tries again after %s', async (_, exchange) => {
    const { context, requests, system } = prepare([exchange, exchange, { body }]);
    expect((await ecs.fetch({ url }, context)).accessKeyId).toBe('ASIAEXAMPLE000000001');
    expect([requests.length, system.clock.pauses]).toEqual([3, [100, 200]]);
  });

  test('gives up after four calls', async () => {
    const { context, requests } = prepare([new Error('connect ECONNREFUSED')]);
    const error = await caught(() => ecs.fetch({ url }, context));
    expect(error).toMatchObject({
      name: 'SourceError',
      passing: true,
      message: "the container endpoint 169.254.170.2 can't be reached: connect ECONNREFUSED",
    });
    expect(requests).toHaveLength(4);
  });

  test.each<[number, string, string]>([
    [400, '{"Code": "BadRequest", "Message": "no"}', 'answered 400 (BadRequest): no'],
    [403, '{"code": "AccessDenied", "message": "two\\n lines"}', 'answered 403 (AccessDenied): two lines'],
    [404, '<html>', 'answered 404'],
    [302, '', 'answered 302'],
    [401, '{"Code": 5, "Message": []}', 'answered 401'],
    [400, JSON.stringify({ Message: 'x'.repeat(1000) }), `answered 400: ${'x'.repeat(300)}`],
  ])('takes %d with %s for its last word', async (...[status, text, what]) => {
    const { context, requests } = prepare([{ status, body: text }]);
    const error = await caught(() => ecs.fetch({ url }, context));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ message: `the container endpoint 169.254.170.2 ${what}`, passing: false });
    expect(requests).toHaveLength(1);
  });

  test('ends with Ctrl-C', async () => {
    const { context, system } = prepare([new Error('aborted')]);
    system.interrupt();
    expect(await caught(() => ecs.fetch({ url }, context))).toBeInstanceOf(AbortError);
  });
});

describe('the token file', () => {
  test('is read anew at each call, and goes before the token', async () => {
    const { context, requests, system } = prepare([{ body }]);
    for (const token of ['one', 'two']) {
      const tokenFile = system.file('token', token);
      await ecs.fetch({ url, tokenFile, token: new Secret('other') }, context);
    }
    expect(requests.map(({ headers }) => headers?.['authorization'])).toEqual(['one', 'two']);
  });

  test.each<[string, string, RegExp]>([
    ['ends with a line feed', 'made-up\n', /holds a line feed/],
    ['ends with a carriage return', 'made-up\r', /holds a line feed/],
    ['is empty', '', /is empty/],
  ])('is refused where it %s, before anything is sent', async (...[, text, message]) => {
    const { context, requests, system } = prepare([{ body }]);
    const error = await caught(() => ecs.fetch({ url, tokenFile: system.file('token', text) }, context));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toMatch(message);
    expect((error as ConfigError).message).not.toContain('made-up');
    expect(requests).toEqual([]);
  });

  test('must be there and a file', async () => {
    const { context, system } = prepare([{ body }]);
    const missing = await caught(() => ecs.fetch({ url, tokenFile: join(system.home, 'none') }, context));
    expect((missing as ConfigError).message).toMatch(/is not there/);
    mkdirSync(join(system.home, 'folder'));
    const folder = await caught(() => ecs.fetch({ url, tokenFile: join(system.home, 'folder') }, context));
    expect((folder as ConfigError).message).toMatch(/can't be read/);
  });
});

describe('against a container endpoint', () => {
  const real = () => makeContext(makeFakeSystem({ http: systemHttp, random: () => 0 }));

  test('gets credentials with the token', async () => {
    const container = await start({ token: 'made-up', accountId: '111122223333' });
    const credentials = await ecs.fetch({ url: container.uri, token: new Secret('made-up') }, real());
    expect(credentials.accountId).toBe('111122223333');
    expect(container.issuer.find(credentials.accessKeyId)?.secretAccessKey).toBe(credentials.secretAccessKey.reveal());
  });

  test('gets through after faults', async () => {
    const container = await start();
    container.failNext(1, { status: 503 });
    container.failNext(1, { cut: 'middle' });
    expect((await ecs.fetch({ url: container.uri }, real())).accessKeyId).toMatch(/^ASIA/);
  });

  test('tells why it was refused', async () => {
    const container = await start({ token: 'made-up' });
    const error = await caught(() => ecs.fetch({ url: container.uri, token: new Secret('wrong') }, real()));
    expect(error).toMatchObject({ code: 'AccessDenied', passing: false });
    expect(container.calls).toHaveLength(1);
  });
});
