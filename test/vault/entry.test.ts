import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../src/core/secret';
import { decodeEntry, encodeEntry, type Entry } from '../../src/vault/entry';

const whole: Entry = {
  credentials: {
    accessKeyId: 'ASIAEXAMPLE000000001',
    secretAccessKey: new Secret('made-up/secret'),
    sessionToken: new Secret('made-up/token'),
    expiration: 2_000_000,
    accountId: '111122223333',
  },
  obtainedAt: 1_000_000,
  clockBehind: 90_000,
  profile: 'my "profile"\n',
  source: 'assume-role',
};
const least = {
  accessKeyId: 'ASIAEXAMPLE000000001',
  secretAccessKey: new Secret('made-up/secret'),
  expiration: 2_000_000,
};

/** The entry with its secrets laid open: two different secrets look equal otherwise. */
function open(entry: Entry | undefined) {
  if (entry === undefined) return undefined;
  const { secretAccessKey, sessionToken, ...credentials } = entry.credentials;
  return { ...entry, credentials: { ...credentials, secret: secretAccessKey.reveal(), token: sessionToken?.reveal() } };
}

function packed(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

describe('an entry', () => {
  test.each<[string, Entry]>([
    ['with everything', whole],
    ['without token and account', { ...whole, credentials: least }],
  ])('%s comes back as it was kept', (_, entry) => {
    expect(open(decodeEntry(encodeEntry(entry)))).toEqual(open(entry));
  });

  test('is one line of base64, since a line feed breaks a keyring', () => {
    expect(encodeEntry(whole)).toMatch(/^[A-Za-z0-9+/=]+$/);
  });

  test('has no member for what is missing', () => {
    const entry = decodeEntry(encodeEntry({ ...whole, credentials: least }));
    expect(Object.keys(entry?.credentials ?? {}).sort()).toEqual(['accessKeyId', 'expiration', 'secretAccessKey']);
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['text', 'not base64 at all'],
    ['half of one', encodeEntry(whole).slice(0, 40)],
    ['another version', packed({ v: 2, accessKeyId: 'a', secretAccessKey: 'b', expiration: 1, obtainedAt: 1 })],
    ['no key', packed({ v: 1, secretAccessKey: 'b', expiration: 1, obtainedAt: 1 })],
    ['no secret', packed({ v: 1, accessKeyId: 'a', expiration: 1, obtainedAt: 1 })],
    [
      'an expiry that is no number',
      packed({ v: 1, accessKeyId: 'a', secretAccessKey: 'b', expiration: '1', obtainedAt: 1 }),
    ],
    ['no moment it came', packed({ v: 1, accessKeyId: 'a', secretAccessKey: 'b', expiration: 1 })],
    ['a list', packed([1])],
  ])('is missing where there is %s', (_, text) => {
    expect(decodeEntry(text)).toBeUndefined();
  });

  test('does without what is for people only', () => {
    const entry = decodeEntry(packed({ v: 1, accessKeyId: 'a', secretAccessKey: 'b', expiration: 1, obtainedAt: 2 }));
    expect(entry).toMatchObject({ clockBehind: 0, profile: '', source: '', obtainedAt: 2 });
  });
});
