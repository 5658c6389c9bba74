import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fastParse, type Grammar } from '../../src/cli/fast-parse';
import { clear } from '../../src/commands/clear';
import { creds } from '../../src/commands/creds';
import type { Args } from '../../src/commands/command';
import { UsageError } from '../../src/core/errors';
import { nextAttempt } from '../../src/session/remarks';
import { backOff } from '../../src/session/background';
import { systemFiles } from '../../src/system/files';
import { caught, makeFakeSystem, removeFolders, running, type FakeSystem } from '../support/fake-system';

afterAll(removeFolders);

const minted = { Version: 1, AccessKeyId: 'KEY', SecretAccessKey: 's', Expiration: '2026-01-31T09:00:00Z' };

function machine(): FakeSystem {
  const system = makeFakeSystem({
    env: { BRS_VAULT: 'file' },
    run: running([{ stdout: JSON.stringify(minted) }]),
  });
  const sections = ['one', 'two'].map((name) => `[profile ${name}]\nbrs_command = mint ${name}\n`);
  system.file('.aws/config', `${sections.join('')}[profile same]\nbrs_command = mint one\n`);
  system.file(
    '.aws/credentials',
    '[keys]\naws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up\n',
  );
  return system;
}

type Runs = Grammar & { run(args: Args, system: FakeSystem): Promise<string> };

function run(command: Runs, system: FakeSystem, ...words: string[]): Promise<string> {
  const args = fastParse(words, command);
  if (args === undefined) throw new Error(`${words.join(' ')} is no plain command line`);
  return command.run(args, system);
}

/** How many entries there are, and one entry's name. */
function entries(system: FakeSystem): string[] {
  const names = systemFiles.list(join(system.stateFolder, 'vault')).filter((name) => name.endsWith('.entry'));
  return names.map((name) => name.replace('.entry', ''));
}

describe('brs clear', () => {
  test('forgets the entry of a profile, and no other', async () => {
    const system = machine();
    for (const name of ['one', 'two']) await run(creds, system, '--profile', name);
    expect(await run(clear, system, '--profile', 'one')).toBe('forgot 1 entry\n');
    expect(entries(system)).toHaveLength(1);
    expect(await run(clear, system, '--profile', 'one')).toBe('forgot 0 entries\n');
  });

  test('forgets what two profiles share, by either name', async () => {
    const system = machine();
    for (const name of ['one', 'same']) await run(creds, system, '--profile', name);
    expect(entries(system)).toHaveLength(1);
    expect(await run(clear, system, '--profile', 'same')).toBe('forgot 1 entry\n');
  });

  test('forgets the entry of a command line without a profile', async () => {
    const system = machine();
    await run(creds, system, '--command', 'mint three');
    expect(await run(clear, system, '--command', 'mint three')).toBe('forgot 1 entry\n');
  });

  test('forgets everything with --all', async () => {
    const system = machine();
    for (const name of ['one', 'two']) await run(creds, system, '--profile', name);
    expect(await run(clear, system, '--all')).toBe('forgot 2 entries\n');
    expect(entries(system)).toEqual([]);
  });

  test('forgets the failures of the profile, so that the next try is made at once', async () => {
    const system = machine();
    await run(creds, system, '--profile', 'one');
    const [name = ''] = entries(system);
    backOff(system, name);
    await run(clear, system, '--profile', 'one');
    expect(nextAttempt(system, name)).toBe(0);
  });

  test('has nothing to forget of static keys', async () => {
    expect(await run(clear, machine(), '--profile', 'keys')).toBe('forgot 0 entries\n');
  });

  test('takes either --all or a profile', async () => {
    expect(await caught(() => run(clear, machine(), '--all', '--profile', 'one'))).toBeInstanceOf(UsageError);
  });

  test('refuses an unknown profile, rather than saying that nothing was there', async () => {
    expect(await caught(() => run(clear, machine(), '--profile', 'none'))).toMatchObject({ name: 'ConfigError' });
  });
});
