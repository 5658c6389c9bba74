import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { systemHttp, type HttpRequest } from '../../src/system/http';
import { caught } from '../support/fake-system';
import { listen, type Answer, type Loopback, type Received } from '../support/loopback';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(answer: Answer, received: Received[] = []): Promise<Loopback> {
  const server = await listen((request) => {
    received.push(request);
    return answer;
  });
  open.push(server);
  return server;
}

/** A server that says exactly these bytes to whoever connects. */
async function saying(bytes: string): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function ask(url: string, more: Partial<HttpRequest> = {}) {
  return systemHttp({ url: new URL(url), connectMs: 5_000, totalMs: 10_000, ...more });
}

async function failure(url: string, more: Partial<HttpRequest> = {}): Promise<string> {
  return ((await caught(() => ask(url, more))) as Error).message;
}

describe('one exchange', () => {
  test('sends method, path and headers, and gives status, headers and body', async () => {
    const received: Received[] = [];
    const { url } = await serve({ status: 200, headers: { 'X-Kind': 'test' }, body: 'grüße' }, received);
    const reply = await ask(`${url}/a?b=c`, { method: 'PUT', headers: { authorization: 'made-up' } });
    expect(reply).toMatchObject({ status: 200, body: 'grüße', headers: { 'x-kind': 'test' } });
    expect(received).toMatchObject([{ method: 'PUT', path: '/a?b=c', headers: { authorization: 'made-up' } }]);
  });

  test('follows no redirect', async () => {
    const received: Received[] = [];
    const { url } = await serve({ status: 302, headers: { Location: '/elsewhere' } }, received);
    expect((await ask(url)).status).toBe(302);
    expect(received).toHaveLength(1);
  });

  test.each([400, 404, 500, 503])('gives the status %d as it is', async (status) => {
    const { url } = await serve({ status, body: 'why' });
    expect(await ask(url)).toMatchObject({ status, body: 'why' });
  });

  test('takes a body of 64 KiB', async () => {
    const { url } = await serve({ status: 200, body: 'x'.repeat(65_536) });
    expect((await ask(url)).body).toHaveLength(65_536);
  });
});

describe('a failure', () => {
  test('is a body over 64 KiB', async () => {
    const { url } = await serve({ status: 200, body: 'x'.repeat(65_537) });
    expect(await failure(url)).toBe('the answer is larger than 64 KiB');
  });

  test('is a body over 64 KiB that tells no length', async () => {
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
    const url = await saying(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`);
    expect(await failure(url)).toBe('the answer is larger than 64 KiB');
  });

  test.each<[string, Answer]>([
    ['before the answer', { status: 200, fault: { cut: 'before' } }],
    ['in the middle of it', { status: 200, body: 'x'.repeat(100), fault: { cut: 'middle' } }],
  ])('is a connection cut %s', async (_, answer) => {
    const { url } = await serve(answer);
    expect(await failure(url)).toMatch(/hang up|closed early|aborted|ECONNRESET/);
  });

  test('is no answer in time', async () => {
    const { url } = await serve({ status: 200, fault: { hang: true } });
    expect(await failure(url, { totalMs: 30 })).toBe('no answer within 30 ms');
  });

  test('is an answer that does not end in time', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
    });
    open.push({ close: () => server.close() });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await failure(`http://127.0.0.1:${port}`, { totalMs: 30 })).toBe('no answer within 30 ms');
  });

  test('is nobody listening', async () => {
    const server = await listen(() => ({ status: 200 }));
    await server.close();
    expect(await failure(server.url)).toMatch(/ECONNREFUSED/);
  });

  test('is something that does not speak HTTP', async () => {
    expect(await failure(await saying('SSH-2.0-OpenSSH\r\n'))).toMatch(/./);
  });

  test.each([true, false])('is an interruption, before it begins or after: %p', async (before) => {
    const controller = new AbortController();
    const { url } = await serve({ status: 200, fault: { hang: true } });
    if (before) controller.abort();
    else setImmediate(() => controller.abort());
    expect(await caught(() => ask(url, { signal: controller.signal }))).toMatchObject({ name: 'AbortError' });
  });
});
