import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/core/json';
import { parseCredentials, type Shape } from '../../src/core/parse-credentials';

const shape: Shape = {
  accessKeyId: ['AccessKeyId'],
  secretAccessKey: ['SecretAccessKey'],
  sessionToken: ['Token', 'SessionToken'],
  expiration: ['Expiration'],
  accountId: ['AccountId'],
};
const keys: JsonObject = { AccessKeyId: 'ASIAEXAMPLE000000001', SecretAccessKey: 'made-up/secret' };

function read(more: JsonObject) {
  const found = parseCredentials({ ...keys, ...more }, shape);
  if (typeof found === 'string') return found;
  const { secretAccessKey, sessionToken, ...rest } = found;
  return { ...rest, secret: secretAccessKey.reveal(), token: sessionToken?.reveal() };
}

const plain = { accessKeyId: 'ASIAEXAMPLE000000001', secret: 'made-up/secret', token: undefined };

describe('parseCredentials', () => {
  test.each<[string, JsonObject, object]>([
    ['a key pair alone', {}, plain],
    ['nulls as missing', { Token: null, Expiration: null, AccountId: null }, plain],
    ['the first name of a part that is there', { Token: 'one', SessionToken: 'two' }, { ...plain, token: 'one' }],
    ['the second name of a part', { Token: null, SessionToken: 'two' }, { ...plain, token: 'two' }],
    [
      'everything',
      { Token: 't', Expiration: '2026-01-31T08:09:10Z', AccountId: '111122223333' },
      { ...plain, token: 't', expiration: Date.UTC(2026, 0, 31, 8, 9, 10), accountId: '111122223333' },
    ],
  ])('reads %s', (_, more, expected) => {
    expect(read(more)).toEqual(expected);
  });

  test('leaves members without a value out altogether', () => {
    expect(Object.keys(parseCredentials(keys, shape))).toEqual(['accessKeyId', 'secretAccessKey']);
  });

  test.each<[JsonObject, string]>([
    [{ AccessKeyId: undefined }, 'lacks AccessKeyId'],
    [{ SecretAccessKey: null }, 'lacks SecretAccessKey'],
    [{ AccessKeyId: '' }, 'has an empty AccessKeyId'],
    [{ SecretAccessKey: 5 }, 'has a SecretAccessKey that is no text'],
    [{ Token: {} }, 'has a Token that is no text'],
    [{ SessionToken: '' }, 'has an empty SessionToken'],
    [{ SecretAccessKey: 'a\nb' }, 'has a SecretAccessKey with a line feed or another control character'],
    [{ AccessKeyId: 'a\u0000' }, 'has a AccessKeyId with a line feed or another control character'],
    [{ Expiration: '' }, 'has an empty Expiration'],
    [{ Expiration: 1_769_846_950 }, 'has a Expiration that is no text'],
    [{ Expiration: 'soon' }, 'has an Expiration that is no time like 2026-01-31T08:09:10Z'],
    [{ AccountId: 111122223333 }, 'has a AccountId that is no text'],
  ])('says of %j that it %s', (more, fault) => {
    expect(read(more)).toBe(fault);
  });

  test('never says the values themselves', () => {
    expect(read({ SecretAccessKey: 'made-up\nsecret', Token: 'made-up\ntoken' })).not.toContain('made-up');
  });
});
