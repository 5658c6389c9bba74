import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { TemporaryKey } from '../support/issuer';
import { startSts, type Sts } from '../support/sts';
import { ANNA, deliver, FORM, sign, stsClient, WHO_AM_I, type Got, type Sent, type ToSign } from './signing';

let sts: Sts;
let key: TemporaryKey;

beforeAll(async () => {
  sts = await startSts({ region: 'eu-west-1' });
  sts.issuer.addUser(ANNA);
  const expiration = new Date(Date.now() + 900_000);
  key = sts.issuer.issue({ arn: ANNA.userArn, accountId: ANNA.accountId, kind: 'session', expiration });
});

afterAll(() => sts.close());

async function ask(wanted: Partial<ToSign> = {}, change: (signed: Sent) => Sent = (signed) => signed): Promise<Got> {
  const toSign = { url: sts.url, credentials: key, headers: FORM, body: WHO_AM_I, ...wanted };
  return deliver(change(await sign(toSign)));
}

const withHeader = (name: string, value: string) => (signed: Sent) => ({
  ...signed,
  headers: { ...signed.headers, [name]: value },
});
const withoutHeader = (name: string) => (signed: Sent) => {
  const kept = Object.entries(signed.headers).filter(([one]) => one !== name);
  return { ...signed, headers: Object.fromEntries(kept) };
};

describe('the double of STS, given a request that was tampered with', () => {
  test('accepts it when nothing was changed', async () => {
    const refused = sts.refusals.length;
    expect((await ask()).status).toBe(200);
    expect(sts.refusals).toHaveLength(refused);
  });

  test('refuses a changed body and does not log it as a call', async () => {
    const calls = sts.calls.length;
    const got = await ask({}, (signed) => ({ ...signed, body: WHO_AM_I.replace('CallerIdentity', 'SessionToken') }));
    expect(got.status).toBe(403);
    expect(got.body).toContain('<Code>SignatureDoesNotMatch</Code>');
    expect(sts.calls).toHaveLength(calls);
    expect(sts.refusals.at(-1)).toMatchObject({ reason: 'signature', action: 'GetSessionToken' });
  });

  test('refuses a changed header that was signed', async () => {
    const got = await ask({}, withHeader('content-type', 'application/x-www-form-urlencoded; charset=utf-8'));
    expect(got.body).toContain('SignatureDoesNotMatch');
  });

  test('refuses a wrong secret', async () => {
    const got = await ask({ credentials: { ...key, secretAccessKey: 'another' } });
    expect(got.body).toContain('SignatureDoesNotMatch');
  });

  test('refuses a session token that is missing, wrong, added later or sent with a key that has none', async () => {
    const { accessKeyId, secretAccessKey } = key;
    const missing = await ask({ credentials: { accessKeyId, secretAccessKey } });
    const wrong = await ask({ credentials: { accessKeyId, secretAccessKey, sessionToken: 'another' } });
    const extra = await ask({ credentials: { ...ANNA, sessionToken: key.sessionToken } });
    for (const got of [missing, wrong, extra]) {
      expect(got.status).toBe(403);
      expect(got.body).toContain('<Code>InvalidClientTokenId</Code>');
    }
    const added = withHeader('x-amz-security-token', key.sessionToken);
    expect((await ask({ credentials: { accessKeyId, secretAccessKey } }, added)).body).toContain('SignedHeader');
  });

  test('refuses a request without signature', async () => {
    const got = await ask({}, withoutHeader('authorization'));
    expect(got.status).toBe(403);
    expect(got.body).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  test('refuses a request signed for another region, service or hour', async () => {
    expect((await ask({ region: 'us-east-1' })).body).toContain('Credential should be scoped to a valid region');
    expect((await ask({ service: 's3' })).body).toContain('correct service');
    expect((await ask({ at: new Date(Date.now() - 3_600_000) })).body).toContain('Signature expired');
    expect((await ask({ at: new Date(Date.now() + 3_600_000) })).body).toContain('Signature not yet current');
  });

  test('tells its own time, by which the SDK sets its clock right', async () => {
    sts.clockOffsetSeconds = 1800;
    try {
      const date = Date.parse((await ask()).headers['date'] ?? '');
      expect(Math.abs(date - Date.now() - 1_800_000)).toBeLessThan(5000);
      const answer = await stsClient(sts.url, ANNA, { maxAttempts: 2 }).send(new GetCallerIdentityCommand({}));
      expect(answer.Arn).toBe(ANNA.userArn);
      expect(sts.refusals.at(-1)?.message).toContain('Signature expired');
    } finally {
      sts.clockOffsetSeconds = 0;
    }
  });
});
