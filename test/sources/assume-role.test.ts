import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { StsOptions } from '../../src/config/sts-options';
import type { Credentials } from '../../src/core/credentials';
import { SourceError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import { assumeRole } from '../../src/sources/assume-role';
import { mfaSession } from '../../src/sources/mfa-session';
import type { AssumeRoleSettings, FetchContext, MfaSettings } from '../../src/sources/source';
import { caught, makeFakeClock, makeFakeSystem, removeFolders } from '../support/fake-system';
import { makeContext } from '../support/fetching';
import { startSts, type Sts } from '../support/sts';
import { roleArn, user } from '../support/world';

afterAll(removeFolders);

const open: Sts[] = [];
afterEach(async () => {
  for (const sts of open.splice(0)) await sts.close();
});

async function start() {
  const sts = await startSts();
  open.push(sts);
  sts.issuer.addUser(user);
  const options: StsOptions = {
    region: 'eu-west-1',
    endpoint: sts.url,
    fips: false,
    dualstack: false,
    global: false,
    attempts: 2,
    budgetMs: 20_000,
    connectMs: 5_000,
    readMs: 10_000,
  };
  const system = makeFakeSystem({ random: () => 0, clock: makeFakeClock(Date.now()) });
  return { sts, options, system };
}

const upstream: Credentials = { accessKeyId: user.accessKeyId, secretAccessKey: new Secret(user.secretAccessKey) };
const device: MfaSettings = { serial: user.mfaSerial, prompt: 'auto' };

const common = { Version: '2011-06-15' };

function sent({ calls }: Sts): object[] {
  return calls.map(({ params }) => params);
}

/** A person who gives these codes, and what was asked and used. */
function person(codes: readonly string[]) {
  const asked: string[] = [];
  const used: string[] = [];
  const mfaCode: FetchContext['mfaCode'] = ({ serial }) => {
    const code = codes[asked.length] ?? '999999';
    asked.push(serial);
    return Promise.resolve({ code, canAskAgain: true, used: () => void used.push(code), done: () => undefined });
  };
  return { mfaCode, asked, used };
}

describe('AssumeRole', () => {
  test('gets the credentials of the role, and whose account it is', async () => {
    const { sts, options, system } = await start();
    const context = makeContext(system, { upstream });
    const found = await assumeRole.fetch({ roleArn, sessionName: 'ann', sts: options }, context);
    expect(found).toMatchObject({ accountId: '111122223333', expiration: expect.any(Number) });
    expect(sts.issuer.find(found.accessKeyId)?.sessionToken).toBe(found.sessionToken?.reveal());
    expect(sent(sts)).toEqual([{ ...common, Action: 'AssumeRole', RoleArn: roleArn, RoleSessionName: 'ann' }]);
    expect(context.serverTimes).toHaveLength(1);
  });

  test('sends every parameter that is set', async () => {
    const { sts, options, system } = await start();
    const settings: AssumeRoleSettings = {
      roleArn,
      sessionName: 'ann',
      durationSeconds: 7_200,
      externalId: 'x/1',
      policy: '{"Version":"2012-10-17"}',
      policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/SecurityAudit'],
      tags: [
        { key: 'team', value: 'a' },
        { key: 'stage', value: '' },
      ],
      transitiveTagKeys: ['team'],
      sourceIdentity: 'ann',
      providedContexts: [
        { providerArn: 'arn:aws:iam::aws:contextProvider/x', contextAssertion: new Secret('made-up') },
      ],
      sts: options,
    };
    await assumeRole.fetch(settings, makeContext(system, { upstream }));
    expect(sts.calls[0]?.params).toEqual({
      ...common,
      Action: 'AssumeRole',
      RoleArn: roleArn,
      RoleSessionName: 'ann',
      DurationSeconds: '7200',
      ExternalId: 'x/1',
      Policy: '{"Version":"2012-10-17"}',
      'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'PolicyArns.member.2.arn': 'arn:aws:iam::aws:policy/SecurityAudit',
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'a',
      'Tags.member.2.Key': 'stage',
      'Tags.member.2.Value': '',
      'TransitiveTagKeys.member.1': 'team',
      SourceIdentity: 'ann',
      'ProvidedContexts.member.1.ProviderArn': 'arn:aws:iam::aws:contextProvider/x',
      'ProvidedContexts.member.1.ContextAssertion': 'made-up',
    });
  });

  test.each([
    ['user', 7_200, '7200', 0],
    ['session', 7_200, '3600', 1],
    ['session', 3_600, '3600', 0],
    ['session', 900, '900', 0],
    ['session', undefined, undefined, 0],
  ] as const)('with keys of a %s asks for %p s and gets %p', async (...[kind, wish, sent, notices]) => {
    const { sts, options, system } = await start();
    const issued = sts.issuer.issue({
      arn: user.userArn,
      accountId: user.accountId,
      kind: 'session',
      expiration: new Date(Date.now() + 3.6e6),
    });
    const session: Credentials = {
      accessKeyId: issued.accessKeyId,
      secretAccessKey: new Secret(issued.secretAccessKey),
      sessionToken: new Secret(issued.sessionToken),
    };
    const settings = {
      roleArn,
      sessionName: 'ann',
      sts: options,
      ...(wish === undefined ? {} : { durationSeconds: wish }),
    };
    await assumeRole.fetch(settings, makeContext(system, { upstream: kind === 'user' ? upstream : session }));
    expect(sts.calls[0]?.params['DurationSeconds']).toBe(sent);
    expect(system.told.notices).toHaveLength(notices);
  });

  test('sends a code with the device, and tells that it was used', async () => {
    const { sts, options, system } = await start();
    sts.acceptCode('123456');
    const { mfaCode, asked, used } = person(['123456']);
    await assumeRole.fetch(
      { roleArn, sessionName: 'ann', mfa: device, sts: options },
      makeContext(system, { upstream, mfaCode }),
    );
    expect(sts.calls[0]?.params).toMatchObject({ SerialNumber: user.mfaSerial, TokenCode: '123456' });
    expect([asked, used]).toEqual([[user.mfaSerial], ['123456']]);
  });

  test('asks for another code where the first was wrong', async () => {
    const { sts, options, system } = await start();
    sts.codeIsValid = (code) => code === '222222';
    const { mfaCode, used } = person(['111111', '222222']);
    await assumeRole.fetch(
      { roleArn, sessionName: 'ann', mfa: device, sts: options },
      makeContext(system, { upstream, mfaCode }),
    );
    expect(used).toEqual(['111111', '222222']);
  });

  test('takes a page that stands in for STS for a failure of the other side', async () => {
    const { sts, options, system } = await start();
    sts.failNext(2, { status: 200, body: '<html><body>Sign in to the network</body></html>' });
    const settings = { roleArn, sessionName: 'ann', sts: options };
    const error = await caught(() => assumeRole.fetch(settings, makeContext(system, { upstream })));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ passing: true, hint: expect.stringContaining('proxy') });
  });

  test('says what was refused, in words of STS', async () => {
    const { sts, options, system } = await start();
    sts.failNext(1, { status: 403, code: 'AccessDenied', message: 'User is not authorized' });
    const settings = { roleArn, sessionName: 'ann', sts: options };
    expect(await caught(() => assumeRole.fetch(settings, makeContext(system, { upstream })))).toMatchObject({
      message: `profile prod: STS refused AssumeRole for ${roleArn} (AccessDenied): User is not authorized`,
      passing: false,
    });
  });
});

describe('GetSessionToken', () => {
  test('gets a session with the code of the device', async () => {
    const { sts, options, system } = await start();
    sts.acceptCode('123456');
    const { mfaCode, used } = person(['123456']);
    const context = makeContext(system, { upstream, mfaCode });
    const found = await mfaSession.fetch({ mfa: device, durationSeconds: 43_200, sts: options }, context);
    const asked = { DurationSeconds: '43200', SerialNumber: user.mfaSerial, TokenCode: '123456' };
    expect(sent(sts)).toEqual([{ ...common, Action: 'GetSessionToken', ...asked }]);
    expect(sts.issuer.find(found.accessKeyId)).toMatchObject({ withMfa: true });
    expect(used).toEqual(['123456']);
  });
});
