import { afterAll, expect, test } from '@jest/globals';
import { creds } from '../../src/commands/creds';
import { list } from '../../src/commands/list';
import { removeFolders } from '../support/fake-system';
import { minting } from './minting';

afterAll(removeFolders);

test('brs list has a line for each profile: name, state and what is left', async () => {
  const { run } = minting();
  await run(creds, '--profile', 'prod');
  expect(await run(list)).toBe(
    [
      'PROFILE  STATE        LEFT',
      'prod     fresh        1 h',
      'lasting  never asked',
      'keys     fresh        never expires',
      'mfa      needs you',
      'code     needs you',
      '',
    ].join('\n'),
  );
});
