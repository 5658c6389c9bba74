import { afterAll, describe, expect, test } from '@jest/globals';
import { completionCommand, shapeOf } from '../../src/commands/completion';
import type { Command, CommandRow } from '../../src/commands/command';
import { commands } from '../../src/commands/index';
import { completions } from '../../src/completions/index';
import { UsageError } from '../../src/core/errors';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const shown: Command = {
  name: 'shown',
  summary: 'a command',
  options: [
    { name: 'where', value: 'WHERE', choices: ['a', 'b'], help: 'a place' },
    { name: 'secretly', help: 'for brs', hidden: true },
  ],
  words: { name: 'PROFILE', help: 'profiles', least: 1, most: 2 },
  examples: [],
  obeys: [],
  run: () => Promise.resolve(''),
};

const rows: readonly CommandRow[] = [
  { name: 'shown', summary: 'a command', load: () => Promise.resolve(shown) },
  { name: 'unseen', summary: 'for brs', hidden: true, load: () => Promise.reject(new Error('was loaded')) },
];

async function answer(...words: string[]): Promise<unknown> {
  const args = { values: {}, switches: new Set<string>(), words, argv: words };
  return await completionCommand(rows).run(args, makeFakeSystem());
}

test('the shape holds what is shown, with the help that every command has', async () => {
  const { commands: found } = await shapeOf(rows);
  expect(found).toEqual([
    {
      name: 'shown',
      summary: 'a command',
      options: [
        { name: 'where', help: 'a place', value: { name: 'WHERE', choices: ['a', 'b'] } },
        { name: 'help', short: 'h', help: 'show help' },
      ],
      words: { name: 'PROFILE', help: 'profiles', least: 1, most: 2 },
    },
  ]);
});

test('the shape of the program has the choices of settings', async () => {
  const shape = await shapeOf(commands);
  const options = shape.commands.find(({ name }) => name === 'creds')?.options ?? [];
  const choices = (wanted: string) => options.find(({ name }) => name === wanted)?.value?.choices;
  expect(choices('mfa-prompt')).toEqual(['auto', 'terminal', 'desktop', 'never']);
  expect(choices('mfa-session')).toEqual(['true', 'false']);
  expect(choices('role-arn')).toBeUndefined();
});

describe('the command', () => {
  test.each(Object.entries(completions))('prints the script for %s', async (shell, { load }) => {
    expect(await answer(shell)).toBe((await load())(await shapeOf(rows)));
  });

  test.each([[[]], [['tcsh']], [['toString']]])('names the four shells when it is asked for %j', async (words) => {
    const error = await caught(() => answer(...words));
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).hint).toBe('shells: bash, zsh, fish, powershell');
  });

  test('tells for each shell how to have it', () => {
    const { more = [] } = completionCommand(rows);
    for (const shell of Object.keys(completions)) expect(more[0]?.text).toMatch(new RegExp(`brs completion ${shell}`));
  });
});
