// Requests that are no good, from a seed: the same each time.
import { requestText } from '../support/raw-http';

/** How bytes are put on the wire. */
export type Manner = 'whole' | 'in pieces' | 'half, then closed' | 'half, then reset' | 'whole, then half-closed';

export interface Shot {
  readonly bytes: Buffer;
  readonly manner: Manner;
}

export interface Target {
  readonly host: string;
  readonly path: string;
  readonly token: string;
}

export type Random = () => number;

/** Numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random: Random, limit: number) => Math.floor(random() * limit);
const pick = <T>(random: Random, [first, ...rest]: readonly [T, ...T[]]): T =>
  rest[below(random, rest.length + 1) - 1] ?? first;
const codes = (length: number, code: () => number) => String.fromCharCode(...Array.from({ length }, code));
/** Any bytes. */
const noise = (random: Random, length: number) => codes(length, () => below(random, 256));
/** Printable characters but blanks. */
const letters = (random: Random, length: number) => codes(length, () => 33 + below(random, 94));

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'get', 'GeT'] as const;
const strangeMethods = ['PRI', 'M-SEARCH', 'X', '', 'GET GET', 'G\0T', 'QUERY', 'ACL', '\tGET'] as const;

function strangePath(random: Random, { path, host }: Target): string {
  return pick(random, [
    '/',
    '*',
    '',
    `${path}/..${path}`,
    `/..${path}`,
    `//${path}`,
    `${path}%00`,
    `${path}?${letters(random, 20)}`,
    `${path}#a`,
    path.slice(1),
    path.toUpperCase().slice(0, -1),
    encodeURIComponent(path),
    `http://${host}${path}`,
    `http://evil.example${path}`,
    `/${'a'.repeat(below(random, 12_000))}`,
    `/${'../'.repeat(below(random, 300))}etc/passwd`,
    `/${noise(random, below(random, 80))}`,
    `/latest/meta-data/iam/security-credentials/`,
  ]);
}

function wrongToken(random: Random, { token }: Target): string {
  const at = below(random, token.length);
  return pick(random, [
    '',
    `Bearer ${token}`,
    `${token}${token}`,
    token.slice(0, at),
    `${token.slice(0, at)}${token.charAt(at) === 'x' ? 'y' : 'x'}${token.slice(at + 1)}`,
    `${token},`,
    `"${token}"`,
    Buffer.from(token).toString('base64'),
    noise(random, below(random, 100)),
    'a'.repeat(below(random, 9_000)),
    `AWS4-HMAC-SHA256 Credential=${token}`,
  ]);
}

const wrongHosts = ['localhost', '127.0.0.1', 'evil.example', '', '127.0.0.1:0', '0', '[::1]', 'a, b'] as const;

/** Headers that may go with anything, and that change nothing for the better. */
function moreHeaders(random: Random): string[] {
  const one = () =>
    pick(random, [
      `X-${letters(random, below(random, 30))}: ${letters(random, below(random, 60))}`,
      `X-Bytes: ${noise(random, below(random, 60))}`,
      'Connection: keep-alive, Upgrade',
      'Upgrade: h2c',
      'Upgrade: websocket',
      'Expect: 100-continue',
      'Expect: nothing',
      'Range: bytes=0-10',
      'X-Forwarded-For: 127.0.0.1',
      'Folded: a\r\n b\r\n\tc',
      'NoColon',
      ': no name',
      'Space : before the colon',
      `Long: ${'b'.repeat(below(random, 9_000))}`,
      'Content-Length: -1',
      'Transfer-Encoding: gzip, chunked',
      'Transfer-Encoding: identity',
      'TE: trailers',
      'Origin: http://evil.example',
      'Sec-Fetch-Mode: no-cors',
    ]);
  return Array.from({ length: below(random, 5) }, one);
}

/** What makes a request with the right token a wrong one for sure. */
function spoilt(random: Random, target: Target): string {
  const { path, host, token } = target;
  const right = [`Host: ${host}`, `Authorization: ${token}`];
  const body = noise(random, 1 + below(random, 40));
  const length = `Content-Length: ${body.length}`;
  return pick(random, [
    requestText({ method: pick(random, ['HEAD', 'POST', 'PUT', 'OPTIONS', 'get']), path, headers: right }),
    requestText({ path: strangePath(random, target), headers: right }),
    requestText({ path, headers: [`Host: ${pick(random, wrongHosts)}`, `Authorization: ${token}`] }),
    requestText({ path, headers: [...right, `Authorization: ${wrongToken(random, target)}`] }),
    requestText({ path, headers: [...right, 'Origin: null'] }),
    requestText({ path, headers: [...right, length], body }),
    requestText({ path, headers: [...right, length, 'Transfer-Encoding: chunked'], body: `0\r\n\r\n${body}` }),
    requestText({ path, headers: [...right, 'Content-Length: 3', 'Content-Length: 0'], body: 'abc' }),
    requestText({ path, headers: [...right, 'Transfer-Encoding: chunked'], body: 'zz\r\nabc\r\n0\r\n\r\n' }),
    `GET ${path} ${pick(random, ['HTTP/2.0', 'HTTP/1.9', 'HTTPS/1.1', 'ICE/1.0', ''])}\r\n${right.join('\r\n')}\r\n\r\n`,
    `GET ${path} HTTP/1.0\r\nAuthorization: ${token}\r\n\r\n`,
  ]);
}

/** A request without the token, anything else being as it may. */
function tokenless(random: Random, target: Target): string {
  const { path, host } = target;
  const headers = [`Host: ${random() < 0.7 ? host : pick(random, wrongHosts)}`, ...moreHeaders(random)];
  if (random() < 0.7) headers.splice(below(random, 3), 0, `Authorization: ${wrongToken(random, target)}`);
  const method = random() < 0.6 ? pick(random, methods) : pick(random, strangeMethods);
  const one = { method, path: random() < 0.5 ? path : strangePath(random, target), headers };
  const text = requestText({ ...one, body: random() < 0.3 ? noise(random, below(random, 2_000)) : '' });
  // One behind the other on one connection; and one inside the body of another.
  const inner = requestText({ path, headers: [`Host: ${host}`, `Authorization: ${wrongToken(random, target)}`] });
  const smuggling = ['Content-Length: 4', 'Transfer-Encoding: chunked'];
  const outer = requestText({ ...one, method: 'POST', headers: [...headers, ...smuggling], body: `0\r\n\r\n${inner}` });
  return pick(random, [text, text, text, text + text, text + inner, outer]);
}

function noRequest(random: Random): string {
  return pick(random, [
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x80\0\x04\0\x01\0\0\0\x05\0\xff\xff\xff',
    `\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03${noise(random, 300)}`,
    noise(random, below(random, 3_000)),
    '\r\n'.repeat(below(random, 500)),
    '\0'.repeat(below(random, 500)),
    'SSH-2.0-OpenSSH_9.2\r\n',
    '*1\r\n$4\r\nPING\r\n',
    `GET / HTTP/1.1\n${noise(random, 50)}\n\n`,
    'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  ]);
}

export function shot(random: Random, target: Target): Shot {
  const kind = random();
  const text = kind < 0.6 ? tokenless(random, target) : kind < 0.85 ? spoilt(random, target) : noRequest(random);
  const manner = pick<Manner>(random, [
    'whole',
    'whole',
    'whole',
    'whole, then half-closed',
    'in pieces',
    'half, then closed',
    'half, then reset',
  ]);
  return { bytes: Buffer.from(text, 'latin1'), manner };
}
