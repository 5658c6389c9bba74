import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { shapeOf } from '../../src/commands/completion';
import { commands } from '../../src/commands/index';
import { spellings, valuesOf } from '../../src/completions/completion';
import { completions } from '../../src/completions/index';
import { completionFiles } from '../support/completion-files';
import { testWith } from '../support/needs';
import { makeSandbox } from '../support/sandbox';
import { madeUp } from './made-up';

test("the files in completions/ are the code's (else run `npm run docs`)", async () => {
  const files = await completionFiles();
  expect(files).toHaveLength(4);
  for (const { path, text } of files) expect({ path, text: readFileSync(path, 'utf8') }).toEqual({ path, text });
});

describe.each(Object.entries(completions))('the completion for %s', (_shell, { load }) => {
  test('names every command that is shown, and every option of it', async () => {
    const shape = await shapeOf(commands);
    const text = (await load())(shape);
    const names = shape.commands.flatMap(({ name, options }) => [name, ...options.map(({ name: long }) => long)]);
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });

  test('says nothing of what is hidden', async () => {
    const text = (await load())(await shapeOf(commands));
    expect(text).not.toMatch(/--?background|-l background/);
    expect(text).not.toContain('print what a completion asks for');
  });

  test('discards what the program says on stderr', async () => {
    const lines = (await load())(madeUp)
      .split('\n')
      .filter((line) => line.includes('complete profiles'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/2>(\/dev\/null|\$null)/);
  });
});

describe('each shell accepts its script', () => {
  const shells = { bash: 'bash', zsh: 'zsh', fish: 'fish' } as const;

  for (const [shell, program] of Object.entries(shells) as [keyof typeof shells, string][]) {
    testWith([program], test)(`${shell} reads the script, whatever help says`, async () => {
      const box = makeSandbox();
      const script = box.write('script', (await completions[shell].load())(madeUp));
      const { status, stderr } = spawnSync(program, ['-n', script], { env: box.env, encoding: 'utf8' });
      await box.dispose();
      expect([status, stderr]).toEqual([0, '']);
    });
  }
});

test("PowerShell's texts double every quote that PowerShell takes for one", async () => {
  const text = (await completions.powershell.load())(madeUp);
  expect(text).toContain(`Help = 'it''s "$HOME" \`id\` $(id) [a:b] {c,d} \\ ‘‘e’’ <f> *?~ 100%; x=1'`);
});

test('a value is completed by its choices, else by what its name in help stands for', () => {
  const kinds = [
    valuesOf({ name: 'PROFILE' }),
    valuesOf({ name: 'FILE' }),
    valuesOf({ name: 'COMMAND' }),
    valuesOf({ name: 'ARN' }),
    valuesOf({ name: 'PROFILE', choices: ['a'] }),
  ];
  expect(kinds).toEqual(['profiles', 'files', 'programs', 'nothing', 'choices']);
});

test('an option is spelled long, and short if it can be', () => {
  expect(spellings({ name: 'profile', short: 'p', help: '' })).toEqual(['--profile', '-p']);
  expect(spellings({ name: 'debug', help: '' })).toEqual(['--debug']);
});
