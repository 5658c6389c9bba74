import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { startProxy, type Proxy, type ProxyOptions } from '../support/proxy';
import { startSts, type Sts } from '../support/sts';
import { ANNA, stsClient } from './signing';

const pem = (name: string): string => readFileSync(new URL(`../support/tls/${name}`, import.meta.url), 'utf8');

let plain: Sts;
let secure: Sts;
const proxies: Proxy[] = [];

beforeEach(async () => {
  plain = await startSts();
  plain.issuer.addUser(ANNA);
  const tls = { key: pem('server.key'), cert: pem('server.pem') };
  secure = await startSts({ issuer: plain.issuer, host: 'localhost', tls });
});

afterEach(async () => {
  await Promise.all([plain, secure, ...proxies.splice(0)].map((server) => server.close()));
});

async function start(options: ProxyOptions = {}): Promise<Proxy> {
  const proxy = await startProxy(options);
  proxies.push(proxy);
  return proxy;
}

async function whoThrough(proxy: string, endpoint: string): Promise<string | undefined> {
  const httpAgent = new HttpProxyAgent(proxy);
  const httpsAgent = new HttpsProxyAgent(proxy);
  // What is given to the constructor is for the connection to the proxy, this is for the one through it.
  Object.assign(httpsAgent.options, { ca: pem('ca.pem') });
  const requestHandler = new NodeHttpHandler({ httpAgent, httpsAgent });
  return (await stsClient(endpoint, ANNA, { requestHandler }).send(new GetCallerIdentityCommand({}))).Arn;
}

describe('the proxy', () => {
  test('tunnels TLS and forwards plain requests, and logs both', async () => {
    const proxy = await start();
    await expect(whoThrough(proxy.url, secure.url)).resolves.toBe(ANNA.userArn);
    await expect(whoThrough(proxy.url, plain.url)).resolves.toBe(ANNA.userArn);
    expect(proxy.calls).toMatchObject([
      { method: 'CONNECT', target: `localhost:${secure.port}`, status: 200 },
      { method: 'POST', target: `${plain.url}/`, status: 200 },
    ]);
    expect(plain.calls[0]?.host).toBe(`127.0.0.1:${plain.port}`);
  });

  test('leads a host to another place when told, and never off this machine', async () => {
    const proxy = await start({ routes: { 'sts.example.com:80': `127.0.0.1:${plain.port}` } });
    await expect(whoThrough(proxy.url, 'http://sts.example.com')).resolves.toBe(ANNA.userArn);
    expect(plain.calls[0]?.host).toBe('sts.example.com');
    await expect(whoThrough(proxy.url, 'http://elsewhere.example.com')).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    await expect(whoThrough(proxy.url, 'https://elsewhere.example.com')).rejects.toThrow();
    expect(proxy.calls.at(-1)).toMatchObject({ target: 'elsewhere.example.com:443', status: 403 });
  });

  test('demands its user and password when it has them', async () => {
    const proxy = await start({ credentials: 'user:made-up' });
    const known = proxy.url.replace('http://', 'http://user:made-up@');
    await expect(whoThrough(known, secure.url)).resolves.toBe(ANNA.userArn);
    await expect(whoThrough(known, plain.url)).resolves.toBe(ANNA.userArn);
    await expect(whoThrough(proxy.url, plain.url)).rejects.toMatchObject({ $metadata: { httpStatusCode: 407 } });
    await expect(whoThrough(proxy.url, secure.url)).rejects.toThrow();
  });
});
