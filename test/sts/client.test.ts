import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { StsOptions } from '../../src/config/sts-options';
import { ConfigError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import { stsClient } from '../../src/sts/client';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const keys = { accessKeyId: 'AKIAEXAMPLE000000001', secretAccessKey: new Secret('made-up') };

async function reached(options: Partial<StsOptions>) {
  const client = await stsClient(
    {
      region: 'eu-west-1',
      fips: false,
      dualstack: false,
      global: false,
      attempts: 1,
      budgetMs: 0,
      connectMs: 1,
      readMs: 1,
      ...options,
    },
    keys,
    makeFakeSystem(),
  );
  const endpoint = await client.config.endpoint?.();
  const region = await client.config.region();
  client.destroy();
  return `${endpoint?.hostname ?? ''} ${region}`;
}

describe('STS is reached', () => {
  test.each<[Partial<StsOptions>, string]>([
    [{}, 'sts.eu-west-1.amazonaws.com eu-west-1'],
    [{ fips: true, region: 'us-east-2' }, 'sts-fips.us-east-2.amazonaws.com us-east-2'],
    [{ dualstack: true }, 'sts.eu-west-1.api.aws eu-west-1'],
    [{ fips: true, dualstack: true, region: 'us-east-1' }, 'sts-fips.us-east-1.api.aws us-east-1'],
    [{ region: 'us-gov-west-1', fips: true }, 'sts.us-gov-west-1.amazonaws.com us-gov-west-1'],
    [{ region: 'cn-north-1' }, 'sts.cn-north-1.amazonaws.com.cn cn-north-1'],
    [{ region: 'eusc-de-east-1' }, 'sts.eusc-de-east-1.amazonaws.eu eusc-de-east-1'],
    [{ global: true }, 'sts.amazonaws.com us-east-1'],
    [{ region: 'mars-north-7', endpoint: 'http://127.0.0.1:1' }, '127.0.0.1 mars-north-7'],
    [{ fips: true, dualstack: true, endpoint: 'http://127.0.0.1:1' }, '127.0.0.1 eu-west-1'],
  ])('with %j at %s', async (options, place) => {
    expect(await reached(options)).toBe(place);
  });

  test('not with a CA bundle that is not there, nor with one that is a folder', async () => {
    const missing = await caught(() => reached({ caBundle: '/none.pem' }));
    expect(missing).toBeInstanceOf(ConfigError);
    expect(missing).toMatchObject({ message: 'the CA bundle /none.pem is not there' });
    expect(await caught(() => reached({ caBundle: '/' }))).toMatchObject({
      message: expect.stringContaining("can't be read"),
    });
  });
});

describe('a proxy', () => {
  const before = process.env['HTTPS_PROXY'];
  afterEach(() => {
    if (before === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = before;
  });

  test('with an address that is none is told, and what to correct', async () => {
    process.env['HTTPS_PROXY'] = 'http://[nowhere';
    const error = await caught(() => reached({}));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ hint: expect.stringContaining('HTTPS_PROXY') });
  });
});
