import { describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/core/credentials';
import { Secret } from '../../src/core/secret';
import { endpointVariables, plainVariables, unsetVariables, withVariables } from '../../src/core/variables';
import type { Setting, Variable } from '../../src/core/variables';

const secretAccessKey = new Secret('made-up/secret');
const sessionToken = new Secret('made-up/token');
const expiration = Date.parse('2031-02-03T04:05:06Z');
const key = 'ASIAEXAMPLEVARIABLE1';
const credentials: Credentials = {
  accessKeyId: key,
  secretAccessKey,
  sessionToken,
  expiration,
  accountId: '111122223333',
};
const endpoint = { url: 'http://127.0.0.1:1/x', token: new Secret('made-up-token') };

function setting(env: Setting['env'] = {}, more: Partial<Setting> = {}): Setting {
  return { env, profile: 'prod', renewable: true, region: 'eu-west-1', setRegion: false, ...more };
}

/** An environment after the variables, without those taken away. */
function after(env: Setting['env'], variables: readonly Variable[]): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(withVariables(env, variables)).filter(([, value]) => value !== undefined));
}

const plain = (env: Setting['env'] = {}, more?: Partial<Setting>) =>
  after(env, plainVariables(credentials, expiration - 60_000, setting(env, more)));
const served = (env: Setting['env'] = {}, more?: Partial<Setting>) =>
  after(env, endpointVariables(endpoint, '111122223333', setting(env, more)));

const keys = { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: 'made-up/secret', AWS_SESSION_TOKEN: 'made-up/token' };
const regions = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-1', BRS_REGION: 'eu-west-1' };
const seconds = expiration / 1000;

describe('plain variables', () => {
  test('are the credentials, the region, and marks of what brs did', () => {
    expect(plain({ PATH: '/bin' })).toEqual({
      PATH: '/bin',
      ...keys,
      ...regions,
      AWS_CREDENTIAL_EXPIRATION: '2031-02-03T04:05:06Z',
      AWS_ACCOUNT_ID: '111122223333',
      BRS_PROFILE: 'prod',
      BRS_ACCESS_KEY_ID: key,
      BRS_EXPIRES_AT: String(seconds),
      BRS_RENEW_AT: String(seconds - 60),
    });
  });

  test('of keys that never expire leave nothing of older ones', () => {
    const before = plain();
    const lasting = { accessKeyId: 'AKIAEXAMPLELASTING01', secretAccessKey };
    expect(after(before, plainVariables(lasting, undefined, setting(before)))).toEqual({
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLELASTING01',
      AWS_SECRET_ACCESS_KEY: 'made-up/secret',
      ...regions,
      BRS_PROFILE: 'prod',
      BRS_ACCESS_KEY_ID: 'AKIAEXAMPLELASTING01',
    });
  });

  test('say no time to renew where the profile alone does not tell how', () => {
    expect(plain({}, { renewable: false })).not.toHaveProperty('BRS_RENEW_AT');
    expect(plain({}, { profile: undefined })).not.toHaveProperty('BRS_PROFILE');
  });

  test('take away what SDKs would rather believe, and remember the profile', () => {
    const found = plain({ AWS_PROFILE: 'mine', AWS_SECURITY_TOKEN: 'old' });
    expect(found).toMatchObject({ ...keys, BRS_SAVED_AWS_PROFILE: 'mine' });
    expect(Object.keys(found).filter((name) => ['AWS_PROFILE', 'AWS_SECURITY_TOKEN'].includes(name))).toEqual([]);
    expect(plain(found)).toMatchObject({ BRS_SAVED_AWS_PROFILE: 'mine' });
  });

  test('name every secret as a secret', () => {
    const values = plainVariables(credentials, undefined, setting()).map(({ value }) => value);
    expect(JSON.stringify(values)).not.toContain('made-up');
    expect(values).toEqual(expect.arrayContaining([secretAccessKey, sessionToken]));
  });
});

describe('variables of the endpoint', () => {
  test('say where it is, and hold no credentials', () => {
    expect(served({ PATH: '/bin' })).toEqual({
      PATH: '/bin',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/x',
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'made-up-token',
      ...regions,
      AWS_ACCOUNT_ID: '111122223333',
      BRS_PROFILE: 'prod',
    });
  });

  test('name the file where the token is in one, and not the token', () => {
    const env = { AWS_CONTAINER_AUTHORIZATION_TOKEN: 'old' };
    const found = after(env, endpointVariables({ ...endpoint, token: { file: '/t' } }, undefined, setting(env)));
    expect(found).toMatchObject({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/t' });
    expect(found).not.toHaveProperty('AWS_CONTAINER_AUTHORIZATION_TOKEN');
  });

  test.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_ACCESS_KEY',
    'AWS_SECRET_KEY',
    'AWS_SECURITY_TOKEN',
    'AWS_CREDENTIAL_EXPIRATION',
    'AWS_PROFILE',
    'AWS_DEFAULT_PROFILE',
    'AWS_ROLE_ARN',
    'AWS_ROLE_SESSION_NAME',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    'BRS_ACCESS_KEY_ID',
    'BRS_EXPIRES_AT',
    'BRS_RENEW_AT',
    'BRS_SAVED_AWS_PROFILE',
  ])('take %s away', (name) => {
    expect(served({ [name]: 'old', PATH: '/bin' })).toEqual(served({ PATH: '/bin' }));
  });

  test('leave nothing of plain ones from outside', () => {
    expect(served(plain({ PATH: '/bin' }))).toEqual(served({ PATH: '/bin' }));
  });

  test('leave an account from outside only where it is this one', () => {
    const env = { AWS_ACCOUNT_ID: '999988887777' };
    expect(after(env, endpointVariables(endpoint, undefined, setting(env)))).not.toHaveProperty('AWS_ACCOUNT_ID');
  });
});

describe("the profile's region", () => {
  const both = (env: Setting['env']) => [env['AWS_REGION'], env['AWS_DEFAULT_REGION'], env['BRS_REGION']];
  test.each<[string, Setting['env'], Partial<Setting>, (string | undefined)[]]>([
    ['goes along', {}, {}, ['eu-west-1', 'eu-west-1', 'eu-west-1']],
    ['fills in for empty ones', { AWS_REGION: '' }, {}, ['eu-west-1', 'eu-west-1', 'eu-west-1']],
    ['gives way to one that is set', { AWS_REGION: 'us-west-2' }, {}, ['us-west-2', undefined, undefined]],
    ['gives way to the other one, too', { AWS_DEFAULT_REGION: 'us-west-2' }, {}, [undefined, 'us-west-2', undefined]],
    [
      'goes over it on demand',
      { AWS_REGION: 'us-west-2' },
      { setRegion: true },
      ['eu-west-1', 'eu-west-1', 'eu-west-1'],
    ],
    [
      'is left out where there is none',
      { AWS_REGION: 'us-west-2' },
      { region: undefined, setRegion: true },
      ['us-west-2', undefined, undefined],
    ],
    [
      "goes over one of brs's own",
      { AWS_REGION: 'a', AWS_DEFAULT_REGION: 'a', BRS_REGION: 'a' },
      {},
      ['eu-west-1', 'eu-west-1', 'eu-west-1'],
    ],
    [
      "takes brs's own away where there is none",
      { AWS_REGION: 'a', AWS_DEFAULT_REGION: 'a', BRS_REGION: 'a' },
      { region: undefined },
      [undefined, undefined, undefined],
    ],
    [
      'gives way to one that was set since',
      { AWS_REGION: 'b', AWS_DEFAULT_REGION: 'a', BRS_REGION: 'a' },
      {},
      ['b', 'a', 'a'],
    ],
  ])('%s', (...[, env, more, expected]) => {
    expect([both(plain(env, more)), both(served(env, more))]).toEqual([expected, expected]);
  });
});

describe('what brs did is taken back', () => {
  const undone = (env: Setting['env']) => after(env, unsetVariables(env));

  test.each<[string, Setting['env']]>([
    ['in a clean environment', { PATH: '/bin' }],
    ['with a profile that stood in the way', { AWS_PROFILE: 'mine' }],
    ['with a region of the person', { AWS_REGION: 'us-west-2' }],
  ])('wholly: %s', (_, env) => {
    expect(undone(plain(env))).toEqual(env);
    expect(undone(plain(plain(env)))).toEqual(env);
  });

  test('but for what the person set since', () => {
    const since = { ...plain({ AWS_PROFILE: 'mine' }), AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEMINE00001', AWS_PROFILE: 'new' };
    const found = undone({ ...since, AWS_REGION: 'us-west-2' });
    expect(found).toMatchObject({
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEMINE00001',
      AWS_PROFILE: 'new',
      AWS_REGION: 'us-west-2',
    });
    expect(Object.keys(found).filter((name) => name.startsWith('BRS_'))).toEqual([]);
  });
});
