import { afterAll, describe, expect, test } from '@jest/globals';
import { creds } from '../../src/commands/creds';
import { list } from '../../src/commands/list';
import { status } from '../../src/commands/status';
import { tableOf } from '../../src/commands/table';
import { caught, removeFolders } from '../support/fake-system';
import { staticView, viewOf, now, minute } from '../tui/stage';
import { minting, minutes } from './minting';

afterAll(removeFolders);

interface Profile {
  readonly profile: string;
  readonly state: string;
  readonly secondsLeft?: number;
}

describe('brs status without a terminal', () => {
  test('is a table of all profiles in the order of the file, and tells where entries are kept', async () => {
    const { run } = minting();
    await run(creds, '--profile', 'prod');
    const lines = (await run(status)).trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 2).join(': '))).toEqual([
      'PROFILE: STATE',
      'prod: fresh',
      'lasting: never asked',
      'keys: fresh',
      'mfa: needs you',
      'code: needs you',
      'entries are kept in: file',
    ]);
  });

  test('is that table with --plain, whatever the terminal', async () => {
    const screen = () => {
      throw new Error('no view is wanted');
    };
    const { run } = minting({ screen });
    expect(await run(status, '--plain')).toMatch(/^PROFILE /);
    expect(await run(status, '--json')).toMatch(/^\{"store":"file"/);
  });

  test('follows the clock', async () => {
    const { run, system } = minting();
    await run(creds, '--profile', 'prod');
    const stateAt = async (passed: number) => {
      system.clock.at += minutes(passed);
      const { profiles } = JSON.parse(await run(status, '--json')) as { profiles: Profile[] };
      const [{ state, secondsLeft } = { state: '' }] = profiles;
      return [state, secondsLeft];
    };
    expect(await stateAt(0)).toEqual(['fresh', 3600]);
    expect(await stateAt(40)).toEqual(['ageing', 1200]);
    expect(await stateAt(10)).toEqual(['stale', 600]);
    expect(await stateAt(20)).toEqual(['stale', -600]);
  });

  test('starts nothing and asks nobody', async () => {
    const { run, requests } = minting();
    await run(status);
    await run(status, '--json');
    await run(list);
    expect(requests).toEqual([]);
  });

  test('fails where the files as a whole can not be read', async () => {
    const { run, system } = minting({ env: { AWS_CONFIG_FILE: '/proc/self/mem' } });
    expect(await caught(() => run(status))).toMatchObject({ name: 'ConfigError' });
    expect(system.told.notices).toEqual([]);
  });
});

describe('tableOf', () => {
  const views = [viewOf('prod', 'fresh', { left: 42 }), viewOf('a\u001b[2Jb', 'failed'), staticView('base')];

  test('has each column as wide as its longest text, and no blanks at the ends', () => {
    expect(tableOf(views, now)).toBe(
      [
        'PROFILE  STATE   LEFT           SOURCE       ACCOUNT       ROLE',
        'prod     fresh   42 min         assume-role  111122223333  Deploy',
        'a [2Jb   failed                 assume-role  111122223333  Deploy',
        'base     fresh   never expires  static',
        '',
      ].join('\n'),
    );
  });

  test('says what has expired', () => {
    expect(tableOf([viewOf('prod', 'stale', { left: 10 })], now + 10 * minute, 3)).toContain('prod     stale  expired');
  });
});
