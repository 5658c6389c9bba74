import { afterAll, describe, expect, test } from '@jest/globals';
import { readVariables } from '../../src/config/environment';
import { loadSharedConfig } from '../../src/config/files';
import { readProfile, type Flags } from '../../src/config/profile';
import { stsOptions } from '../../src/config/sts-options';
import { ConfigError } from '../../src/core/errors';
import type { Environment } from '../../src/system/system';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

interface Choice {
  /** Lines of the profile that the person chose. */
  readonly selected?: string;
  /** Lines of the profile of this step; the chosen one itself unless told. */
  readonly step?: string;
  readonly flags?: Flags;
  readonly env?: Environment;
}

const services = `
[services local]
sts =
  endpoint_url = http://127.0.0.1:1
[services odd]
sts =
  endpoint_url = nowhere
[services other]
s3 =
  endpoint_url = http://127.0.0.1:2
`;

async function options({ selected = '', step, flags = {}, env = {} }: Choice) {
  const system = makeFakeSystem({ env });
  system.file('.aws/config', `[profile chosen]\n${selected}\n[profile step]\n${step ?? ''}\n${services}`);
  const config = await loadSharedConfig(system);
  const chosen = readProfile({ name: 'chosen', config, flags }, system);
  const profile = step === undefined ? chosen : readProfile({ name: 'step', config }, system);
  return stsOptions({ selected: chosen, profile, variables: readVariables(env, system), config });
}

describe('stsOptions', () => {
  test('are these where nothing is set', async () => {
    expect(await options({})).toEqual({
      region: 'us-east-1',
      fips: false,
      dualstack: false,
      global: false,
      attempts: 6,
      budgetMs: 20_000,
      connectMs: 5_000,
      readMs: 10_000,
    });
  });

  test.each<[string, Choice, string]>([
    ['a flag', { flags: { region: 'f' }, env: { AWS_REGION: 'e' }, selected: 'region = s' }, 'f'],
    ['AWS_REGION', { env: { AWS_REGION: 'e', AWS_DEFAULT_REGION: 'd' }, selected: 'region = s' }, 'e'],
    ['AWS_DEFAULT_REGION', { env: { AWS_DEFAULT_REGION: 'd' }, selected: 'region = s' }, 'd'],
    ['the chosen profile', { selected: 'region = s', step: 'region = p' }, 's'],
    ['the profile of the step', { step: 'region = p' }, 'p'],
    ["the role's partition", { selected: 'role_arn = arn:aws-us-gov:iam::1:role/x' }, 'us-gov-west-1'],
    ["the chosen role's partition", { selected: 'role_arn = arn:aws-cn:iam::1:role/x', step: '' }, 'cn-north-1'],
    ['the first region of all', { selected: 'role_arn = arn:foo' }, 'us-east-1'],
  ])('take the region from %s', async (...[, choice, region]) => {
    expect(await options(choice)).toMatchObject({ region });
  });

  const url = 'http://127.0.0.1:9';
  const noFlag: Choice = {
    env: { AWS_ENDPOINT_URL_STS: `${url}/sts`, AWS_ENDPOINT_URL: `${url}/all` },
    selected: `services = local\nendpoint_url = ${url}/chosen`,
    step: `endpoint_url = ${url}/step`,
  };
  const all: Choice = { ...noFlag, flags: { endpoint_url: `${url}/flag` } };

  test.each<[string, Choice, string | undefined]>([
    ['a flag', all, `${url}/flag`],
    ['AWS_ENDPOINT_URL_STS', noFlag, `${url}/sts`],
    ['AWS_ENDPOINT_URL', { ...noFlag, env: { AWS_ENDPOINT_URL: `${url}/all` } }, `${url}/all`],
    [
      'the services section of the step',
      { ...noFlag, env: {}, step: 'services = local\nendpoint_url = http://x' },
      'http://127.0.0.1:1',
    ],
    ['endpoint_url of the step', { ...noFlag, env: {} }, `${url}/step`],
    ['the services section of the chosen profile', { selected: all.selected ?? '', step: '' }, 'http://127.0.0.1:1'],
    ['endpoint_url of the chosen profile', { selected: `endpoint_url = ${url}/chosen`, step: '' }, `${url}/chosen`],
    [
      'endpoint_url where the section is for another service',
      { selected: `services = other\nendpoint_url = ${url}` },
      url,
    ],
    ['nowhere where the section is for another service', { selected: 'services = other' }, undefined],
    [
      'nowhere where the profile says so',
      { selected: `ignore_configured_endpoint_urls = true\nendpoint_url = ${url}` },
      undefined,
    ],
    [
      'nowhere where the variable says so',
      { ...noFlag, env: { ...all.env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' } },
      undefined,
    ],
    [
      'a variable that overrules the profile',
      {
        env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' },
        selected: `ignore_configured_endpoint_urls = true\nendpoint_url = ${url}`,
      },
      url,
    ],
  ])('take the endpoint from %s', async (...[, choice, endpoint]) => {
    expect((await options(choice)).endpoint).toBe(endpoint);
  });

  test.each<[string, string, RegExp]>([
    [
      'a services section that is not there',
      'services = none',
      /\[profile chosen\] services names \[services none\], which is not there/,
    ],
    [
      'an address there that is none',
      'services = odd',
      /\[services odd\] sts\.endpoint_url must be an http or https URL/,
    ],
  ])('refuse %s', async (...[, selected, message]) => {
    const error = await caught(() => options({ selected }));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toMatch(message);
  });

  const legacy = 'sts_regional_endpoints = legacy';

  test.each<[string, Choice, boolean]>([
    ['an old region with legacy', { selected: `region = eu-west-1\n${legacy}` }, true],
    ['legacy by the variable', { selected: 'region = eu-west-1', env: { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } }, true],
    ['a newer region with legacy', { selected: `region = eu-south-2\n${legacy}` }, false],
    ['an old region without it', { selected: 'region = eu-west-1' }, false],
    ['the variable against the profile', { selected: legacy, env: { AWS_STS_REGIONAL_ENDPOINTS: 'regional' } }, false],
    ['a configured endpoint', { selected: `${legacy}\nendpoint_url = ${url}` }, false],
  ])('choose the global endpoint rightly with %s', async (...[, choice, global]) => {
    expect(await options(choice)).toMatchObject({ global });
  });

  test.each<[string, string, string, object]>([
    ['use_fips_endpoint = false', 'AWS_USE_FIPS_ENDPOINT', 'true', { fips: true }],
    ['use_dualstack_endpoint = true', 'AWS_USE_DUALSTACK_ENDPOINT', 'false', { dualstack: false }],
    ['ca_bundle = /profile.pem', 'AWS_CA_BUNDLE', '/variable.pem', { caBundle: '/variable.pem' }],
    ['max_attempts = 3', 'AWS_MAX_ATTEMPTS', '4', { attempts: 4 }],
  ])('let the variable overrule %s', async (...[selected, name, value, expected]) => {
    expect(await options({ selected, env: { [name]: value } })).toMatchObject(expected);
  });

  test.each<[Flags, Environment, object]>([
    [{ use_fips_endpoint: 'true' }, { AWS_USE_FIPS_ENDPOINT: 'false' }, { fips: true }],
    [{ use_dualstack_endpoint: 'true' }, { AWS_USE_DUALSTACK_ENDPOINT: 'false' }, { dualstack: true }],
    [{ ca_bundle: '/flag.pem' }, { AWS_CA_BUNDLE: '/variable.pem' }, { caBundle: '/flag.pem' }],
    [{ max_attempts: '2' }, { AWS_MAX_ATTEMPTS: '4' }, { attempts: 2 }],
    [{ sts_regional_endpoints: 'legacy' }, { AWS_STS_REGIONAL_ENDPOINTS: 'regional' }, { global: true }],
  ])('let the flag %j overrule the variable', async (flags, env, expected) => {
    expect(await options({ flags, env })).toMatchObject(expected);
  });

  test('let a flag hold for every step of the chain', async () => {
    const flags = { max_attempts: '2', retry_seconds: '7', connect_timeout_seconds: '1', read_timeout_seconds: '2' };
    const expected = { attempts: 2, budgetMs: 7_000, connectMs: 1_000, readMs: 2_000 };
    expect(await options({ flags, step: '' })).toMatchObject(expected);
  });

  test('take times in seconds', async () => {
    const selected = 'brs_retry_seconds = 0\nbrs_connect_timeout_seconds = 2\nbrs_read_timeout_seconds = 3';
    expect(await options({ selected })).toMatchObject({ budgetMs: 0, connectMs: 2_000, readMs: 3_000 });
  });
});
