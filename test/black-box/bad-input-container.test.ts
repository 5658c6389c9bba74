import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startContainer, type Container } from '../support/container';
import type { Fault, Reply } from '../support/loopback';
import { makeFilledWorld, NOWHERE, type FilledWorld } from './failing';

let world: FilledWorld;
let container: Container;
const ECS = ['creds', '--source', 'ecs'];
const HOUR = 3_600_000;

beforeEach(async () => {
  world = await makeFilledWorld();
  container = await startContainer({ issuer: world.issuer, token: 'made-up-container-token' });
  world.box.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = container.uri;
  world.box.env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] = 'made-up-container-token';
});

afterEach(async () => {
  await container.close();
  await world.dispose();
});

const GOOD = {
  AccessKeyId: 'ASIAEXAMPLEREPLY0002',
  SecretAccessKey: 'made-up/secret/of/a/reply',
  Token: 'made-up//token//of//a//reply',
  Expiration: new Date(Date.now() + HOUR).toISOString(),
};
const text = (body: string): Reply => ({ status: 200, body });
const reply = (change: object): Reply => text(JSON.stringify({ ...GOOD, ...change }));

describe('an answer of the container endpoint that is none is refused', () => {
  test.each<[title: string, says: RegExp, reply: Reply]>([
    ['nothing', /is no JSON object/, text('')],
    ['half a document', /is no JSON object/, text(JSON.stringify(GOOD).slice(0, 90))],
    ['a page of HTML', /is no JSON object/, text('<html><body>Welcome</body></html>')],
    ['a list', /is no JSON object/, text(JSON.stringify([GOOD]))],
    ['a text', /is no JSON object/, text('"ASIAEXAMPLEREPLY0002"')],
    ['null', /is no JSON object/, text('null')],
    ['two documents', /is no JSON object/, text(`${JSON.stringify(GOOD)}\n${JSON.stringify(GOOD)}`)],
    ['an empty document', /lacks AccessKeyId/, text('{}')],
    ['names of another case', /lacks AccessKeyId/, text(JSON.stringify({ accessKeyId: 'x', secretAccessKey: 'y' }))],
    ['no secret key', /lacks SecretAccessKey/, reply({ SecretAccessKey: undefined })],
    ['a secret key of null', /lacks SecretAccessKey/, reply({ SecretAccessKey: null })],
    ['a number as the access key id', /AccessKeyId that is no text/, reply({ AccessKeyId: 12345 })],
    ['a list as the secret key', /SecretAccessKey that is no text/, reply({ SecretAccessKey: ['x'] })],
    ['an object as the token', /Token that is no text/, reply({ Token: { value: 'x' } })],
    ['an empty access key id', /an empty AccessKeyId/, reply({ AccessKeyId: '' })],
    ['an empty token', /an empty Token/, reply({ Token: '' })],
    ['a line feed in the token', /Token with a line feed/, reply({ Token: 'made-up\r\nx-header: 1' })],
    ['a line feed in the access key id', /AccessKeyId with a line feed/, reply({ AccessKeyId: 'ASIA\n' })],
    ['a date that is none', /Expiration that is no time/, reply({ Expiration: 'tomorrow' })],
    ['a date without its zone', /Expiration that is no time/, reply({ Expiration: '2099-01-01T00:00:00' })],
    ['a number as the date', /Expiration that is no text/, reply({ Expiration: 4_070_908_800 })],
    ['an empty date', /an empty Expiration/, reply({ Expiration: '' })],
    ['far more than a document', /larger than 64 KiB/, reply({ More: 'x'.repeat(70_000) })],
  ])('%s', async (_, says, body) => {
    container.reply = body;
    await world.fails(ECS, { code: 4, says });
  });

  test('credentials that have expired', async () => {
    container.reply = reply({ Expiration: '2020-01-01T00:00:00Z' });
    await world.fails(ECS, { code: 4, says: /ecs gave credentials that have expired already/, hint: /clock/ });
  });

  test("credentials that look expired since this machine's clock is an hour ahead", async () => {
    const theirs = Date.now() - HOUR;
    const Expiration = new Date(theirs + HOUR / 2).toISOString();
    container.reply = { ...reply({ Expiration }), headers: { Date: new Date(theirs).toUTCString() } };
    await world.fails(ECS, {
      code: 4,
      says: /clock, which is (1 h|59 min) ahead of theirs/,
      hint: /set this machine's/,
    });
  });
});

test("with a clock an hour behind the container's, its credentials are handed out and kept", async () => {
  const theirs = Date.now() + HOUR;
  const Expiration = new Date(theirs + 6 * HOUR).toISOString();
  container.reply = { ...reply({ Expiration }), headers: { Date: new Date(theirs).toUTCString() } };
  for (const round of ['fetched', 'kept']) {
    const { code, stdout, stderr } = await world.box.run(ECS);
    expect({ round, code, stderr }).toEqual({ round, code: 0, stderr: '' });
    expect(stdout).toContain(GOOD.AccessKeyId);
  }
  expect(container.calls).toHaveLength(1);
});

describe("the container endpoint's refusals", () => {
  test.each<[title: string, says: RegExp, reply: Reply]>([
    [
      'HTTP 400 with a code in small letters',
      /answered 400 \(InvalidRequest\): no$/,
      { status: 400, body: '{"code": "InvalidRequest", "message": "no"}' },
    ],
    [
      'HTTP 401 with a code in capitals',
      /answered 401 \(Unauthorized\): no token$/,
      { status: 401, body: '{"Code": "Unauthorized", "Message": "no token"}' },
    ],
    [
      'HTTP 403 with words over two lines',
      /answered 403 \(AccessDenied\): not you$/,
      { status: 403, body: '{"code": "AccessDenied", "message": "not\\nyou"}' },
    ],
    ['HTTP 404 with a page of HTML', /answered 404$/, { status: 404, body: '<html>404</html>' }],
    ['HTTP 404 with nothing', /answered 404$/, { status: 404, body: '' }],
    ['HTTP 301 that leads elsewhere', /answered 301$/, { status: 301, body: '' }],
    ['HTTP 204 without an answer', /answered 204$/, { status: 204, body: '' }],
    [
      'HTTP 413 with more words than anyone reads',
      /answered 413 \(TooLarge\): m{10,400}$/,
      { status: 413, body: JSON.stringify({ code: 'TooLarge', message: 'm'.repeat(60_000) }) },
    ],
    ['HTTP 422 with words that are none', /answered 422$/, { status: 422, body: '{"code": 5, "message": ["no"]}' }],
  ])('%s is told at once', async (_, says, reply) => {
    container.failNext(9, reply);
    await world.fails(ECS, { code: 4, says, hint: /authorization token|else may be listening/ });
    expect(container.calls).toHaveLength(1);
  });

  test.each<[title: string, fault: Fault, says: RegExp]>([
    [
      'HTTP 500',
      { status: 500, code: 'InternalServerError', message: 'no' },
      /answered 500 \(InternalServerError\): no/,
    ],
    ['HTTP 429', { status: 429, code: 'ThrottlingException', message: 'slow' }, /answered 429 \(ThrottlingException\)/],
    ['a connection cut before the answer', { cut: 'before' }, /can't be reached/],
    ['a connection cut in the answer', { cut: 'middle' }, /can't be reached|no JSON/],
    ['no answer', { hang: true }, /can't be reached: no answer within/],
  ])('%s is tried again, four times in all', async (_, fault, says) => {
    container.failNext(9, fault);
    await world.fails(ECS, { code: 4, says });
    expect(container.calls.length).toBeGreaterThan(1);
    expect(container.calls.length).toBeLessThanOrEqual(4);
  });

  test('a wrong token', async () => {
    const env = { AWS_CONTAINER_AUTHORIZATION_TOKEN: 'made-up-other-token' };
    const failure = { code: 4, says: /answered 403 \(AccessDenied\)/, hint: /authorization token/ };
    const { stderr } = await world.fails(ECS, failure, { env });
    expect(stderr).not.toContain('made-up');
  });

  test('nobody there', async () => {
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: NOWHERE };
    await world.fails(ECS, { code: 4, says: /can't be reached.*ECONNREFUSED/, hint: /inside the container/ }, { env });
  });
});
