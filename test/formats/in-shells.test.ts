// Every format for a shell that can be had here, in that shell, by the idiom that its row in the table promises.
import { describe, expect, test } from '@jest/globals';
import type { Format } from '../../src/formats/format';
import { fishFormat } from '../../src/formats/fish';
import { elvishFormat } from '../../src/formats/elvish';
import { formats } from '../../src/formats/index';
import { posixFormat } from '../../src/formats/posix';
import { tcshFormat } from '../../src/formats/tcsh';
import { xonshFormat } from '../../src/formats/xonsh';
import { testWith } from '../support/needs';
import { seenIn, type ShellRun } from './in-shell';
import { expected, nastyAnswer, nastyValues } from './nasty';

const oneLine = nastyValues.filter((value) => !/[\r\n]/.test(value));

/** The idiom of the table, as a person writes it. */
function written(name: 'posix' | 'fish' | 'tcsh' | 'elvish' | 'xonsh'): string {
  return formats[name].idiom.replace('COMMAND', 'brs env');
}

/** Whether the shell took in what it was told, in silence. */
function takesIn(format: Format, values: readonly string[], run: Omit<ShellRun, 'text'>): void {
  const seen = seenIn({ ...run, text: format(nastyAnswer(values)) });
  expect(seen).toEqual({ variables: expected(values), complaints: '', status: 0, newFiles: [] });
}

const posixShells: readonly (readonly string[])[] = [
  ['bash', '--norc', '--noprofile', '-c'],
  ['bash', '--norc', '--noprofile', '--posix', '-c'],
  ['zsh', '-f', '-c'],
  ['dash', '-c'],
  ['ksh', '-c'],
  ['mksh', '-c'],
  ['busybox', 'sh', '-c'],
  ['yash', '--norcfile', '-c'],
];

const unquoted = written('posix');
const quoted = 'eval "$(brs env)"';

const manners: readonly { manner: string; script: string }[] = [
  { manner: 'without quotes', script: unquoted },
  { manner: 'in quotes', script: quoted },
  { manner: 'where words end at line feeds only', script: `IFS='\n'\n${unquoted}` },
  { manner: 'where nothing ends a word', script: `IFS=\n${unquoted}` },
  { manner: 'where the first failure ends the shell', script: `set -eu\n${unquoted}` },
];

describe.each(posixShells.map((shell) => ({ title: shell.slice(0, -1).join(' '), shell })))(
  'the format posix in $title',
  ({ shell }) => {
    const [program = ''] = shell;
    for (const { manner, ...run } of manners) {
      testWith(['linux', program], test)(`gives every value as it is, evaluated ${manner}`, () => {
        takesIn(posixFormat, nastyValues, { shell, ...run });
      });
    }

    testWith(['linux', program], test)(
      'gives every value as it is in the C locale, if the shell has bytes there',
      () => {
        // yash keeps characters, and its C locale has none beyond ASCII.
        const values = program === 'yash' ? nastyValues.filter((value) => !/[^\0-\x7f]/.test(value)) : nastyValues;
        takesIn(posixFormat, values, { shell, script: unquoted, env: { LANG: 'C', LC_ALL: 'C' } });
      },
    );
  },
);

describe('the format posix', () => {
  for (const option of ['nullglob', 'failglob', 'extglob', 'dotglob']) {
    testWith(['linux', 'bash'], test)(`is no pattern to bash with ${option}`, () => {
      const shell = ['bash', '--norc', '--noprofile', '-O', option, '-c'];
      takesIn(posixFormat, nastyValues, { shell, script: unquoted });
    });
  }

  testWith(['linux', 'zsh'], test)('is no pattern to zsh as sh, nor where it matches what it read with files', () => {
    takesIn(posixFormat, nastyValues, { shell: ['zsh', '--emulate', 'sh', '-f', '-c'], script: unquoted });
    takesIn(posixFormat, nastyValues, { shell: ['zsh', '-f', '-o', 'globsubst', '-c'], script: unquoted });
  });
});

const others: readonly { name: string; format: Format; shell: readonly string[]; scripts: readonly string[] }[] = [
  {
    name: 'fish',
    format: fishFormat,
    shell: ['fish', '--no-config', '-c'],
    scripts: [written('fish'), 'eval (brs env)'],
  },
  { name: 'elvish', format: elvishFormat, shell: ['elvish', '-norc', '-c'], scripts: [written('elvish')] },
  { name: 'xonsh', format: xonshFormat, shell: ['xonsh', '--no-rc', '-c'], scripts: [written('xonsh')] },
];

describe.each(others)('the format $name in its shell', ({ name, format, shell, scripts }) => {
  for (const script of scripts) {
    testWith(['linux', name], test)(`gives every value as it is, by ${script}`, () => {
      takesIn(format, nastyValues, { shell, script });
    });
  }
});

describe('the format fish', () => {
  testWith(['linux', 'fish'], test)('erases no universal variable, which other sessions have too', () => {
    const shell = ['fish', '-c'];
    const script = `set -eg GONE; set -Ux GONE universal\n${written('fish')}`;
    expect(seenIn({ shell, script, text: fishFormat(nastyAnswer([])) }).variables).toEqual({ GONE: 'universal' });
  });
});

describe('the format tcsh in its shell', () => {
  const shell = ['tcsh', '-f', '-c'];

  testWith(['linux', 'tcsh'], test)('gives every value on one line as it is, by the idiom of the table', () => {
    takesIn(tcshFormat, oneLine, { shell, script: written('tcsh') });
  });

  testWith(['linux', 'tcsh'], test)('does so whatever a backslash means in quotes there', () => {
    takesIn(tcshFormat, oneLine, { shell, script: `set backslash_quote\n${written('tcsh')}` });
  });
});
