import { afterAll, expect, test } from '@jest/globals';
import { creds } from '../../src/commands/creds';
import { formatTime } from '../../src/core/time';
import type { System } from '../../src/system/system';
import { makeFakeSystem, removeFolders } from '../support/fake-system';
import { makeManualClock, settled } from '../support/manual-clock';

afterAll(removeFolders);

/** `brs creds` with a program that takes two seconds. */
async function slowly(watched: boolean): Promise<readonly string[]> {
  const clock = makeManualClock();
  const run: System['run'] = async () => {
    await clock.sleep(2_000);
    const Expiration = formatTime(clock.at + 3_600_000);
    const stdout = JSON.stringify({ Version: 1, AccessKeyId: 'KEY', SecretAccessKey: 'made-up', Expiration });
    return { stdout, stderr: '', status: 0, killedBy: undefined, ended: 'itself' };
  };
  const system = makeFakeSystem({ clock, run, env: { BRS_VAULT: 'memory' }, isWatched: () => watched });
  system.file('.aws/config', '[default]\nbrs_command = mint\n');
  const answer = creds.run({ values: {}, switches: new Set(), words: [], argv: [] }, system);
  await settled();
  await clock.advance(1_600);
  await clock.advance(1_000);
  await answer;
  return system.told.passedOn;
}

test('a person who waits is told once for what', async () => {
  expect(await slowly(true)).toEqual(['brs: waiting for the credentials of default …']);
});

test('where nobody looks nothing is said', async () => {
  expect(await slowly(false)).toEqual([]);
});
