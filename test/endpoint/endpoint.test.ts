import { afterEach, describe, expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { AbortError, ConfigError, NeedsPersonError, SourceError, VaultError } from '../../src/core/errors';
import { requestText, say } from '../support/raw-http';
import { ask, closeAll, credentials, open, partsOf } from './asking';

afterEach(closeAll);

describe('whoever has the token', () => {
  test("gets the credentials as the container's protocol gives them", async () => {
    const { status, body, text } = await ask(await open());
    expect([status, JSON.parse(body)]).toEqual([
      200,
      {
        AccessKeyId: 'ASIAEXAMPLEENDPOINT1',
        SecretAccessKey: 'made-up/secret+of+the+endpoint/00000000000',
        Token: 'made-up//token/of/the/endpoint==',
        Expiration: '2031-02-03T04:05:06Z',
        AccountId: '111122223333',
      },
    ]);
    expect(text).toMatch(/^content-type: application\/json\r$/im);
    expect(text).toMatch(/^cache-control: no-store\r$/im);
    expect(text).not.toMatch(/^(server|x-powered-by|access-control-)/im);
  });

  test('gets no account where none is known', async () => {
    const { accountId, ...rest } = credentials;
    expect(accountId).toBeDefined();
    const { body } = await ask(await open(() => Promise.resolve(rest)));
    expect(Object.keys(JSON.parse(body) as object)).toEqual(['AccessKeyId', 'SecretAccessKey', 'Token', 'Expiration']);
  });

  test('gets them on one connection as often as wanted', async () => {
    const endpoint = await open();
    const { port, host, pathname } = partsOf(endpoint);
    const headers = [`Host: ${host}`, `Authorization: ${endpoint.token.reveal()}`];
    const one = requestText({ path: pathname, headers });
    const last = requestText({ path: pathname, headers: [...headers, 'Connection: close'] });
    const { text } = await say(one + one + last, { port });
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  });
});

class Surprise extends Error {}

describe('a failure is told as Code and Message', () => {
  test.each<[string, Error, number, string, string]>([
    [
      'one that may pass',
      new SourceError({ message: 'STS is away', passing: true }),
      503,
      'SourceError',
      'STS is away',
    ],
    [
      'a refusal',
      new SourceError({ message: 'no', hint: 'ask', code: 'AccessDenied' }),
      400,
      'AccessDenied',
      'no; ask',
    ],
    [
      'a person who is needed',
      new NeedsPersonError({ message: 'a code', hint: 'log in' }),
      403,
      'NeedsPerson',
      'a code; log in',
    ],
    ['a wrong setting', new ConfigError({ message: 'role_arn is empty' }), 400, 'ConfigError', 'role_arn is empty'],
    ['a vault', new VaultError({ message: 'the keychain is locked' }), 400, 'VaultError', 'the keychain is locked'],
    ['an end', new AbortError(), 400, 'AbortError', 'interrupted'],
    ['a defect, which keeps its text', new Surprise('at line 7 of ASIA'), 500, 'InternalError', 'InternalError'],
  ])('%s', async (...[, error, status, code, message]) => {
    const heard = await ask(await open(() => Promise.reject(error)));
    expect([heard.status, JSON.parse(heard.body)]).toEqual([status, { Code: code, Message: message }]);
  });

  test('a secret in its text is masked', async () => {
    const error = new SourceError({ message: `not ${credentials.secretAccessKey.reveal()}`, passing: true });
    const { body } = await ask(await open(() => Promise.reject(error)));
    expect(JSON.parse(body)).toEqual({ Code: 'SourceError', Message: 'not •••' });
  });

  test('the next answer is good again', async () => {
    let failing = true;
    const endpoint = await open(() => {
      if (!failing) return Promise.resolve(credentials);
      return Promise.reject(new SourceError({ message: 'STS is away', passing: true }));
    });
    const before = await ask(endpoint);
    failing = false;
    expect([before.status, (await ask(endpoint)).status]).toEqual([503, 200]);
  });
});

describe('an endpoint', () => {
  test('is bound to 127.0.0.1 and to no other address of the machine', async () => {
    const { port } = partsOf(await open());
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const others = own
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address }) => address);
    for (const host of [...others, '127.0.0.2']) {
      expect([host, await reachable({ host, port })]).toEqual([host, false]);
    }
    expect(await reachable({ host: '127.0.0.1', port })).toBe(true);
  });

  test('has its own address and token each time, which no other takes', async () => {
    const [one, other] = [await open(), await open()];
    expect(new Set([one.url, other.url].map((url) => new URL(url).pathname)).size).toBe(2);
    expect(new URL(one.url).pathname).toMatch(/^\/[0-9a-f]{32}$/);
    expect(one.token.reveal()).toMatch(/^[\w-]{43}$/);
    expect(String(one.token)).toBe('•••');
    expect((await ask(one, { headers: { Authorization: other.token.reveal() } })).status).toBe(401);
  });

  test('ends everything at once when it is closed: waiting, idle and half-sent requests', async () => {
    const endpoint = await open(() => new Promise<never>(() => undefined));
    const { port, host, pathname } = partsOf(endpoint);
    const headers = [`Host: ${host}`, `Authorization: ${endpoint.token.reveal()}`];
    const texts = [requestText({ path: pathname, headers }), '', 'GET / HT'];
    const sockets = await Promise.all(texts.map((text) => connected(port, text)));
    const since = performance.now();
    const ends = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    endpoint.close();
    await Promise.all(ends);
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(await reachable({ host: '127.0.0.1', port })).toBe(false);
  });
});

/** A connection on which a little was sent, and time for it to arrive. */
async function connected(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.resume().write(text);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return socket;
}

function reachable(to: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(to);
    const settle = (found: boolean): void => {
      socket.destroy();
      resolve(found);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}
