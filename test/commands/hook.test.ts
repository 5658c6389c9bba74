import { expect, test } from '@jest/globals';
import { hook } from '../../src/commands/hook';
import { UsageError } from '../../src/core/errors';
import { hooks } from '../../src/hooks/index';
import { caught, makeFakeSystem } from '../support/fake-system';

const run = async (...words: string[]) =>
  await hook.run({ values: {}, switches: new Set(), words, argv: words }, makeFakeSystem({ home: '/nowhere' }));

test.each(Object.keys(hooks))('brs hook %s prints its text', async (name) => {
  expect(await run(name)).toMatch(/^# brs: .*\n[^]*_brs_hook[^]*\n$/);
});

test.each(['tcsh', '', 'toString', 'BASH'])(
  'there is no hook for %j, and the ones there are get named',
  async (name) => {
    const error = (await caught(() => run(name))) as UsageError;
    expect(error).toBeInstanceOf(UsageError);
    expect([error.message, error.hint]).toEqual([`there is no hook for ${name}`, 'shells: bash, zsh, fish']);
  },
);

test('help tells the line and the file of every shell, and how a prompt shows it', () => {
  const text = (hook.more ?? []).map((part) => part.text).join('\n');
  for (const { line, file } of Object.values(hooks)) expect(text).toMatch(`${line.padEnd(28)} # in ${file}`);
  for (const shape of ['prod 42m', 'prod 2h05m', 'prod expired', 'BRS_PROMPT', 'starship'])
    expect(text).toContain(shape);
});
