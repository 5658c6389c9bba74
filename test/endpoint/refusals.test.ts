import { afterEach, describe, expect, test } from '@jest/globals';
import type { Endpoint } from '../../src/endpoint/endpoint';
import { requestText, say, type Heard } from '../support/raw-http';
import { ask, closeAll, credentials, detail, open, partsOf } from './asking';

afterEach(closeAll);

type Case = [string, number, Parameters<typeof ask>[1] | ((endpoint: Endpoint) => Parameters<typeof ask>[1])];
const token = (change: (right: string) => string) => (endpoint: Endpoint) => ({
  headers: { Authorization: change(endpoint.token.reveal()) },
});
const flipped = (text: string) =>
  text.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));

const wrong: readonly Case[] = [
  ['no token', 401, { headers: { Authorization: undefined } }],
  ['an empty token', 401, { headers: { Authorization: '' } }],
  ['another token', 401, token((right) => right.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')))],
  ['a token in the other case', 401, token(flipped)],
  ['half a token', 401, token((right) => right.slice(0, 20))],
  ['more than the token', 401, token((right) => `${right}A`)],
  ['the word Bearer before the token', 401, token((right) => `Bearer ${right}`)],
  ['the word Basic before the token', 401, token((right) => `Basic ${right}`)],
  ['two tokens, the right one first', 401, { more: ['Authorization: other'] }],
  ['the right token twice', 401, (endpoint) => ({ more: [`authorization: ${endpoint.token.reveal()}`] })],
  ['two tokens in one header', 401, token((right) => `${right}, ${right}`)],
  [
    'the token in another header',
    401,
    (endpoint) => ({
      headers: { Authorization: undefined, 'Proxy-Authorization': endpoint.token.reveal() },
    }),
  ],
  [
    'the token as a query',
    401,
    (endpoint) => ({
      headers: { Authorization: undefined },
      path: `${partsOf(endpoint).pathname}?Authorization=${endpoint.token.reveal()}`,
    }),
  ],
  ['another path', 404, { path: '/' }],
  ['a path below', 404, (endpoint) => ({ path: `${partsOf(endpoint).pathname}/` })],
  ['the path with a query', 404, (endpoint) => ({ path: `${partsOf(endpoint).pathname}?a=1` })],
  ['the path in the other case', 404, (endpoint) => ({ path: flipped(partsOf(endpoint).pathname) })],
  ['the path by a detour', 404, (endpoint) => ({ path: `/x/..${partsOf(endpoint).pathname}` })],
  ['the whole address, as to a proxy', 404, (endpoint) => ({ path: endpoint.url })],
  ...['HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method): Case => [
    `the method ${method}`,
    404,
    { method },
  ]),
  ...['localhost', '127.0.0.1', 'evil.example', '[::1]', '127.0.0.1:1'].map((host): Case => [
    `the host ${host}`,
    404,
    { headers: { Host: host } },
  ]),
  ['localhost and the right port', 404, (endpoint) => ({ headers: { Host: `localhost:${partsOf(endpoint).port}` } })],
  ['two hosts', 404, { more: ['Host: evil.example'] }],
  ...['Origin: null', 'Referer: http://evil.example/', 'Cookie: a=1', 'Sec-Fetch-Site: none'].map((line): Case => [
    `a browser's header ${line}`,
    404,
    { more: [line] },
  ]),
  ...['Sec-Fetch-Mode: cors', 'Sec-Fetch-Dest: empty'].map((line): Case => [
    `a browser's header ${line}`,
    404,
    { more: [line] },
  ]),
  ['a body', 404, { more: ['Content-Length: 2'], body: '{}' }],
  ['a body in chunks', 404, { more: ['Transfer-Encoding: chunked'], body: '0\r\n\r\n' }],
];

describe('nobody else gets anything', () => {
  test.each(wrong)('%s: %d, without a word more', async (...[, expected, change]) => {
    let asked = 0;
    const endpoint = await open(() => {
      asked += 1;
      return Promise.resolve(credentials);
    });
    const heard = await ask(endpoint, typeof change === 'function' ? change(endpoint) : change);
    const code = expected === 401 ? 'Unauthorized' : 'NotFound';
    const isHead = typeof change === 'object' && change.method === 'HEAD';
    expect([heard.status, heard.body]).toEqual([expected, isHead ? '' : JSON.stringify({ Code: code, Message: code })]);
    expect([heard.ended, asked, detail.test(heard.text)]).toEqual([true, 0, false]);
  });

  test('a wrong path with a wrong token is no different from a right one with a wrong token', async () => {
    const endpoint = await open();
    const headers = { Authorization: 'wrong' };
    const [one, other] = await Promise.all([ask(endpoint, { headers }), ask(endpoint, { headers, path: '/' })]);
    const dateless = ({ text }: Heard) => text.replace(/^date: .*$/im, '');
    expect(dateless(one)).toBe(dateless(other));
  });

  test('a request without a host is refused', async () => {
    const heard = await ask(await open(), { headers: { Host: undefined } });
    expect([heard.status, heard.ended, detail.test(heard.text)]).toEqual([400, true, false]);
  });

  test.each(['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9'])('%s without a host gets nothing', async (version) => {
    const endpoint = await open();
    const { port, pathname } = partsOf(endpoint);
    const heard = await say(`GET ${pathname} ${version}\r\nAuthorization: ${endpoint.token.reveal()}\r\n\r\n`, {
      port,
    });
    expect([heard.ended, heard.status === 200, detail.test(heard.text)]).toEqual([true, false, false]);
  });

  test('what follows a refused request on its connection is not answered', async () => {
    const endpoint = await open();
    const { port, host, pathname } = partsOf(endpoint);
    const right = [`Host: ${host}`, `Authorization: ${endpoint.token.reveal()}`];
    const inside = requestText({ path: pathname, headers: right });
    const outside = { method: 'POST', path: pathname, headers: [...right, 'Content-Length: 5'], body: 'abcde' };
    const { text } = await say(requestText(outside) + inside, { port });
    expect([text.match(/HTTP\/1\.1/g)?.length, detail.test(text)]).toEqual([1, false]);
  });
});
