import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from '@jest/globals';
import type { Fault } from '../support/loopback';
import { stsResult, type Tree } from '../support/sts-xml';
import { makeFilledWorld, NOWHERE, type FilledWorld } from './failing';

let world: FilledWorld;
const TWICE = ['creds', '--profile', 'prod', '--refresh', '--max-attempts', '2'];
const ONE_SECOND = ['--retry-seconds', '1', '--connect-timeout-seconds', '1', '--read-timeout-seconds', '1'];

beforeEach(async () => {
  world = await makeFilledWorld();
});

afterEach(async () => {
  try {
    await world.stillServes();
  } finally {
    await world.dispose();
  }
});

const HOUR = 3_600_000;
const second = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const GOOD = {
  AccessKeyId: 'ASIAEXAMPLEREPLY0001',
  SecretAccessKey: 'made-up/secret/of/a/reply',
  SessionToken: 'made-up//token//of//a//reply',
  Expiration: second(Date.now() + HOUR),
};

/** An answer of STS with other credentials than it would give. */
function answer(credentials: Tree | string | undefined): Fault {
  const user = { Arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/x', AssumedRoleId: 'AROAEXAMPLE:x' };
  const result = { Credentials: credentials, AssumedRoleUser: user };
  return { status: 200, body: stsResult('AssumeRole', result, 'made-up-id').body ?? '' };
}

const good = answer(GOOD).body ?? '';
const ok = (body: string): Fault => ({ status: 200, body });

const unreadable: readonly (readonly [title: string, fault: Fault])[] = [
  ['an empty answer', ok('')],
  ['an answer cut in half', ok(good.slice(0, good.length / 2))],
  ['a page of HTML', ok('<!DOCTYPE html><html><body><h1>Log in to the guest network</h1><p>now</body></html>')],
  ['JSON', ok(JSON.stringify({ AssumeRoleResponse: { AssumeRoleResult: { Credentials: GOOD } } }))],
  ['words', ok('all good, here you are\n')],
  ['bytes that are no text', ok('\u0000\u0001\uFFFD\u0002<a>')],
  ['the answer to another call', ok(good.replaceAll('AssumeRoleResult', 'GetFederationTokenResult'))],
  ['no credentials', answer(undefined)],
  ['credentials that are a text', answer('none today')],
  ['no secret key', answer({ ...GOOD, SecretAccessKey: undefined })],
  ['no session token', answer({ ...GOOD, SessionToken: undefined })],
  ['no date', answer({ ...GOOD, Expiration: undefined })],
  ['a date that is none', answer({ ...GOOD, Expiration: 'tomorrow' })],
  ['an empty access key id', answer({ ...GOOD, AccessKeyId: '' })],
  ['a tree in place of the access key id', answer({ ...GOOD, AccessKeyId: { Id: 'ASIAEXAMPLEREPLY0001' } })],
  ['a line feed in the secret key', answer({ ...GOOD, SecretAccessKey: 'made-up\nsecret' })],
  ['a line feed in the session token', answer({ ...GOOD, SessionToken: 'made-up\r\nx-header: token' })],
];

describe('an answer of STS that is none is refused', () => {
  test.each(unreadable)('%s', async (_, fault) => {
    world.sts.failNext(2, fault);
    await world.fails(TWICE, { code: 4, says: /answer/, hint: /endpoint and the proxy/ });
  });

  test('one that is far too large', async () => {
    world.sts.failNext(2, ok(`${good}${' '.repeat(300 * 1024)}`));
    await world.fails(TWICE, { code: 4, says: /far too large/ });
  });

  test.each<[title: string, expiration: string]>([
    ['just now', second(Date.now() - 1000)],
    ['long ago', '1970-01-01T00:00:00Z'],
    ['before the epoch', '1900-01-01T00:00:00Z'],
  ])('credentials that expired %s', async (_, Expiration) => {
    world.sts.failNext(2, answer({ ...GOOD, Expiration }));
    await world.fails(TWICE, {
      code: 4,
      says: /assume-role gave credentials that have expired already/,
      hint: /clock/,
    });
  });
});

describe('the connection to STS', () => {
  test('refused', async () => {
    const env = { AWS_ENDPOINT_URL_STS: NOWHERE };
    await world.fails(
      TWICE,
      { code: 4, says: /127.0.0.1 can't be reached \(ECONNREFUSED\)/, hint: /network/ },
      { env },
    );
  });

  test('to a host that does not exist', async () => {
    const env = { AWS_ENDPOINT_URL_STS: 'http://sts.invalid' };
    await world.fails(TWICE, { code: 4, says: /sts.invalid can't be reached/, hint: /network/ }, { env });
  });

  test.each(['before', 'middle'] as const)('cut (%s)', async (cut) => {
    world.sts.failNext(2, { cut });
    await world.fails(TWICE, { code: 4, says: /can't be reached|can't be read/ });
  });

  test('hanging before the answer', async () => {
    world.sts.failNext(2, { hang: true });
    await world.fails([...TWICE, ...ONE_SECOND], { code: 4, says: /did not answer in time/ });
  });

  test('TLS to a server that speaks none', async () => {
    const env = { AWS_ENDPOINT_URL_STS: world.sts.url.replace('http:', 'https:') };
    await world.fails(TWICE, { code: 4, says: /can't be reached/ }, { env });
  });
});

describe('an answer of STS that does not end', () => {
  let server: Server;
  let chunk = '';

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      response.write(good.slice(0, 40));
      if (chunk === '') return;
      const more = setInterval(() => response.write(chunk), 1);
      response.on('close', () => clearInterval(more));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  const env = (): Record<string, string> => ({
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  const once = ['creds', '--profile', 'prod', '--refresh', '--max-attempts', '1'];

  test('it stands still in the middle', async () => {
    chunk = '';
    await world.fails([...once, ...ONE_SECOND], { code: 4, says: /did not answer in time/ }, { env: env() });
  });

  test('it goes on and on', async () => {
    chunk = 'x'.repeat(16 * 1024);
    await world.fails(once, { code: 4, says: /far too large/ }, { env: env() });
  });
});
