import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { StsOptions } from '../../src/config/sts-options';
import { AbortError, SourceError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import { callSts, credentialsFrom, type StsCall } from '../../src/sts/sts';
import { caught, makeFakeClock, makeFakeSystem, removeFolders } from '../support/fake-system';
import { laidOpen } from '../support/fetching';
import { startSts, type Sts, type StsOptions as DoubleOptions } from '../support/sts';
import { user } from '../support/world';

afterAll(removeFolders);

const open: Sts[] = [];
afterEach(async () => {
  for (const sts of open.splice(0)) await sts.close();
});

async function start(options: DoubleOptions = {}): Promise<Sts> {
  const sts = await startSts(options);
  open.push(sts);
  sts.issuer.addUser(user);
  return sts;
}

const keys = { accessKeyId: user.accessKeyId, secretAccessKey: new Secret(user.secretAccessKey) };

function call(sts: Sts, options: Partial<StsOptions> = {}) {
  const system = makeFakeSystem({ random: () => 0, clock: makeFakeClock(Date.now()) });
  const serverTimes: number[] = [];
  const request: StsCall<{ Arn?: string | undefined }> = {
    system,
    options: {
      region: 'eu-west-1',
      endpoint: sts.url,
      fips: false,
      dualstack: false,
      global: false,
      attempts: 4,
      budgetMs: 20_000,
      connectMs: 5_000,
      readMs: 10_000,
      ...options,
    },
    credentials: keys,
    profile: 'prod',
    action: 'GetCallerIdentity',
    sawServerTime: (at) => void serverTimes.push(at),
    send: (client, abortSignal) => client.send(new GetCallerIdentityCommand({}), { abortSignal }),
  };
  return { request, system, serverTimes, answer: () => callSts(request) };
}

describe('one call to STS', () => {
  test('is signed for its region by those keys, and tells the time of STS', async () => {
    const sts = await start({ region: 'eu-west-1' });
    const { answer, serverTimes } = call(sts);
    expect((await answer()).Arn).toBe(user.userArn);
    expect(sts.calls).toMatchObject([{ region: 'eu-west-1', accessKeyId: user.accessKeyId }]);
    expect(sts.refusals).toEqual([]);
    expect(serverTimes).toHaveLength(1);
  });

  test('is signed for us-east-1 at the global endpoint', async () => {
    const sts = await start({ region: 'us-east-1' });
    await call(sts, { global: true }).answer();
    expect(sts.calls).toMatchObject([{ region: 'us-east-1' }]);
  });

  test('is tried again after passing failures, each by itself', async () => {
    const sts = await start();
    sts.failNext(1, { status: 503, code: 'ServiceUnavailable' });
    sts.failNext(1, { cut: 'before' });
    sts.failNext(1, { status: 400, code: 'Throttling' });
    const { answer, system } = call(sts);
    expect((await answer()).Arn).toBe(user.userArn);
    expect(system.clock.pauses).toHaveLength(3);
  });

  test('is made so often and no more', async () => {
    const sts = await start();
    sts.failNext(10, { status: 500 });
    expect(await caught(call(sts, { attempts: 2 }).answer)).toMatchObject({ name: 'SourceError', passing: true });
    expect(sts.calls).toHaveLength(2);
  });

  test('is made once where the refusal is lasting', async () => {
    const sts = await start();
    sts.failNext(1, { status: 403, code: 'AccessDenied', message: 'no' });
    expect(await caught(call(sts).answer)).toMatchObject({ code: 'AccessDenied', passing: false });
    expect(sts.calls).toHaveLength(1);
  });

  test.each([-3_600, 3_600])(
    "is signed by STS's clock after a refusal where this one is off by %d s",
    async (seconds) => {
      const sts = await start({ clockOffsetSeconds: seconds });
      const { answer, system } = call(sts);
      expect((await answer()).Arn).toBe(user.userArn);
      expect([sts.refusals.length, system.clock.pauses]).toEqual([1, []]);
    },
  );

  test('has a limit for the answer', async () => {
    const sts = await start();
    sts.failNext(1, { hang: true });
    const error = await caught(call(sts, { attempts: 1, connectMs: 50, readMs: 50 }).answer);
    expect(error).toMatchObject({ message: 'profile prod: 127.0.0.1 did not answer in time', passing: true });
  });

  test('ends with Ctrl-C', async () => {
    const sts = await start();
    sts.failNext(1, { hang: true });
    const { answer, system } = call(sts);
    const failing = caught(answer);
    setImmediate(() => system.interrupt());
    expect(await failing).toBeInstanceOf(AbortError);
  });

  test.each<[string, object]>([
    ['no XML', { status: 200, body: 'hello' }],
    ['a page of a proxy', { status: 407, body: '<html>proxy</html>' }],
  ])('that is answered with %s is a failure of the other side', async (_, fault) => {
    const sts = await start();
    sts.failNext(4, fault);
    expect(await caught(call(sts).answer)).toMatchObject({ name: 'SourceError', exitCode: 4 });
  });

  test('without keys is a defect', async () => {
    const { request } = call(await start());
    expect(await caught(() => callSts({ ...request, credentials: undefined }))).not.toBeInstanceOf(SourceError);
  });
});

describe('credentialsFrom', () => {
  const whole = {
    AccessKeyId: 'ASIAEXAMPLE000000001',
    SecretAccessKey: 'made-up/secret',
    SessionToken: 'made-up/token',
    Expiration: new Date(2_000_000),
  };

  test('takes the account from the ARN of the role', () => {
    const arn = 'arn:aws:sts::111122223333:assumed-role/Deploy/ann';
    expect(laidOpen(credentialsFrom(whole, 'AssumeRole', arn))).toEqual({
      accessKeyId: 'ASIAEXAMPLE000000001',
      secret: 'made-up/secret',
      token: 'made-up/token',
      expiration: 2_000_000,
      accountId: '111122223333',
    });
    expect(credentialsFrom(whole, 'GetSessionToken')).not.toHaveProperty('accountId');
  });

  test.each<[string, Parameters<typeof credentialsFrom>[0]]>([
    ['nothing', undefined],
    ['no key', { ...whole, AccessKeyId: undefined }],
    ['an empty secret', { ...whole, SecretAccessKey: '' }],
    ['no token', { ...whole, SessionToken: undefined }],
    ['no expiry', { ...whole, Expiration: undefined }],
    ['an expiry that is no time', { ...whole, Expiration: new Date(NaN) }],
  ])('refuses an answer with %s', async (_, answer) => {
    const error = await caught(() => credentialsFrom(answer, 'AssumeRole'));
    expect(error).toMatchObject({ name: 'SourceError', passing: true });
    expect((error as SourceError).message).not.toContain('made-up');
  });
});
