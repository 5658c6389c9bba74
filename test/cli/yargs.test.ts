import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseWithYargs } from '../../src/cli/yargs';
import { commands } from '../../src/commands/index';
import { obeyedGroups, variableGroups } from '../../src/commands/obeyed';
import { variableNames } from '../../src/config/environment';
import { exitCodes, UsageError } from '../../src/core/errors';
import { marks } from '../../src/core/variables';
import { chainVariable } from '../../src/session/chain';
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

  test.each(commands.map(({ name }) => name))('of %s names the variables that it obeys', async (name) => {
    const { obeys = [] } = (await commands.find((row) => row.name === name)?.load()) ?? {};
    const [, section = ''] = /\nVariables:\n([^]+?)\n\nExit status: /.exec(await printed(name, '--help')) ?? [];
    const groups = obeyedGroups(obeys);
    for (const { about } of groups) expect(section).toContain(`  ${about}: `);
    expect(section.match(/\b[A-Z]\w*_\w+\b|\b(SHELL|COMSPEC|TERM|LANG|PATH|DISPLAY)\b/g) ?? ['none']).toEqual(
      groups.length === 0 ? ['none'] : groups.flatMap(({ names }) => names),
    );
  });

  test('is in English, whatever the language of the system', async () => {
    process.env['LC_ALL'] = 'de_DE.UTF-8';
    expect(await printed('--help')).toMatch(/Options:/);
    delete process.env['LC_ALL'];
  });
});

describe('the variables in help', () => {
  const told: readonly string[] = Object.values(variableGroups).flat();

  test('are all that brs reads of AWS, and those it leaves itself', () => {
    for (const name of [...variableNames, chainVariable, marks.profile, marks.key, marks.region, marks.saved]) {
      expect(told).toContain(name);
    }
  });

  test('are all that the README names, and each group is of a command', async () => {
    const helps = await Promise.all(commands.map(async (row) => await printed(row.name, '--help')));
    const help = helps.join('\n');
    const named = readFileSync('README.md', 'utf8').match(/\b(AWS|BRS|XDG|HTTPS?|NO|NODE)_[A-Z_]*[A-Z]\b/g) ?? [];
    expect([...new Set(named)].filter((name) => !new RegExp(`\\b${name}\\b`).test(help))).toEqual([]);
    expect(told.filter((name) => !help.includes(name))).toEqual([]);
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

test('`brs help status` is `brs status --help`, and a refusal names the command’s own help', async () => {
  expect(await printed('help', 'status')).toBe(await printed('status', '--help'));
  expect((await refusal('status', 'x')).hint).toContain('brs status --help');
});
