import { describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/core/credentials';
import { Secret } from '../../src/core/secret';
import { formats } from '../../src/formats/index';

const whole: Credentials = {
  accessKeyId: 'ASIAEXAMPLE000000001',
  secretAccessKey: new Secret('made-up/secret+1'),
  sessionToken: new Secret('made-up/token=='),
  expiration: Date.UTC(2026, 0, 31, 9),
  accountId: '111122223333',
};

const answered = (credentials: Credentials) => ({ credentials, variables: [], profile: 'prod' });

describe.each(Object.entries(formats))('the format %s', (_, { load }) => {
  test('says everything a program needs, and ends with a line feed', async () => {
    const text = (await load())(answered(whole));
    for (const part of ['ASIAEXAMPLE000000001', 'made-up/secret+1', 'made-up/token==']) expect(text).toContain(part);
    expect(text).toMatch(/\n$/);
  });

  test('never shows the mask of a secret, nor what is not there', async () => {
    const format = await load();
    const { accessKeyId, secretAccessKey } = whole;
    for (const text of [format(answered(whole)), format(answered({ accessKeyId, secretAccessKey }))]) {
      expect(text).not.toMatch(/•|undefined|null|NaN/);
    }
  });

  test('stays below 8 KiB with a token of the usual length', async () => {
    const text = (await load())(answered({ ...whole, sessionToken: new Secret('x'.repeat(4_096)) }));
    expect(Buffer.byteLength(text)).toBeLessThan(8_192);
  });
});
