import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Loopback } from '../support/loopback';
import { startProxy, type Proxy, type ProxyOptions } from '../support/proxy';
import { startSts, type Sts } from '../support/sts';
import { makeWorld, roleArn, sampleConfig, type World } from '../support/world';
import { answerOf } from './answers';
import { expectFailure, NOWHERE } from './failing';

const pem = (name: string): string => readFileSync(new URL(`../support/tls/${name}`, import.meta.url), 'utf8');
const PROD = ['creds', '--profile', 'prod', '--no-cache', '--max-attempts', '1'];

let world: World;
const servers: Loopback[] = [];

beforeEach(async () => {
  world = await makeWorld();
  world.box.write('ca.pem', pem('ca.pem'));
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await world.dispose();
});

async function another(options: Parameters<typeof startSts>[0] = {}): Promise<Sts> {
  const sts = await startSts({ issuer: world.issuer, ...options });
  servers.push(sts);
  return sts;
}

/** An STS that speaks TLS, which brs reaches from now on. */
async function secure(): Promise<Sts> {
  const sts = await another({ host: 'localhost', tls: { key: pem('server.key'), cert: pem('server.pem') } });
  world.box.env['AWS_ENDPOINT_URL_STS'] = sts.url;
  return sts;
}

async function proxyOf(options: ProxyOptions = {}): Promise<Proxy> {
  const proxy = await startProxy(options);
  servers.push(proxy);
  return proxy;
}

describe('certificate authorities', () => {
  test('one that is not trusted is told, with the key that helps', async () => {
    const sts = await secure();
    const says = /the certificate of localhost is not trusted/;
    expectFailure(await world.box.run(PROD), { code: 4, says, hint: /AWS_CA_BUNDLE/ });
    expect(sts.calls).toEqual([]);
  });

  test('AWS_CA_BUNDLE, and ca_bundle of the profile with a path below the home folder', async () => {
    const sts = await secure();
    await answerOf(world.box, PROD, { env: { AWS_CA_BUNDLE: 'ca.pem' } });
    world.box.config(sampleConfig.replace('[profile prod]', '[profile prod]\nca_bundle = ~/ca.pem'));
    await answerOf(world.box, PROD);
    await answerOf(world.box, [...PROD, '--ca-bundle', `${world.box.home}/ca.pem`]);
    expect(sts.calls).toHaveLength(3);
  });

  test('a bundle that holds no certificate is no bundle', async () => {
    await secure();
    world.box.write('garbage.pem', 'no certificate');
    const env = { AWS_CA_BUNDLE: 'garbage.pem' };
    expectFailure(await world.box.run(PROD, { env }), {
      code: 3,
      says: /CA bundle garbage.pem/,
      hint: /AWS_CA_BUNDLE/,
    });
  });
});

describe('proxies', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('%s: TLS goes through a tunnel', async (name) => {
    const sts = await secure();
    const proxy = await proxyOf();
    await answerOf(world.box, PROD, { env: { [name]: proxy.url, AWS_CA_BUNDLE: 'ca.pem' } });
    expect(proxy.calls).toMatchObject([{ method: 'CONNECT', target: `localhost:${sts.port}`, status: 200 }]);
    expect(sts.calls).toHaveLength(1);
  });

  test('HTTP_PROXY: plain requests are handed over whole', async () => {
    const proxy = await proxyOf();
    await answerOf(world.box, PROD, { env: { HTTP_PROXY: proxy.url } });
    expect(proxy.calls).toMatchObject([{ method: 'POST', target: `${world.sts.url}/`, status: 200 }]);
  });

  test.each(['localhost', '.example.com,localhost', '*'])('NO_PROXY=%s leaves the proxy out', async (hosts) => {
    const sts = await secure();
    const env = { HTTPS_PROXY: NOWHERE, NO_PROXY: hosts, AWS_CA_BUNDLE: 'ca.pem' };
    await answerOf(world.box, PROD, { env });
    expect(sts.calls).toHaveLength(1);
  });

  test('NO_PROXY with another host does not', async () => {
    await secure();
    const env = { HTTPS_PROXY: NOWHERE, NO_PROXY: 'example.com', AWS_CA_BUNDLE: 'ca.pem' };
    expectFailure(await world.box.run(PROD, { env }), { code: 4, says: /can't be reached/, hint: /HTTPS_PROXY/ });
  });

  test('a proxy with a password gets it, and nobody else does', async () => {
    const sts = await secure();
    const proxy = await proxyOf({ credentials: 'ann:made-up-password' });
    const at = (password: string): string => proxy.url.replace('//', `//ann:${password}@`);
    const env = { HTTPS_PROXY: at('made-up-password'), AWS_CA_BUNDLE: 'ca.pem' };
    await answerOf(world.box, PROD, { env });
    expect(sts.calls).toHaveLength(1);
    const wrong = await world.box.run([...PROD, '--debug'], { env: { ...env, HTTPS_PROXY: at('made-up-wrong') } });
    expect(wrong).toMatchObject({ code: 4, stdout: '' });
    expect(wrong.stderr).not.toContain('made-up-wrong');
    expect(proxy.calls.map(({ status }) => status)).toEqual([200, 407]);
  });
});

describe('the region', () => {
  const regionOf = async (args: readonly string[], env: Record<string, string> = {}): Promise<string | undefined> => {
    await answerOf(world.box, args, { env });
    return world.sts.calls.at(-1)?.region;
  };
  const role = (arn = roleArn): string[] => ['creds', '--no-cache', '--role-arn', arn, '--source-profile', 'base'];

  test('a flag, AWS_REGION, AWS_DEFAULT_REGION, the profile’s: the first of these', async () => {
    const env = { AWS_REGION: 'eu-north-1', AWS_DEFAULT_REGION: 'eu-south-1' };
    expect(await regionOf([...PROD, '--region', 'ca-central-1'], env)).toBe('ca-central-1');
    expect(await regionOf(PROD, env)).toBe('eu-north-1');
    expect(await regionOf(PROD, { ...env, AWS_REGION: '' })).toBe('eu-south-1');
    expect(await regionOf(PROD)).toBe('eu-west-1');
  });

  test('where none is set, the first of the role’s partition', async () => {
    expect(await regionOf(role())).toBe('us-east-1');
    expect(await regionOf(role('arn:aws-us-gov:iam::111122223333:role/Deploy'))).toBe('us-gov-west-1');
    expect(await regionOf(role('arn:aws-cn:iam::111122223333:role/Deploy'))).toBe('cn-north-1');
  });
});

describe('the endpoint', () => {
  test('a flag, AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, the services section, endpoint_url: the first of these', async () => {
    const [flag, sts, all, section, profile] = [
      await another(),
      await another(),
      await another(),
      await another(),
      await another(),
    ];
    const services = `[services local]\nsts =\n  endpoint_url = ${section.url}\ns3 =\n  endpoint_url = ${NOWHERE}\n`;
    const ends = `endpoint_url = ${profile.url}\n`;
    const text = sampleConfig.replace('[profile prod]', `[profile prod]\n${ends}services = local`);
    world.box.config(`${text}\n${services}`);
    const env = { AWS_ENDPOINT_URL_STS: sts.url, AWS_ENDPOINT_URL: all.url };
    const without = { AWS_ENDPOINT_URL_STS: undefined, AWS_ENDPOINT_URL: undefined };
    await answerOf(world.box, [...PROD, '--endpoint-url', flag.url], { env });
    await answerOf(world.box, PROD, { env });
    await answerOf(world.box, PROD, { env: { ...env, AWS_ENDPOINT_URL_STS: undefined } });
    await answerOf(world.box, PROD, { env: without });
    world.box.config(text.replace('services = local', ''));
    await answerOf(world.box, PROD, { env: without });
    expect([flag, sts, all, section, profile].map(({ calls }) => calls.length)).toEqual([1, 1, 1, 1, 1]);
    expect(world.sts.calls).toEqual([]);
  });
});
