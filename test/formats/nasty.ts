// Values that some shell or reader would take for something else.
import { Secret } from '../../src/core/secret';
import type { Answer } from '../../src/formats/format';

const ascii = Array.from({ length: 127 }, (_, at) => String.fromCharCode(at + 1));

export const nastyValues: readonly string[] = [
  ...['', ' ', '  ', '\t', ' a', 'a ', 'a b', 'a  b', 'a   b\t\tc ', '\n', '\n\n', 'a\n', '\na', 'a\nb', 'a\n\n b\n\n'],
  ...['.\n', 'a.', '\r', 'a\r\nb\r\n', "'", "''", '"', '""', `it's`, `"a" 'b' \`c\``, "'\"'\"'", "\\'", '\\"', '\\`'],
  ...['\\', '\\\\', 'a\\', '\\n', '\\\n', '\\0101', '\\x41', '\\u0041', '\\c', '\\!', '\\\\!', '\\$HOME', '\\ '],
  ...['$', '$$', '$HOME', '${HOME}', '${HOME:-x}', '$(touch pwned)', '`touch pwned`', '$((1+1))', '$e', "$'a'", '$['],
  ...[
    '%',
    '%s%d%b',
    '%HOME%',
    '%%',
    '%i',
    '%045',
    '!',
    '!!',
    '!a',
    'a!b!',
    '!$',
    '^a^b',
    '^',
    '^^',
    '~',
    '~root',
    'a:~',
  ],
  ...['*', '?', '[x]', '[a-z]*', '**', '{a,b}', '{1..3}', '{}', '{', '}', '@(a|b)', '+(a)', '!(a)', '=ls', '==', '@a'],
  ...[
    ';',
    'a;b',
    'a; touch pwned',
    '&',
    '&&',
    '|',
    '<',
    '>',
    '>pwned',
    '<(ls)',
    '(',
    ')',
    '()',
    '(a)',
    '#',
    '#a',
    'a #b',
  ],
  ...['-n', '-e', '--', '-', 'a=b', 'export A=b', 'true', '1', '007', '1e3', 'null', 'A,B', '/', '//', '.', '..', ','],
  ...[
    'é',
    'café ☕',
    '日本語',
    '🔑 x',
    '‘a’ ‚b‛',
    '“a”',
    '\u00a0',
    'a\u00a0b',
    '\u2028',
    '\u0085',
    '\ufeffa',
    'e\u0301',
  ],
  ...['\u0001', '\u001b[31m', '\u007f', 'a\bb', '\v\f', ascii.join(''), ascii.map((one) => one + one).join('')],
  ...['made-up/secret+1==', 'x'.repeat(6_000), `${'x'.repeat(3_000)}*${'y'.repeat(3_000)}`],
];

/** A variable for every value, the secret type for every second one, and two to take away: GONE and ABSENT. */
export function nastyAnswer(values: readonly string[]): Answer {
  return {
    variables: [
      ...values.map((value, at) => ({ name: nameAt(at), value: at % 2 === 0 ? value : new Secret(value) })),
      { name: 'GONE', value: undefined },
      { name: 'ABSENT', value: undefined },
    ],
    profile: 'prod',
  };
}

/** What a program should see of it. */
export function expected(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, at) => [nameAt(at), value]));
}

function nameAt(at: number): string {
  return `NASTY_${at}`;
}
