import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { startSts, type Sts } from '../support/sts';
import { ANNA, stsClient } from './signing';

let sts: Sts;
const who = (attempts = 1) =>
  stsClient(sts.url, ANNA, { maxAttempts: attempts }).send(new GetCallerIdentityCommand({}));

beforeEach(async () => {
  sts = await startSts();
  sts.issuer.addUser(ANNA);
});

afterEach(() => sts.close());

describe('faults of the double of STS', () => {
  test('fails as often as asked and then works again, which the SDK rides out', async () => {
    sts.failNext(2, { status: 503, code: 'ServiceUnavailable', message: 'later' });
    await expect(who(3)).resolves.toMatchObject({ Arn: ANNA.userArn });
    expect(sts.calls.map((call) => call.status)).toEqual([503, 503, 200]);
    expect(sts.calls[0]?.code).toBe('ServiceUnavailable');
  });

  test('answers with the error it is told, its body and its headers', async () => {
    sts.failNext(1, { status: 400, code: 'RegionDisabledException', message: 'not here' });
    await expect(who()).rejects.toMatchObject({ name: 'RegionDisabledException', message: 'not here' });
    sts.failNext(1, { status: 502, body: '<html>', headers: { 'Content-Type': 'text/html' } });
    await expect(who()).rejects.toMatchObject({ $metadata: { httpStatusCode: 502 } });
  });

  test('cuts the connection before its answer or in the middle of it', async () => {
    sts.failNext(1, { cut: 'before' });
    await expect(who()).rejects.toThrow('socket hang up');
    sts.failNext(1, { cut: 'middle' });
    await expect(who()).rejects.toThrow();
    await expect(who()).resolves.toBeDefined();
  });

  test('delays one answer, or all', async () => {
    const started = Date.now();
    sts.failNext(1, { delayMs: 150 });
    await expect(who()).resolves.toMatchObject({ Arn: ANNA.userArn });
    expect(Date.now() - started).toBeGreaterThanOrEqual(145);
    sts.delayMs = 150;
    await who();
    expect(Date.now() - started).toBeGreaterThanOrEqual(295);
  });

  test('hangs until it is closed, and closing ends the connection', async () => {
    sts.failNext(1, { hang: true });
    const ended = expect(who()).rejects.toThrow();
    while (sts.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await sts.close();
    await ended;
    await expect(fetch(sts.url)).rejects.toThrow();
  });

  test('serves TLS that only those trust who know its authority', async () => {
    const pem = (name: string): string => readFileSync(new URL(`../support/tls/${name}`, import.meta.url), 'utf8');
    const tls = { key: pem('server.key'), cert: pem('server.pem') };
    const secure = await startSts({ issuer: sts.issuer, host: 'localhost', tls });
    try {
      const { NodeHttpHandler } = await import('@smithy/node-http-handler');
      const { Agent } = await import('node:https');
      const ask = (ca?: string) => {
        const requestHandler = new NodeHttpHandler({ httpsAgent: new Agent(ca === undefined ? {} : { ca }) });
        return stsClient(secure.url, ANNA, { requestHandler }).send(new GetCallerIdentityCommand({}));
      };
      await expect(ask(pem('ca.pem'))).resolves.toMatchObject({ Arn: ANNA.userArn });
      await expect(ask()).rejects.toThrow('unable to verify the first certificate');
    } finally {
      await secure.close();
    }
  });
});
