import { describe, expect, test } from '@jest/globals';
import { environmentKeys, readVariables } from '../../src/config/environment';
import { ConfigError } from '../../src/core/errors';
import type { Environment } from '../../src/system/system';
import { caught } from '../support/fake-system';

const linux = { platform: 'linux' } as const;
const pair = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000001', AWS_SECRET_ACCESS_KEY: 'made-up/secret' };

function keys(env: Environment) {
  const found = environmentKeys(readVariables(env, linux));
  if (found === undefined) return undefined;
  const { secretAccessKey, sessionToken, ...rest } = found;
  return { ...rest, secret: secretAccessKey.reveal(), token: sessionToken?.reveal() };
}

describe('readVariables', () => {
  test('reads nothing from an environment without AWS variables', () => {
    expect(readVariables({ PATH: '/bin', HOME: '/home/ann' }, linux)).toEqual({});
  });

  test('takes a blank variable for a missing one', () => {
    expect(readVariables({ AWS_REGION: '', AWS_ACCESS_KEY_ID: '  ', AWS_MAX_ATTEMPTS: ' ' }, linux)).toEqual({});
  });

  test('reads numbers, switches and times as such', () => {
    const env = {
      AWS_REGION: 'eu-west-1',
      AWS_MAX_ATTEMPTS: '4',
      AWS_USE_FIPS_ENDPOINT: 'True',
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_CREDENTIAL_EXPIRATION: '2026-01-31T08:09:10Z',
    };
    expect(readVariables(env, linux)).toEqual({
      AWS_REGION: 'eu-west-1',
      AWS_MAX_ATTEMPTS: 4,
      AWS_USE_FIPS_ENDPOINT: true,
      AWS_EC2_METADATA_DISABLED: false,
      AWS_CREDENTIAL_EXPIRATION: Date.UTC(2026, 0, 31, 8, 9, 10),
    });
  });

  test.each([
    ['AWS_REGION', 'eu west 1', 'must match ^[\\w-]+$'],
    ['AWS_DEFAULT_REGION', 'x\ny', 'holds a line feed or another control character'],
    ['AWS_ENDPOINT_URL_STS', 'localhost', 'must be an http or https URL'],
    ['AWS_ENDPOINT_URL', 'ftp://x', 'must be an http or https URL'],
    ['AWS_STS_REGIONAL_ENDPOINTS', 'global', 'must be one of regional, legacy'],
    ['AWS_USE_DUALSTACK_ENDPOINT', 'yes', 'must be true or false'],
    ['AWS_MAX_ATTEMPTS', '0', 'must be a whole number from 1 to 100'],
    ['AWS_SESSION_TOKEN', 'made-up\r\ntoken', 'holds a line feed or another control character'],
    ['AWS_CONTAINER_AUTHORIZATION_TOKEN', 'made-up\n', 'holds a line feed or another control character'],
    ['AWS_ACCOUNT_ID', '1', 'must match ^\\d{12}$'],
    ['AWS_CREDENTIAL_EXPIRATION', 'soon', 'must be a time like 2026-01-31T08:09:10Z'],
    ['AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE', 'ipv5', 'must match ^ipv[46]$'],
  ])('names the variable %s where it is %j', async (name, value, why) => {
    const error = await caught(() => readVariables({ [name]: value }, linux));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ message: `the variable ${name} ${why}`, hint: 'correct the variable, or unset it' });
  });
});

describe('environmentKeys', () => {
  test.each<[string, Environment]>([
    ['nothing', {}],
    ['blanks', { AWS_ACCESS_KEY_ID: ' ', AWS_SECRET_ACCESS_KEY: '' }],
  ])('are none with %s', (_, env) => {
    expect(keys(env)).toBeUndefined();
  });

  test.each<[string, Environment, string]>([
    ['an id alone', { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000001' }, 'AWS_SECRET_ACCESS_KEY'],
    ['a secret alone', { AWS_SECRET_ACCESS_KEY: 'made-up/secret' }, 'AWS_ACCESS_KEY_ID'],
    ['a blank secret', { ...pair, AWS_SECRET_ACCESS_KEY: ' ' }, 'AWS_SECRET_ACCESS_KEY'],
  ])('are refused with %s', async (_, env, lacks) => {
    const error = await caught(() => keys(env));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ message: `the variable ${lacks} is not set, its other half is` });
  });

  const plain = { accessKeyId: 'AKIAEXAMPLE000000001', secret: 'made-up/secret', token: undefined };

  test.each<[string, Environment, object]>([
    ['a pair', pair, plain],
    ['a token', { ...pair, AWS_SESSION_TOKEN: 'one' }, { ...plain, token: 'one' }],
    ["a token's old name", { ...pair, AWS_SECURITY_TOKEN: 'two' }, { ...plain, token: 'two' }],
    ['both names', { ...pair, AWS_SECURITY_TOKEN: 'two', AWS_SESSION_TOKEN: 'one' }, { ...plain, token: 'one' }],
    [
      'an expiry and an account',
      { ...pair, AWS_CREDENTIAL_EXPIRATION: '1970-01-01T00:00:01Z', AWS_ACCOUNT_ID: '111122223333' },
      { ...plain, expiration: 1000, accountId: '111122223333' },
    ],
  ])('are read with %s', (_, env, expected) => {
    expect(keys(env)).toEqual(expected);
  });
});
