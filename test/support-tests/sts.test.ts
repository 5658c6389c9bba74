import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { STSClient } from '@aws-sdk/client-sts';
import { startSts, type Sts } from '../support/sts';
import { ANNA, deliver, FORM, ROLE, sign, stsClient, WHO_AM_I } from './signing';

const SESSION = { RoleArn: ROLE, RoleSessionName: 'anna' };
const MFA = { SerialNumber: ANNA.mfaSerial };

let sts: Sts;
let client: STSClient;

beforeAll(async () => {
  sts = await startSts();
  sts.issuer.addUser(ANNA);
  client = stsClient(sts.url, ANNA);
});

beforeEach(() => {
  sts.roles.clear();
  sts.lifetimeSeconds = undefined;
});

afterAll(() => sts.close());

async function assumed(by = client): Promise<STSClient> {
  const { Credentials: made } = await by.send(new AssumeRoleCommand(SESSION));
  const key = sts.issuer.find(made?.AccessKeyId ?? '');
  if (key === undefined) throw new Error('no key was issued');
  return stsClient(sts.url, key);
}

describe('the double of STS', () => {
  test('says who calls', async () => {
    const answer = await client.send(new GetCallerIdentityCommand({}));
    expect(answer).toMatchObject({ Arn: ANNA.userArn, Account: '123456789012' });
    expect(sts.calls.at(-1)).toMatchObject({
      action: 'GetCallerIdentity',
      accessKeyId: ANNA.accessKeyId,
      region: 'eu-west-1',
      host: sts.url.slice('http://'.length),
      userAgent: expect.stringContaining('aws-sdk-js'),
      status: 200,
    });
  });

  test('assumes a role with every parameter, and its credentials work', async () => {
    const before = sts.count('AssumeRole');
    const answer = await client.send(
      new AssumeRoleCommand({
        ...SESSION,
        DurationSeconds: 43_200,
        ExternalId: 'ticket:1/2',
        SourceIdentity: 'anna',
        Policy: '{"Version":"2012-10-17","Statement":[]}',
        PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
        Tags: [
          { Key: 'Größe', Value: 'a b+c' },
          { Key: 'empty', Value: '' },
        ],
        TransitiveTagKeys: ['empty'],
        ProvidedContexts: [{ ProviderArn: 'arn:aws:iam::aws:contextProvider/X', ContextAssertion: 'abcd' }],
      }),
    );
    expect(answer.AssumedRoleUser?.Arn).toBe('arn:aws:sts::123456789012:assumed-role/reader/anna');
    expect(answer.SourceIdentity).toBe('anna');
    expect(Number(answer.Credentials?.Expiration) - Date.now()).toBeGreaterThan(43_190_000);
    expect(sts.count('AssumeRole')).toBe(before + 1);
    expect(sts.calls.at(-1)?.params).toMatchObject({ 'Tags.member.1.Key': 'Größe', 'Tags.member.1.Value': 'a b+c' });
    const who = await (await assumed()).send(new GetCallerIdentityCommand({}));
    expect(who.Arn).toBe(answer.AssumedRoleUser?.Arn);
  });

  test('gives one hour to a role and twelve to a session unless asked, in whole seconds', async () => {
    const left = (date: Date | undefined): number => Math.round((Number(date) - Date.now()) / 1000);
    const role = await client.send(new AssumeRoleCommand(SESSION));
    const session = await client.send(new GetSessionTokenCommand({}));
    expect(Math.abs(left(role.Credentials?.Expiration) - 3600)).toBeLessThan(3);
    expect(Math.abs(left(session.Credentials?.Expiration) - 43_200)).toBeLessThan(3);
    const body = `Action=GetSessionToken&Version=2011-06-15`;
    const raw = await deliver(await sign({ url: sts.url, credentials: ANNA, headers: FORM, body }));
    expect(raw.body).toMatch(/<Expiration>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/Expiration>/);
    expect(raw.body).toContain('xmlns="https://sts.amazonaws.com/doc/2011-06-15/"');
  });

  test('refuses the expired, with a lifetime forced by the test', async () => {
    sts.lifetimeSeconds = -1;
    const expired = await assumed();
    await expect(expired.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
      $metadata: { httpStatusCode: 403 },
    });
    expect(sts.refusals.at(-1)).toMatchObject({ code: 'ExpiredToken', action: 'GetCallerIdentity' });
  });

  test('refuses parameters outside the limits of the model, all of them in one message', async () => {
    const wrong = client.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'a', DurationSeconds: 899 }));
    await expect(wrong).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        "2 validation errors detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: " +
        "Member must have length greater than or equal to 2; Value '899' at 'durationSeconds' failed to satisfy " +
        'constraint: Member must have value greater than or equal to 900',
    });
    const tags = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' }));
    await expect(client.send(new AssumeRoleCommand({ ...SESSION, Tags: tags }))).rejects.toThrow(/'tags'/);
    const { RoleSessionName } = SESSION;
    await expect(client.send(new AssumeRoleCommand({ RoleSessionName, RoleArn: undefined }))).rejects.toThrow(/null/);
    const user = new AssumeRoleCommand({ RoleSessionName, RoleArn: ANNA.userArn });
    await expect(client.send(user)).rejects.toThrow(`${ANNA.userArn} is invalid`);
    const transitive = new AssumeRoleCommand({ ...SESSION, TransitiveTagKeys: ['absent'] });
    await expect(client.send(transitive)).rejects.toMatchObject({ name: 'ValidationError' });
    const broken = client.send(new AssumeRoleCommand({ ...SESSION, Policy: '{' }));
    await expect(broken).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
    const long = client.send(new AssumeRoleCommand({ ...SESSION, Policy: `"${'a'.repeat(2100)}"` }));
    await expect(long).rejects.toMatchObject({ name: 'PackedPolicyTooLargeException' });
  });

  test('limits a role assumed from temporary credentials to one hour, and gives such no session token', async () => {
    const chained = await assumed();
    await expect(chained.send(new AssumeRoleCommand({ ...SESSION, DurationSeconds: 3601 }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
    await expect(chained.send(new AssumeRoleCommand({ ...SESSION, DurationSeconds: 3600 }))).resolves.toBeDefined();
    await expect(chained.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
    });
  });

  test('lets in only those whom the role trusts, for as long as it allows', async () => {
    const refused = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
    sts.roles.set('arn:aws:iam::123456789012:role/other', {});
    await expect(client.send(new AssumeRoleCommand(SESSION))).rejects.toMatchObject({
      ...refused,
      message: `User: ${ANNA.userArn} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
    });
    sts.roles.set(ROLE, { trusted: (arn) => arn !== ANNA.userArn });
    await expect(client.send(new AssumeRoleCommand(SESSION))).rejects.toMatchObject(refused);
    sts.roles.set(ROLE, { externalId: 'right', maxSessionDuration: 7200 });
    await expect(client.send(new AssumeRoleCommand(SESSION))).rejects.toMatchObject(refused);
    const right = { ...SESSION, ExternalId: 'right' };
    await expect(client.send(new AssumeRoleCommand({ ...right, DurationSeconds: 7200 }))).resolves.toBeDefined();
    const long = client.send(new AssumeRoleCommand({ ...right, DurationSeconds: 7201 }));
    await expect(long).rejects.toThrow('exceeds the MaxSessionDuration set for this role');
  });

  test('takes a one-time code once, and only with the serial number of the caller', async () => {
    sts.acceptCode('123456');
    const wrongSerial = new GetSessionTokenCommand({ SerialNumber: `${ANNA.mfaSerial ?? ''}2`, TokenCode: '123456' });
    await expect(client.send(wrongSerial)).rejects.toThrow('unable to validate MFA code');
    await expect(client.send(new GetSessionTokenCommand(MFA))).rejects.toThrow('must provide both');
    const right = new GetSessionTokenCommand({ ...MFA, TokenCode: '123456' });
    await expect(client.send(right)).resolves.toBeDefined();
    await expect(client.send(right)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    });
  });

  test('assumes a role that demands MFA with a code, or from a session made with one', async () => {
    sts.roles.set(ROLE, { mfaRequired: true });
    await expect(client.send(new AssumeRoleCommand(SESSION))).rejects.toMatchObject({ name: 'AccessDenied' });
    const seen: string[] = [];
    sts.codeIsValid = (code) => seen.push(code) > 0 && code === '654321';
    const withCode = new AssumeRoleCommand({ ...SESSION, ...MFA, TokenCode: '654321' });
    await expect(client.send(withCode)).resolves.toBeDefined();
    await expect(client.send(withCode)).rejects.toThrow('invalid MFA one time pass code');
    expect(seen).toEqual(['654321']);
    sts.acceptCode('111111');
    const made = await client.send(new GetSessionTokenCommand({ ...MFA, TokenCode: '111111' }));
    const session = sts.issuer.find(made.Credentials?.AccessKeyId ?? '');
    expect(session).toMatchObject({ kind: 'session', withMfa: true });
    await expect(stsClient(sts.url, session ?? ANNA).send(new AssumeRoleCommand(SESSION))).resolves.toBeDefined();
  });

  test('knows only its own version, actions, parameters and way to be asked', async () => {
    const ask = async (body: string, headers: Record<string, string> = FORM): Promise<string> =>
      (await deliver(await sign({ url: sts.url, credentials: ANNA, headers, body }))).body;
    expect(await ask('Action=GetCallerIdentity')).toContain('for version NO_VERSION_SPECIFIED');
    expect(await ask('Action=Other&Version=2011-06-15')).toContain('<Code>InvalidAction</Code>');
    expect(await ask(`${WHO_AM_I}&Rolearn=x`)).toContain('Unexpected parameter: Rolearn');
    expect(await ask(WHO_AM_I, { 'content-type': 'text/plain' })).toContain('<Code>MalformedInput</Code>');
    expect(await ask(WHO_AM_I)).toContain(`<Arn>${ANNA.userArn}</Arn>`);
  });
});
