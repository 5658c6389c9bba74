import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { StsOptions } from '../../src/config/sts-options';
import { reachSts, stsEndpoint } from '../../src/sts/reach';
import { caught, makeFakeSystem, removeFolders, startOfTime } from '../support/fake-system';

afterAll(removeFolders);

const options: StsOptions = {
  region: 'eu-west-1',
  fips: false,
  dualstack: false,
  global: false,
  attempts: 6,
  budgetMs: 20_000,
  connectMs: 5_000,
  readMs: 5_000,
};

const date = 'Sat, 31 Jan 2026 08:00:30 GMT';
let server: Server;
let heard: string[];
let headers: Record<string, string>;
beforeEach(async () => {
  heard = [];
  headers = { Date: date };
  server = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? 'unsigned'}`);
    response.sendDate = false;
    response.writeHead(302, { Location: 'https://example.com/', ...headers }).end('elsewhere');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

function endpoint(): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('the endpoint is the one that calls go to', () => {
  expect(stsEndpoint({ ...options, fips: true })).toBe('https://sts-fips.eu-west-1.amazonaws.com/');
  expect(stsEndpoint({ ...options, endpoint: 'http://localhost:4566' })).toBe('http://localhost:4566');
});

describe('one request', () => {
  test('is unsigned, follows no redirect, and tells the time of the other side', async () => {
    const reached = await reachSts({ ...options, endpoint: endpoint() }, makeFakeSystem());
    expect(reached).toEqual({ status: 302, serverTime: startOfTime + 30_000, localTime: startOfTime });
    expect(heard).toEqual(['GET / unsigned']);
  });

  test.each([[{}], [{ Date: 'yesterday' }]])('may be answered without a time: %j', async (given) => {
    headers = given;
    const { serverTime } = await reachSts({ ...options, endpoint: endpoint() }, makeFakeSystem());
    expect(serverTime).toBeUndefined();
  });

  test('fails with the reason of the system where nobody listens', async () => {
    const error = await caught(() => reachSts({ ...options, endpoint: 'http://127.0.0.1:1' }, makeFakeSystem()));
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
