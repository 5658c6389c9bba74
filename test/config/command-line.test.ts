import { describe, expect, test } from '@jest/globals';
import { isBrs, programName, splitCommand } from '../../src/config/command-line';

describe('splitCommand', () => {
  test.each<[string, string[]]>([
    ['mint', ['mint']],
    ['  mint   --team\ta  ', ['mint', '--team', 'a']],
    ['"/opt/my tools/mint" --team "a b"', ['/opt/my tools/mint', '--team', 'a b']],
    ["'/opt/my tools/mint' 'a \"b\" c'", ['/opt/my tools/mint', 'a "b" c']],
    ['mint --team="a b"c', ['mint', '--team=a bc']],
    ['mint ""', ['mint', '']],
    ["mint '' x", ['mint', '', 'x']],
    ['mint a\\ b', ['mint', 'a b']],
    ['mint "a\\"b"', ['mint', 'a"b']],
    ['mint "a\\\\b"', ['mint', 'a\\b']],
    ['mint "a\\nb"', ['mint', 'a\\nb']],
    ["mint 'a\\b'", ['mint', 'a\\b']],
    ['mint a\\', ['mint', 'a\\']],
    ['mint $HOME ~/x *.txt `id` | cat', ['mint', '$HOME', '~/x', '*.txt', '`id`', '|', 'cat']],
    ['mint "it\'s"', ['mint', "it's"]],
  ])('splits %s as the SDKs do', (text, words) => {
    expect(splitCommand(text, 'linux')).toEqual(words);
  });

  test.each<[string, string[]]>([
    ['C:\\tools\\mint.exe --team a', ['C:\\tools\\mint.exe', '--team', 'a']],
    ['"C:\\Program Files\\mint.exe" x', ['C:\\Program Files\\mint.exe', 'x']],
    ['mint "say \\"hi\\""', ['mint', 'say "hi"']],
    ["mint it's fine", ['mint', "it's", 'fine']],
    ['mint "a\\\\b"', ['mint', 'a\\\\b']],
  ])('on Windows keeps backslashes and single quotes: %s', (text, words) => {
    expect(splitCommand(text, 'win32')).toEqual(words);
  });

  test.each(['', '   ', '"', 'mint "open', "mint 'open", '""', "'' x", 'mint "a\\"'])('refuses %j', (text) => {
    expect(splitCommand(text, 'linux')).toBeUndefined();
  });
});

describe('programName', () => {
  test.each([
    [['/opt/mint', '--password', 'made-up'], '/opt/mint'],
    [[], ''],
    [{ shell: '"/opt/my tools/mint" --password made-up' }, '/opt/my tools/mint'],
    [{ shell: 'echo "open made-up' }, 'echo'],
    [{ shell: 'mint|base64' }, 'a command'],
    [{ shell: 'TOKEN=made-up-secret /x/mint' }, 'a command'],
    [['TOKEN=made-up-secret', 'mint'], 'a command'],
  ])('of %j is %s', (command, name) => {
    expect(programName(command, 'linux')).toBe(name);
  });
});

describe('isBrs', () => {
  test.each<[string[], boolean]>([
    [['brs', 'creds'], true],
    [['/usr/local/bin/brs', 'creds'], true],
    [['C:\\tools\\brs.exe', 'creds'], true],
    [['C:\\tools\\brs.cmd'], true],
    [['node', '/lib/aws-brs/bin/brs.js', 'creds'], true],
    [['npx', 'aws-brs', 'creds'], true],
    [['BRS.EXE', 'creds'], true],
    [['brsx', 'creds'], false],
    [['/opt/brs/mint', 'creds'], false],
    [['brs.sh', 'creds'], false],
    [['mint', '--for', 'brs'], false],
    [[], false],
  ])('for %j is %p', (words, answer) => {
    expect(isBrs(words)).toBe(answer);
  });
});
