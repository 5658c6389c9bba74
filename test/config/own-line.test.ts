import { describe, expect, test } from '@jest/globals';
import { isOwnLine, splitCommand } from '../../src/config/command-line';
import { isPortableName, ownCommand } from '../../src/config/own-line';

const linux = { platform: 'linux', program: ['/usr/bin/node', '/opt/brs/bin/brs.js'] } as const;
const start = '/usr/bin/node /opt/brs/bin/brs.js creds --profile';

describe('the command that SDKs run', () => {
  test.each([
    ['prod', `${start} prod`],
    ['my own', `${start} "my own"`],
    ['a.b@c/d:e+f=g,h', `${start} a.b@c/d:e+f=g,h`],
    ['müller', `${start} müller`],
  ])('starts brs for %s, which knows it for its own', (name, command) => {
    expect(ownCommand(name, linux)).toBe(command);
    expect(isOwnLine(command, name, 'linux')).toBe(true);
    expect(splitCommand(command, 'linux')?.at(-1)).toBe(name);
  });

  test.each([
    ['linux', ['/opt/my tools/node', '/opt/my tools/brs'], '"/opt/my tools/node" "/opt/my tools/brs"'],
    ['linux', ["/home/o'hara/node", '/opt/a(1)/brs.js'], `"/home/o'hara/node" "/opt/a(1)/brs.js"`],
    ['linux', ['/opt/bin/brs'], '/opt/bin/brs'],
    ['win32', ['C:\\node\\node.exe', 'C:\\PROGRA~1\\brs.js'], 'C:\\node\\node.exe C:\\PROGRA~1\\brs.js'],
    ['win32', ['C:\\Program Files (x86)\\node.exe', 'C:\\brs.js'], '"C:\\Program Files (x86)\\node.exe" C:\\brs.js'],
  ] as const)('quotes on %s what needs it: %j', (platform, program, words) => {
    const command = ownCommand('prod', { platform, program });
    expect(command).toBe(`${words} creds --profile prod`);
    expect(splitCommand(command ?? '', platform)).toEqual([...program, 'creds', '--profile', 'prod']);
  });

  test.each([
    ['linux', '/opt/$HOME/brs'],
    ['linux', '/opt/`x`/brs'],
    ['linux', '/opt/"x"/brs'],
    ['linux', '/opt/a\\b/brs'],
    ['linux', '/opt/a #b/brs'],
    ['linux', '/opt/a\n/brs'],
    ['win32', 'C:\\%PATH%\\brs.exe'],
    ['linux', '/opt/another-name'],
  ] as const)('is none on %s for a program at %j', (platform, path) => {
    expect(ownCommand('prod', { platform, program: [path] })).toBeUndefined();
  });

  test.each(['', '-x', '$x', 'a"b', "a'b", 'a\\b', 'a\tb', 'a;b', 'a&b', 'a%b', 'a*', '(a)'])(
    'has no name like %j in it',
    (name) => {
      expect(isPortableName(name)).toBe(false);
    },
  );
});
