import { describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/core/credentials';
import { Secret } from '../../src/core/secret';
import { plainVariables } from '../../src/core/variables';
import type { Answer } from '../../src/formats/format';
import { formatNames, formats } from '../../src/formats/index';

const whole: Credentials = {
  accessKeyId: 'ASIAEXAMPLE000000001',
  secretAccessKey: new Secret('made-up/secret+1'),
  sessionToken: new Secret('made-up/token=='),
  expiration: Date.UTC(2026, 0, 31, 9),
  accountId: '111122223333',
};

const setting = { env: {}, profile: 'prod', renewable: true, region: 'eu-west-1', setRegion: false };

function answered(credentials: Credentials): Answer {
  return { credentials, variables: plainVariables(credentials, Date.UTC(2026, 0, 31, 8), setting), profile: 'prod' };
}

describe.each(formatNames)('the format %s', (name) => {
  const { load } = formats[name];

  test('says everything a program needs, and ends with a line feed', async () => {
    const text = (await load())(answered(whole));
    for (const part of ['ASIAEXAMPLE000000001', 'made-up/secret+1', 'made-up/token==']) expect(text).toContain(part);
    expect(text).toMatch(/\n$/);
  });

  test('never shows the mask of a secret, nor the name of what is not there', async () => {
    const format = await load();
    const { accessKeyId, secretAccessKey } = whole;
    for (const text of [format(answered(whole)), format(answered({ accessKeyId, secretAccessKey }))]) {
      expect(text).not.toMatch(/•|undefined|NaN/);
      // The only null is nushell's, for what is to go.
      if (name !== 'nushell') expect(text).not.toMatch(/null/);
    }
  });

  test('stays below 8 KiB with a token of the usual length', async () => {
    const text = (await load())(answered({ ...whole, sessionToken: new Secret('x'.repeat(4_096)) }));
    expect(Buffer.byteLength(text)).toBeLessThan(8_192);
  });
});
