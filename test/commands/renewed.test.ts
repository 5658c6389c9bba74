// `brs env --hook`: what a shell's hook is told at a prompt.
import { afterAll, describe, expect, test } from '@jest/globals';
import { creds } from '../../src/commands/creds';
import { env } from '../../src/commands/env';
import { removeFolders, startOfTime, typing } from '../support/fake-system';
import type { Question } from '../../src/system/terminal';
import { minting, minutes, told, type Minting } from './minting';

afterAll(removeFolders);

const hook = async ({ end }: Minting, profile: string) =>
  await end(env, '--hook', '--shell', 'bash', `--profile=${profile}`);
/** Seconds until the shell asks again, where it is told nothing else. */
const putOff = async (machine: Minting, profile: string): Promise<number> => {
  const { text = '' } = await hook(machine, profile);
  const [[name, value] = [''], ...others] = told(text);
  expect([name, others]).toEqual(['BRS_RENEW_AT', []]);
  return Number(value) - Math.floor(machine.system.clock.at / 1000);
};

describe('a shell’s hook', () => {
  test('gets what the vault has fresh', async () => {
    const machine = minting();
    const text = await machine.run(env, '--profile', 'prod');
    expect(await hook(machine, 'prod')).toEqual({ status: 0, text });
    expect(machine.requests).toHaveLength(1);
  });

  test('has one refresh begun in the background where the entry ages, and asks again soon', async () => {
    const machine = minting();
    await machine.run(env, '--profile', 'prod');
    machine.set({ BRS_EXPIRES_AT: String(startOfTime / 1000 + 3600) });
    machine.system.clock.at += minutes(40);
    expect([await putOff(machine, 'prod'), await putOff(machine, 'prod')]).toEqual([5, 5]);
    expect(machine.system.startedAgain).toEqual([['creds', '--profile=prod', '--background']]);
    expect(machine.requests).toHaveLength(1);
  });

  test('waits less than a second for it', async () => {
    const machine = minting();
    await putOff(machine, 'prod');
    expect(machine.system.clock.at - startOfTime).toBeLessThan(1000);
  });

  test('asks again later where a refresh failed a while ago', async () => {
    const machine = minting({ run: () => Promise.reject(new Error('no program')) });
    await machine.end(creds, '--profile', 'prod', '--background');
    expect(await putOff(machine, 'prod')).toBe(60);
    expect(machine.system.startedAgain).toEqual([]);
  });

  test.each([
    ['mfa', 5, [['creds', '--profile=mfa', '--background']]],
    ['code', 60, []],
  ])('asks nobody for a code of profile %s, and starts nothing that would', async (profile, again, started) => {
    const asked: Question[] = [];
    const machine = minting({ terminal: typing(['123456'], asked) });
    expect(await putOff(machine, profile)).toBe(again);
    expect([asked, machine.system.startedAgain]).toEqual([[], started]);
    // What was started does not ask, either.
    await machine.end(creds, `--profile=${profile}`, '--background');
    expect(asked).toEqual([]);
  });

  test('gets an ageing entry that outlasts what the shell has, and asks again all the same', async () => {
    const machine = minting();
    await machine.run(env, '--profile', 'prod');
    machine.set({ BRS_EXPIRES_AT: String(startOfTime / 1000 + 1800) });
    machine.system.clock.at += minutes(40);
    const variables = new Map(told((await hook(machine, 'prod')).text ?? ''));
    expect(variables.get('AWS_ACCESS_KEY_ID')).toBe('KEY1');
    expect(variables.get('BRS_RENEW_AT')).toBe(String(Math.ceil(machine.system.clock.at / 1000) + 5));
  });

  test('gets static keys, where the profile has turned to them', async () => {
    const machine = minting();
    expect((await hook(machine, 'keys')).text).toContain("AWS_ACCESS_KEY_ID='AKIA'");
    expect(machine.system.startedAgain).toEqual([]);
  });

  test('starts nothing again and again for credentials that are never kept', async () => {
    const machine = minting();
    await machine.run(creds, '--profile', 'lasting');
    expect(await putOff(machine, 'lasting')).toBe(60);
    expect(machine.system.startedAgain).toEqual([]);
  });

  test.each(['missing', ''])('is told nothing else where the profile is %j, and brs ends at once', async (profile) => {
    const machine = minting();
    expect(await putOff(machine, profile)).toBe(60);
    expect(await hook(machine, profile)).toMatchObject({ status: 0, atOnce: true });
    expect(machine.system.told.notices).toContainEqual(expect.stringContaining("renewing a shell's credentials"));
  });
});
