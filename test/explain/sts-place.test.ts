import { afterAll, describe, expect, test } from '@jest/globals';
import type { StsOptions } from '../../src/config/sts-options';
import { Secret } from '../../src/core/secret';
import { stsAddress } from '../../src/explain/sts-place';
import { stsClient } from '../../src/sts/client';
import { makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const usual = { global: false, attempts: 1, budgetMs: 0, connectMs: 1, readMs: 1 };
const keys = { accessKeyId: 'AKIAEXAMPLE000000001', secretAccessKey: new Secret('made-up') };

/** Where the SDK itself would send it. */
async function bySdk(options: StsOptions): Promise<string> {
  const client = await stsClient(options, keys, makeFakeSystem());
  const endpoint = await client.config.endpoint?.();
  return `${endpoint?.protocol ?? ''}//${endpoint?.hostname ?? ''}`;
}

const regions = ['us-east-1', 'eu-west-1', 'us-gov-west-1', 'cn-north-1', 'eusc-de-east-1', 'us-iso-east-1'];
const more = ['us-isob-east-1', 'eu-isoe-west-1', 'us-isof-south-1', 'mx-central-1'];
const kinds = [
  { fips: false, dualstack: false },
  { fips: true, dualstack: false },
  { fips: false, dualstack: true },
  { fips: true, dualstack: true },
];

describe.each(kinds)('the address of STS with %j', (kind) => {
  test.each([...regions, ...more])('is the one that the SDK takes, in %s', async (region) => {
    const options = { ...usual, ...kind, region };
    expect(stsAddress(options)).toBe(await bySdk(options));
  });
});

test('the global address is told where it is asked for', async () => {
  const options = { ...usual, region: 'eu-west-1', fips: false, dualstack: false, global: true };
  expect(stsAddress(options)).toBe(await bySdk(options));
});

test('an endpoint of the person is told without a password or a query in it', () => {
  const endpoint = 'https://ann:made-up@sts.example.com:8443/path?token=made-up';
  const options = { ...usual, region: 'eu-west-1', fips: false, dualstack: false, endpoint };
  expect(stsAddress(options)).toBe('https://sts.example.com:8443/path');
});
