import { expect, test } from '@jest/globals';
import { formats, type FormatRow } from '../../src/formats/index';
import { formatOfShell } from '../../src/formats/lookup';

const rows: readonly (readonly [name: string, row: FormatRow])[] = Object.entries(formats);

test.each([
  ['zsh', 'posix'],
  ['/bin/bash', 'posix'],
  ['-zsh', 'posix'],
  ['/opt/homebrew/bin/fish', 'fish'],
  ['/bin/csh', 'tcsh'],
  ['C:\\Program Files\\PowerShell\\7\\pwsh.exe', 'powershell'],
  ['C:\\Windows\\System32\\CMD.EXE', 'cmd'],
  ['nu', 'nushell'],
  ['/usr/bin/vim', undefined],
  ['', undefined],
])('the shell %j takes the format %s', (program, format) => {
  expect(formatOfShell(program)).toBe(format);
});

test('every shell has one format, and its name or a path to it leads there', () => {
  for (const [name, { shells }] of rows) {
    for (const shell of shells) expect([shell, formatOfShell(`/usr/bin/${shell}`)]).toEqual([shell, name]);
  }
});

test('formats for shells, and no others, say what a person writes', () => {
  for (const [name, { shells, idiom }] of rows) {
    expect([name, idiom?.split('COMMAND').length]).toEqual([name, shells.length > 0 ? 2 : undefined]);
  }
});
