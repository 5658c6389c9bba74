import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { whoami } from '../../src/commands/whoami';
import { NeedsPersonError, SourceError } from '../../src/core/errors';
import { caught, removeFolders } from '../support/fake-system';
import { user } from '../support/world';
import { signingIn, type SigningIn } from './signing-in';

let made: SigningIn;
beforeEach(async () => {
  made = await signingIn(['135790']);
});
afterEach(async () => {
  await made.sts.close();
});
afterAll(removeFolders);

const text = async (...words: string[]): Promise<string> => (await made.end(whoami, ...words)).text ?? '';

/** Neither a secret key nor a token of anybody. */
function expectNoSecret(shown: string): void {
  for (const { secretAccessKey, sessionToken } of made.sts.issuer.keys.values()) {
    expect(shown).not.toContain(secretAccessKey);
    if (sessionToken !== undefined) expect(shown).not.toContain(sessionToken);
  }
}

describe('brs whoami', () => {
  test('says of a role who it is, how long it lasts, and the way to it', async () => {
    const shown = await text('--profile', 'prod');
    expect(shown.split('\n')).toEqual([
      expect.stringMatching(/^arn:aws:sts::111122223333:assumed-role\/prod\/\S+$/),
      'account  111122223333',
      expect.stringMatching(/^user id {2}AROA\w+:\S+$/),
      expect.stringMatching(/^expires {2}\d{4}-\d\d-\d\dT[\d:]+Z \((1 h|\d+ min) left\)$/),
      `chain    ann (static ${user.accessKeyId}) → prod (mfa-session ${user.mfaSerial}) → prod (assume-role arn:aws:iam::111122223333:role/prod)`,
      '',
    ]);
    expect(made.calls()).toEqual(['GetSessionToken 135790', 'prod', 'GetCallerIdentity']);
    expectNoSecret(shown);
  });

  test('says of static keys whose they are, and that they never expire', async () => {
    const shown = await text('--profile', 'ann');
    expect(shown).toContain(`${user.userArn}\naccount  ${user.accountId}\n`);
    expect(shown).toContain(`expires  never\nchain    ann (static ${user.accessKeyId})\n`);
    expectNoSecret(shown);
  });

  test('asks STS each time, and uses what is kept', async () => {
    await text('--profile', 'prod');
    await text('--profile', 'prod');
    expect(made.calls().slice(2)).toEqual(['GetCallerIdentity', 'GetCallerIdentity']);
  });

  test('says it as JSON on one line', async () => {
    const shown = await text('--profile', 'prod', '--json');
    expect(shown).toMatch(/^\{[^\n]+\}\n$/);
    const document = JSON.parse(shown) as Record<string, unknown>;
    expect(Object.keys(document)).toEqual(['arn', 'account', 'userId', 'expiration', 'chain']);
    expect(document).toMatchObject({ account: '111122223333', expiration: expect.stringMatching(/Z$/) });
    expectNoSecret(shown);
  });

  test('leaves the expiration out of the JSON of what never expires', async () => {
    expect(JSON.parse(await text('--profile', 'ann', '--json'))).not.toHaveProperty('expiration');
  });

  test('takes the keys of the environment where no profile is there', async () => {
    made.env['AWS_ACCESS_KEY_ID'] = user.accessKeyId;
    made.env['AWS_SECRET_ACCESS_KEY'] = user.secretAccessKey;
    made.env['AWS_REGION'] = 'eu-west-1';
    const shown = await text();
    expect(shown).toContain(`${user.userArn}\n`);
    expect(shown).toContain(`(environment ${user.accessKeyId})`);
    expectNoSecret(shown);
  });
});

describe('whoami fails', () => {
  test('where STS refuses, with its reason', async () => {
    made.sts.failNext(1, { status: 403, code: 'InvalidClientTokenId', message: 'The key was taken away' });
    const error = await caught(() => text('--profile', 'ann'));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ exitCode: 4, message: expect.stringContaining('GetCallerIdentity') });
  });

  test('for keys of the environment that have expired, without asking STS', async () => {
    made.env['AWS_ACCESS_KEY_ID'] = user.accessKeyId;
    made.env['AWS_SECRET_ACCESS_KEY'] = user.secretAccessKey;
    made.env['AWS_SESSION_TOKEN'] = 'made-up';
    made.env['AWS_CREDENTIAL_EXPIRATION'] = '2020-01-31T08:00:00Z';
    expect(await caught(() => text())).toMatchObject({ exitCode: 4, message: expect.stringContaining('expired') });
    expect(made.calls()).toEqual([]);
  });

  test('for keys that STS calls expired', async () => {
    made.sts.failNext(1, { status: 403, code: 'ExpiredToken', message: 'The security token included is expired' });
    expect(await caught(() => text('--profile', 'ann'))).toMatchObject({ exitCode: 4 });
  });

  test('where a person is needed and not there', async () => {
    expect(await caught(() => text('--profile', 'prod', '--no-prompt'))).toBeInstanceOf(NeedsPersonError);
  });
});
