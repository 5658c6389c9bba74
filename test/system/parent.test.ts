import { describe, expect, test } from '@jest/globals';
import { parentName, plainName } from '../../src/system/parent';
import type { RunRequest } from '../../src/system/run';
import { testWith } from '../support/needs';
import { running } from '../support/fake-system';

describe('the plain name of a program', () => {
  test.each<[string, string | undefined]>([
    ['bash\n', 'bash'],
    ['-zsh\n', 'zsh'],
    ['/bin/zsh\n', 'zsh'],
    ['-/bin/ksh93\n', 'ksh93'],
    ['/Applications/My Shells/fish\n', 'fish'],
    ['"pwsh.exe","1234","Console","1","93,000 K"\r\n', 'pwsh'],
    ['"Cmd.EXE","77","Console","1","5,000 K"\r\n', 'cmd'],
    ['C:\\Program Files\\PowerShell\\7\\pwsh.exe', 'pwsh'],
    ['\r\n"bash.exe","5","Console","1","9,000 K"\r\n', 'bash'],
    ['INFO: No tasks are running which match the specified criteria.\r\n', undefined],
    ['', undefined],
    ['-\n', undefined],
    ['two words', undefined],
    ['a\u001b[31m', undefined],
  ])('%j is %s', (answer, name) => {
    expect(plainName(answer)).toBe(name);
  });
});

describe('the program that started this one', () => {
  test.each<[NodeJS.Platform, { stdout: string; name: string; command: readonly string[] }]>([
    ['darwin', { stdout: '-zsh\n', name: 'zsh', command: ['/bin/ps', '-o', 'comm=', '-p', String(process.ppid)] }],
    [
      'win32',
      {
        stdout: '"pwsh.exe","12","Console","1","9 K"\r\n',
        name: 'pwsh',
        command: ['tasklist', '/FI', `PID eq ${process.ppid}`, '/FO', 'CSV', '/NH'],
      },
    ],
  ])('is asked for on %s, with a time limit', async (platform, { stdout, name, command }) => {
    const requests: RunRequest[] = [];
    expect(await parentName(platform, running([{ stdout }], requests))).toBe(name);
    expect(requests).toEqual([expect.objectContaining({ command, timeoutMs: 2_000 })]);
  });

  test.each<NodeJS.Platform>(['darwin', 'win32', 'freebsd'])(
    'is unknown on %s where nobody can tell',
    async (platform) => {
      expect(await parentName(platform, () => Promise.reject(new Error('spawn ENOENT')))).toBeUndefined();
      expect(await parentName(platform, running([{ stdout: '', status: 1 }]))).toBeUndefined();
    },
  );

  testWith(['linux'], test)('is told by the kernel on Linux, and no program is started for it', async () => {
    expect(await parentName('linux', () => Promise.reject(new Error('nothing is to be started')))).toBeDefined();
  });
});
