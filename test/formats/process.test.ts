import { describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/core/credentials';
import { Secret } from '../../src/core/secret';
import { processFormat } from '../../src/formats/process';

const pair: Credentials = { accessKeyId: 'AKIAEXAMPLE000000001', secretAccessKey: new Secret('made-up/"secret"') };
const answer = { credentials: pair, variables: [], profile: 'prod' };

describe('the document of credential_process', () => {
  test.each<[string, Partial<Credentials>, object]>([
    ['a key pair alone', {}, {}],
    ['a token', { sessionToken: new Secret('made-up') }, { SessionToken: 'made-up' }],
    ['an expiry', { expiration: Date.UTC(2026, 0, 31, 9, 8, 7, 654) }, { Expiration: '2026-01-31T09:08:07Z' }],
    ['an account', { accountId: '011122223333' }, { AccountId: '011122223333' }],
  ])('holds %s and no member without a value', (...[, more, members]) => {
    const text = processFormat({ ...answer, credentials: { ...pair, ...more } });
    expect(JSON.parse(text)).toEqual({
      Version: 1,
      AccessKeyId: 'AKIAEXAMPLE000000001',
      SecretAccessKey: 'made-up/"secret"',
      ...members,
    });
  });

  test('begins with the number 1 as its version, on one line', () => {
    expect(processFormat(answer)).toMatch(/^\{"Version":1,[^\n]*\}\n$/);
  });
});
