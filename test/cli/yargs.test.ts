import { describe, expect, test } from '@jest/globals';
import { parseWithYargs } from '../../src/cli/yargs';
import { commands } from '../../src/commands/index';
import { exitCodes, UsageError } from '../../src/core/errors';
import { caught } from '../support/fake-system';

async function printed(...argv: string[]): Promise<string> {
  const parsed = await parseWithYargs(argv, argv[0]);
  if (!('print' in parsed)) throw new Error(`${argv.join(' ')} printed nothing`);
  return parsed.print;
}

async function refusal(...argv: string[]): Promise<UsageError> {
  const error = await caught(() => parseWithYargs(argv, argv[0]));
  expect(error).toBeInstanceOf(UsageError);
  return error as UsageError;
}

describe('the help page', () => {
  test.each([[[]], [['--help']], [['-h', '--help']]])('of brs comes with %j and names every command', async (argv) => {
    const text = await printed(...argv);
    for (const { name, summary } of commands.filter(({ hidden }) => hidden !== true))
      expect(text).toMatch(new RegExp(`${name} +${summary.slice(0, 20)}`.replace(/[()]/g, '\\$&')));
  });

  test('tells every exit status', async () => {
    const text = (await printed('--help')).replace(/\s+/g, ' ');
    for (const code of [0, ...Object.values(exitCodes), 70]) expect(text).toMatch(new RegExp(`[ :]${code} `));
  });

  test.each(commands.map(({ name }) => name))('of %s names every option and gives an example', async (name) => {
    const command = await commands.find((row) => row.name === name)?.load();
    const text = await printed(name, '--help');
    for (const { name: option, hidden } of command?.options ?? []) {
      if (hidden === true) expect(text).not.toContain(`--${option}`);
      else expect(text).toContain(`--${option} `);
    }
    for (const { does } of command?.examples ?? []) expect(text.replace(/\s+/g, ' ')).toContain(does);
  });

  test('is in English, whatever the language of the system', async () => {
    process.env['LC_ALL'] = 'de_DE.UTF-8';
    expect(await printed('--help')).toMatch(/Options:/);
    delete process.env['LC_ALL'];
  });
});

describe('a refusal', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown command', ['credz'], /there is no command credz/],
    ['an unknown command behind options', ['--x', 'credz'], /there is no command credz/],
    ['an unknown option', ['creds', '--profil', 'a'], /profil/],
    ['an option without its value', ['creds', '--profile'], /profile/],
    ['an option given twice', ['creds', '--profile', 'a', '--profile', 'b'], /--profile is given twice/],
    ['a word too many', ['creds', 'prod'], /prod/],
    ['options without a command', ['--profile', 'a'], /./],
  ])('of %s is on one line, with a hint', async (...[, argv, message]) => {
    const error = await refusal(...argv);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
    expect(error.hint).toEqual(expect.stringMatching(/./));
  });

  test('of an unknown command names those there are', async () => {
    expect((await refusal('credz')).hint).toMatch(/^commands: creds, env, exec, /);
  });

  test('never repeats the value of an option', async () => {
    const error = await refusal('creds', '--mfa-token', '123456', '--nonsense');
    expect(`${error.message} ${error.hint ?? ''}`).not.toContain('123456');
  });
});
