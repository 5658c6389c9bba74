import { afterAll, describe, expect, test } from '@jest/globals';
import { readVariables } from '../../src/config/environment';
import { loadSharedConfig } from '../../src/config/files';
import { ConfigError, SourceError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import type { State } from '../../src/core/view';
import { fingerprintsOf } from '../../src/session/names';
import { brokenView, needsPerson, viewOf, type Entries } from '../../src/session/overview';
import { makePlan } from '../../src/session/plan';
import { delayAttempt, rememberFailure } from '../../src/session/remarks';
import type { Plan } from '../../src/session/step';
import type { Entry } from '../../src/vault/entry';
import { makeFakeSystem, removeFolders, startOfTime, type FakeSystem } from '../support/fake-system';

afterAll(removeFolders);

const minute = 60_000;
const serial = 'arn:aws:iam::444455556666:mfa/ann';
const roleArn = 'arn:aws:iam::111122223333:role/Deploy';
const keyId = 'AKIAEXAMPLEANN000001';
const config = `
[profile keys]
aws_access_key_id = ${keyId}
aws_secret_access_key = made-up
${[
  ['role', ''],
  ['mfa', `mfa_serial = ${serial}`],
  ['code', `mfa_serial = ${serial}\nbrs_mfa_session = false`],
  ['program', `mfa_serial = ${serial}\nbrs_mfa_session = false\nbrs_mfa_process = print-code`],
]
  .map(
    ([name = '', more = '']) =>
      `[profile ${name}]\nrole_arn = ${roleArn}\nsource_profile = keys\nregion = eu-west-1\n${more}\n`,
  )
  .join('')}`;

async function planOf(name: string, system: FakeSystem): Promise<Plan> {
  system.file('.aws/config', config);
  const variables = readVariables({}, system);
  const request = { name, named: true, flags: {}, config: await loadSharedConfig(system), inherited: [] };
  return makePlan({ ...request, variables, system });
}

/** An entry of an hour with so many minutes left. */
function entryWith(left: number): Entry {
  const expiration = startOfTime + left * minute;
  const credentials = {
    accessKeyId: 'ASIAEXAMPLE000000001',
    secretAccessKey: new Secret('made-up'),
    expiration,
    accountId: '999900001111',
  };
  return { credentials, obtainedAt: expiration - 60 * minute, clockBehind: 0, profile: 'prod', source: 'assume-role' };
}

interface Scene {
  /** A profile of the config. */
  readonly plan: string;
  /** Minutes left of each step's entry; undefined for none. */
  readonly left?: readonly (number | undefined)[];
  readonly failed?: boolean;
}

async function scene({ plan: name, left = [], failed = false }: Scene) {
  const system = makeFakeSystem();
  const plan = await planOf(name, system);
  const names = fingerprintsOf(plan, system);
  const own = names.map((_, index) => (left[index] === undefined ? undefined : entryWith(left[index])));
  const entries: Entries = new Map(
    names.flatMap((fingerprint, index) => (own[index] === undefined ? [] : [[fingerprint, own[index]] as const])),
  );
  if (failed) {
    const error = new SourceError({ message: 'STS said no', hint: 'ask for it' });
    rememberFailure(system, names.at(-1) ?? '', { at: startOfTime - minute, error });
  }
  return { system, plan, names, entries, own };
}

const none = undefined;

describe('the state of a profile', () => {
  test.each<[what: string, scene: Scene, state: State]>([
    ['keys that are always there', { plan: 'keys' }, 'fresh'],
    ['the same after a failure that was remembered', { plan: 'keys', failed: true }, 'fresh'],
    ['a role never asked for', { plan: 'role' }, 'never asked'],
    ['a role just assumed', { plan: 'role', left: [none, 60] }, 'fresh'],
    ['one in the ageing window', { plan: 'role', left: [none, 20] }, 'ageing'],
    ['one in the stale window', { plan: 'role', left: [none, 10] }, 'stale'],
    ['one that has expired', { plan: 'role', left: [none, -5] }, 'stale'],
    ['a refused one with nothing at hand', { plan: 'role', failed: true }, 'failed'],
    ['a refused one that is still good', { plan: 'role', left: [none, 60], failed: true }, 'fresh'],
    ['a refused one that is ageing', { plan: 'role', left: [none, 20], failed: true }, 'ageing'],
    ['a refused one that is stale', { plan: 'role', left: [none, 10], failed: true }, 'failed'],
    ['MFA without a session', { plan: 'mfa' }, 'needs you'],
    ['MFA without a session, refused', { plan: 'mfa', failed: true }, 'needs you'],
    ['MFA with a session, never asked for', { plan: 'mfa', left: [none, 30, none] }, 'never asked'],
    ['MFA with a session of minutes', { plan: 'mfa', left: [none, 3, none] }, 'never asked'],
    ['MFA with a session as good as over', { plan: 'mfa', left: [none, 1, none] }, 'needs you'],
    ['MFA with credentials that outlive the session', { plan: 'mfa', left: [none, none, 60] }, 'fresh'],
    ['MFA with stale credentials and no session', { plan: 'mfa', left: [none, none, 10] }, 'needs you'],
    ['a code for each role', { plan: 'code', left: [none, 10] }, 'needs you'],
    ['a code that a program prints', { plan: 'program' }, 'never asked'],
  ])('%s', async (_, made, state) => {
    const { system, plan, entries } = await scene(made);
    expect(viewOf(plan, entries, system).state).toBe(state);
  });
});

describe('needsPerson', () => {
  test.each<[scene: Scene, needed: boolean]>([
    [{ plan: 'keys' }, false],
    [{ plan: 'role' }, false],
    [{ plan: 'mfa' }, true],
    [{ plan: 'mfa', left: [none, 2] }, false],
    [{ plan: 'mfa', left: [none, 1.9] }, true],
    // New credentials of the last step are meant: what it has does not count.
    [{ plan: 'code', left: [none, 60] }, true],
    [{ plan: 'program' }, false],
  ])('%j: %s', async (made, needed) => {
    const { plan, own } = await scene(made);
    expect(needsPerson(plan, own, startOfTime)).toBe(needed);
  });
});

describe('a view', () => {
  test('tells of each step what it has, and of the last one when it changes', async () => {
    const { system, plan, names, entries } = await scene({ plan: 'mfa', left: [none, 50, 42] });
    const view = viewOf(plan, entries, system);
    expect(view.steps).toEqual([
      expect.objectContaining({ source: 'static', what: keyId, kept: false, expiresAt: undefined }),
      expect.objectContaining({
        what: serial,
        kept: true,
        fingerprint: names[1],
        expiresAt: startOfTime + 50 * minute,
      }),
      expect.objectContaining({ what: roleArn, profile: 'mfa', freshness: 'fresh', fingerprint: names[2] }),
    ]);
    expect(view).toMatchObject({
      profile: 'mfa',
      source: 'assume-role',
      account: '999900001111',
      role: roleArn,
      region: 'eu-west-1',
      obtainedAt: startOfTime - 18 * minute,
      expiresAt: startOfTime + 42 * minute,
      fault: undefined,
      notBefore: undefined,
    });
    const { ageingAt = 0, staleAt = 0, unusableAt = 0 } = view.times ?? {};
    expect(ageingAt).toBeGreaterThan(startOfTime);
    expect(staleAt).toBeGreaterThan(ageingAt);
    expect(unusableAt).toBe(startOfTime + 41 * minute);
  });

  test('takes the account from the role where there is no entry', async () => {
    const { system, plan, entries } = await scene({ plan: 'role' });
    expect(viewOf(plan, entries, system)).toMatchObject({ account: '111122223333', times: undefined });
  });

  test('tells the last failure with its hint, and until when a refresh is put off', async () => {
    const { system, plan, names, entries } = await scene({ plan: 'role', failed: true });
    delayAttempt(system, names.at(-1) ?? '', startOfTime + minute);
    expect(viewOf(plan, entries, system)).toMatchObject({
      fault: { message: 'STS said no', hint: 'ask for it', at: startOfTime - minute },
      notBefore: startOfTime + minute,
    });
    system.clock.at += 2 * minute;
    expect(viewOf(plan, entries, system).notBefore).toBeUndefined();
  });

  test('holds no secret', async () => {
    const { system, plan, entries } = await scene({ plan: 'mfa', left: [none, 60, 60] });
    expect(JSON.stringify(viewOf(plan, entries, system))).not.toContain('made-up');
  });

  test('of a profile that can not be planned has the error, and no steps', () => {
    const error = new ConfigError({ message: 'no profile base', hint: 'write it' });
    expect(brokenView('prod', error)).toMatchObject({
      profile: 'prod',
      state: 'failed',
      steps: [],
      fault: { message: 'no profile base', hint: 'write it', at: undefined },
    });
  });
});
