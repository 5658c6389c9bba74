import { afterAll, describe, expect, test } from '@jest/globals';
import { ConfigError, NeedsPersonError, SourceError, VaultError } from '../../src/core/errors';
import { formatTime } from '../../src/core/time';
import { childEnvironment } from '../../src/session/chain';
import { rememberFailure } from '../../src/session/remarks';
import type { SessionSettings } from '../../src/session/request';
import { fingerprintsOf } from '../../src/session/names';
import { obtain } from '../../src/session/session';
import type { Plan } from '../../src/session/step';
import type { RunRequest, RunResult } from '../../src/system/run';
import type { System } from '../../src/system/system';
import { openVault, type Vault } from '../../src/vault/vault';
import { caught, makeFakeSystem, removeFolders, startOfTime, type FakeSystem } from '../support/fake-system';

afterAll(removeFolders);

const plan: Plan = {
  profile: 'prod',
  path: ['prod'],
  steps: [
    { source: 'custom', profile: 'prod', settings: { command: ['mint'], timeoutSeconds: 60, key: 'brs_command' } },
  ],
};

interface Stage {
  readonly system: FakeSystem;
  readonly vault: Vault;
  readonly requests: RunRequest[];
  /** What the program does next; by default it mints keys that live an hour. */
  next: Partial<RunResult> | undefined;
  lifetimeSeconds: number | undefined;
  readonly get: (more?: Partial<SessionSettings>) => ReturnType<typeof obtain>;
}

/** One plan whose source is a program that mints key 1, 2, 3 … */
async function stage(): Promise<Stage> {
  const requests: RunRequest[] = [];
  const run: System['run'] = (request) => {
    requests.push(request);
    const { lifetimeSeconds: seconds, next } = made;
    const expiration = seconds === undefined ? {} : { Expiration: formatTime(made.system.clock.at + seconds * 1000) };
    const stdout = JSON.stringify({
      Version: 1,
      AccessKeyId: `KEY${requests.length}`,
      SecretAccessKey: 's',
      ...expiration,
    });
    return Promise.resolve({ stdout, stderr: '', status: 0, killedBy: undefined, ended: 'itself', ...next });
  };
  const system = makeFakeSystem({ run, env: { BRS_VAULT: 'memory' } });
  const vault = await openVault(system);
  const made: Stage = {
    system,
    vault,
    requests,
    next: undefined,
    lifetimeSeconds: 3_600,
    get: (more = {}) =>
      obtain({
        system,
        plan,
        vault: () => Promise.resolve(vault),
        mayAsk: true,
        excuses: true,
        comesAgain: true,
        ...more,
      }),
  };
  return made;
}

const minutes = (count: number) => count * 60_000;
const key = async (outcome: ReturnType<typeof obtain>) => (await outcome).credentials.accessKeyId;

describe('obtain', () => {
  test('asks the source once and keeps what it got', async () => {
    const { get, requests, vault, system } = await stage();
    expect([await key(get()), await key(get()), await key(get())]).toEqual(['KEY1', 'KEY1', 'KEY1']);
    expect(requests).toHaveLength(1);
    const [name = ''] = fingerprintsOf(plan, system);
    expect(await vault.read(name)).toMatchObject({ profile: 'prod', source: 'custom', obtainedAt: startOfTime });
  });

  test.each<[string, number, Partial<SessionSettings>, string, boolean]>([
    ['fresh', 30, {}, 'KEY1', false],
    ['ageing', 40, {}, 'KEY1', true],
    ['ageing, for those who can not come again', 40, { comesAgain: false }, 'KEY2', false],
    ['stale', 45, {}, 'KEY2', false],
    ['expired', 61, {}, 'KEY2', false],
    ['fresh, but not for as long as is asked', 10, { minTtlSeconds: 3_300 }, 'KEY2', false],
    ['fresh, when new ones are asked for', 1, { refresh: true }, 'KEY2', false],
  ])('hands out an entry that is %s', async (...[, after, more, expected, ageing]) => {
    const { get, system } = await stage();
    await get();
    system.clock.at += minutes(after);
    const outcome = await get(more);
    expect([outcome.credentials.accessKeyId, outcome.ageing]).toEqual([expected, ageing]);
  });

  test('asks the source each time without a vault, and with credentials whose expiry nobody told', async () => {
    const { get } = await stage();
    expect([await key(get({ vault: undefined })), await key(get({ vault: undefined }))]).toEqual(['KEY1', 'KEY2']);
    const other = await stage();
    other.lifetimeSeconds = undefined;
    expect([await key(other.get()), await key(other.get())]).toEqual(['KEY1', 'KEY2']);
    expect(await other.vault.removeAll()).toBe(0);
  });

  test('asks the source once for many who come at once', async () => {
    const { get, requests } = await stage();
    const keys = await Promise.all(Array.from({ length: 50 }, () => key(get())));
    expect([new Set(keys), requests.length]).toEqual([new Set(['KEY1']), 1]);
  });

  test('tells the program who is being resolved, so that a loop is refused', async () => {
    const { get, requests, system } = await stage();
    await get();
    const below = { ...system, env: requests[0]?.env ?? {} };
    expect(await caught(() => get({ system: below, refresh: true }))).toBeInstanceOf(ConfigError);
  });
});

describe('a loop through a program', () => {
  const unnamed: Plan = { ...plan, profile: '(flags)', path: ['(flags)'] };

  test.each([true, false])('is refused without a profile, too; with a vault: %p', async (kept) => {
    const { get, requests, system, vault } = await stage();
    const asked = { plan: unnamed, vault: kept ? () => Promise.resolve(vault) : undefined };
    await get(asked);
    const below = { ...system, env: requests[0]?.env ?? {} };
    expect(await caught(() => get({ ...asked, system: below, refresh: true }))).toBeInstanceOf(ConfigError);
    expect(requests).toHaveLength(1);
  });
});

describe('when the source fails', () => {
  async function failedAt(after: number, more: Partial<SessionSettings> = {}) {
    const made = await stage();
    await made.get();
    made.system.clock.at += minutes(after);
    made.next = { status: 1 };
    const outcome = await made.get(more).catch((error: unknown) => error);
    return Object.assign(made, { outcome });
  }

  test.each([45, 58.9])('an entry that is stale is used for as long as it lasts: after %d minutes', async (after) => {
    const { outcome, system } = await failedAt(after);
    expect(outcome).toMatchObject({ credentials: { accessKeyId: 'KEY1' }, ageing: false });
    expect(system.told.notices).toEqual([
      expect.stringMatching(/brs_command mint ended with status 1; the credentials at hand last/),
    ]);
  });

  test.each<[string, number, Partial<SessionSettings>]>([
    ['in its last minute', 59.1, {}],
    ['expired', 61, {}],
    ['where new ones are asked for', 1, { refresh: true, excuses: false }],
    ['where nobody takes excuses', 45, { excuses: false }],
  ])('no entry is used %s', async (...[, after, more]) => {
    const { outcome } = await failedAt(after, more);
    expect(outcome).toBeInstanceOf(SourceError);
  });

  test('the entry stays, and the next one asks again', async () => {
    const made = await failedAt(45);
    made.next = undefined;
    made.system.clock.at += 1;
    expect(await key(made.get())).toBe('KEY3');
  });

  test('credentials that have expired already are never handed out nor kept', async () => {
    const made = await stage();
    made.lifetimeSeconds = -5;
    expect(await caught(() => made.get())).toMatchObject({ message: expect.stringContaining('expired already') });
    expect(await made.vault.removeAll()).toBe(0);
  });

  test('a failed prompt answers those who come shortly after, and no later', async () => {
    const { get, system, requests } = await stage();
    const [name = ''] = fingerprintsOf(plan, system);
    const error = new NeedsPersonError({ message: 'no code was given' });
    rememberFailure(system, name, { at: startOfTime, error });
    system.clock.at += 14_999;
    expect(await caught(() => get())).toMatchObject({ name: 'NeedsPersonError', message: 'no code was given' });
    expect(requests).toHaveLength(0);
    system.clock.at += 1;
    expect(await key(get())).toBe('KEY1');
  });

  test('a person who looks at this process may try again at once', async () => {
    const { get, system } = await stage();
    const [name = ''] = fingerprintsOf(plan, system);
    rememberFailure(system, name, { at: startOfTime - 1, error: new NeedsPersonError({ message: 'no code' }) });
    expect(await key(get({ system: { ...system, isWatched: () => true } }))).toBe('KEY1');
  });

  test('a vault that can not be opened says so before the source is asked', async () => {
    const { get, requests } = await stage();
    const locked = new VaultError({ message: 'the keychain is locked' });
    expect(await caught(() => get({ vault: () => Promise.reject(locked) }))).toBe(locked);
    expect(requests).toHaveLength(0);
  });
});

describe('fingerprintsOf', () => {
  test('gives each step its own, by everything before it', () => {
    const system = makeFakeSystem({ home: '/nowhere' });
    const [first] = plan.steps;
    const twice: Plan = { ...plan, steps: first === undefined ? [] : [first, first] };
    const [one, two] = fingerprintsOf(twice, system);
    expect(one).not.toBe(two);
    expect(fingerprintsOf(plan, system)).toEqual([one]);
  });

  test('are the same under another name of the profile', () => {
    const system = makeFakeSystem({ home: '/nowhere' });
    expect(fingerprintsOf({ ...plan, profile: 'other', path: ['other'] }, system)).toEqual(
      fingerprintsOf(plan, system),
    );
    expect(childEnvironment({}, plan, fingerprintsOf(plan, system))['BRS_PROFILE_CHAIN']).toMatch(
      /^prod;[0-9a-f]{40}$/,
    );
  });
});
