import { afterAll, describe, expect, test } from '@jest/globals';
import { backOff, refreshesAlone, refreshLater } from '../../src/session/background';
import { forgetFailure, nextAttempt } from '../../src/session/remarks';
import type { AssumeRoleSettings } from '../../src/sources/source';
import { makeFakeSystem, removeFolders, startOfTime } from '../support/fake-system';

afterAll(removeFolders);

const argv = ['creds', '--profile', 'prod', '--background'];

describe('refreshLater', () => {
  test('starts this program once with those words', async () => {
    const system = makeFakeSystem();
    await refreshLater(system, 'f1', argv);
    expect(system.startedAgain).toEqual([argv]);
  });

  test('starts none while another is taken to be under way', async () => {
    const system = makeFakeSystem();
    await refreshLater(system, 'f1', argv);
    system.clock.at += 59_999;
    await refreshLater(system, 'f1', argv);
    expect(system.startedAgain).toHaveLength(1);
    system.clock.at += 1;
    await refreshLater(system, 'f1', argv);
    expect(system.startedAgain).toHaveLength(2);
  });

  test('starts one of many that come at once', async () => {
    const system = makeFakeSystem();
    await Promise.all(Array.from({ length: 20 }, () => refreshLater(system, 'f1', argv)));
    expect(system.startedAgain).toHaveLength(1);
  });

  test('starts one for each entry', async () => {
    const system = makeFakeSystem();
    await refreshLater(system, 'f1', argv);
    await refreshLater(system, 'f2', argv);
    expect(system.startedAgain).toHaveLength(2);
  });

  test('starts none while somebody holds the lock, and leaves no trace', async () => {
    const system = makeFakeSystem();
    const lock = await system.locks.take('f1');
    await refreshLater(system, 'f1', argv);
    expect([system.startedAgain.length, nextAttempt(system, 'f1')]).toEqual([0, 0]);
    lock?.release();
  });

  test('lets go of the lock, since the new process needs it', async () => {
    const system = makeFakeSystem();
    await refreshLater(system, 'f1', argv);
    const lock = await system.locks.take('f1');
    expect(lock).toBeDefined();
    lock?.release();
  });
});

describe('backOff', () => {
  test.each([
    [0, 5],
    [0.5, 7.5],
    [1, 10],
  ])('with jitter %d waits %d minutes', async (jitter, minutes) => {
    const system = makeFakeSystem({ random: () => jitter });
    backOff(system, 'f1');
    expect(nextAttempt(system, 'f1')).toBe(startOfTime + minutes * 60_000);
    await refreshLater(system, 'f1', argv);
    expect(system.startedAgain).toEqual([]);
  });

  test('is over after a success', async () => {
    const system = makeFakeSystem();
    backOff(system, 'f1');
    forgetFailure(system, 'f1');
    await refreshLater(system, 'f1', argv);
    expect(system.startedAgain).toHaveLength(1);
  });
});

describe('refreshesAlone', () => {
  const sts = { region: 'r', fips: false, dualstack: false, global: false };
  const limits = { attempts: 1, budgetMs: 1, connectMs: 1, readMs: 1 };
  const role: AssumeRoleSettings = { roleArn: 'arn:r', sessionName: 'ann', sts: { ...sts, ...limits } };
  const mfa = { serial: 'GAHT12345678', prompt: 'auto' } as const;

  test.each<[string, AssumeRoleSettings, boolean]>([
    ['a role', role, true],
    ['a role whose code a program gives', { ...role, mfa: { ...mfa, process: ['otp'] } }, true],
    ['a role whose code a person gives', { ...role, mfa }, false],
  ])('of %s', (...[, settings, alone]) => {
    const steps = [{ source: 'assume-role', profile: 'prod', settings }] as const;
    expect(refreshesAlone({ profile: 'prod', path: ['prod'], steps })).toBe(alone);
  });
});
