// The texts themselves, as far as no shell here can be asked.
import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import { cmdFormat } from '../../src/formats/cmd';
import { elvishFormat } from '../../src/formats/elvish';
import { fishFormat } from '../../src/formats/fish';
import type { Format } from '../../src/formats/format';
import { jsonFormat } from '../../src/formats/json';
import { nushellFormat } from '../../src/formats/nushell';
import { posixFormat } from '../../src/formats/posix';
import { powershellFormat } from '../../src/formats/powershell';
import { tcshFormat } from '../../src/formats/tcsh';
import { xonshFormat } from '../../src/formats/xonsh';
import { expected, nastyAnswer, nastyValues } from './nasty';

const answer = {
  variables: [
    { name: 'AWS_ACCESS_KEY_ID', value: 'ASIAEXAMPLE000000001' },
    { name: 'AWS_SECRET_ACCESS_KEY', value: new Secret('made-up/secret+1==') },
    { name: 'BRS_PROFILE', value: "it's" },
    { name: 'AWS_PROFILE', value: undefined },
  ],
  profile: 'prod',
};

const texts: readonly { name: string; format: Format; lines: readonly string[] }[] = [
  {
    name: 'posix',
    format: posixFormat,
    lines: [
      "export AWS_ACCESS_KEY_ID='ASIAEXAMPLE000000001';",
      "export AWS_SECRET_ACCESS_KEY='made-up/secret+1==';",
      'export BRS_PROFILE="`printf %b \'it\\0047s\'`";',
      'unset AWS_PROFILE;',
    ],
  },
  {
    name: 'fish',
    format: fishFormat,
    lines: [
      "set -gx AWS_ACCESS_KEY_ID 'ASIAEXAMPLE000000001';",
      "set -gx AWS_SECRET_ACCESS_KEY 'made-up/secret+1==';",
      "set -gx BRS_PROFILE 'it\\'s';",
      'set -eg AWS_PROFILE; or true;',
    ],
  },
  {
    name: 'tcsh',
    format: tcshFormat,
    lines: [
      "setenv AWS_ACCESS_KEY_ID 'ASIAEXAMPLE000000001';",
      "setenv AWS_SECRET_ACCESS_KEY 'made-up/secret+1==';",
      "setenv BRS_PROFILE 'it'\\''s';",
      'unsetenv AWS_PROFILE;',
    ],
  },
  {
    name: 'powershell',
    format: powershellFormat,
    lines: [
      "$Env:AWS_ACCESS_KEY_ID = 'ASIAEXAMPLE000000001';",
      "$Env:AWS_SECRET_ACCESS_KEY = 'made-up/secret+1==';",
      "$Env:BRS_PROFILE = 'it''s';",
      'Remove-Item -ErrorAction SilentlyContinue Env:AWS_PROFILE;',
    ],
  },
  {
    name: 'cmd',
    format: cmdFormat,
    lines: [
      'set "AWS_ACCESS_KEY_ID=ASIAEXAMPLE000000001"',
      'set "AWS_SECRET_ACCESS_KEY=made-up/secret+1=="',
      'set "BRS_PROFILE=it\'s"',
      'set "AWS_PROFILE="',
    ],
  },
  {
    name: 'elvish',
    format: elvishFormat,
    lines: [
      "set-env AWS_ACCESS_KEY_ID 'ASIAEXAMPLE000000001';",
      "set-env AWS_SECRET_ACCESS_KEY 'made-up/secret+1==';",
      "set-env BRS_PROFILE 'it''s';",
      'unset-env AWS_PROFILE;',
    ],
  },
  {
    name: 'xonsh',
    format: xonshFormat,
    lines: [
      '$AWS_ACCESS_KEY_ID = "ASIAEXAMPLE000000001"',
      '$AWS_SECRET_ACCESS_KEY = "made-up/secret+1=="',
      '$BRS_PROFILE = "it\'s"',
      '${...}.pop("AWS_PROFILE", None)',
    ],
  },
  {
    name: 'nushell',
    format: nushellFormat,
    lines: [
      '{"AWS_ACCESS_KEY_ID":"ASIAEXAMPLE000000001","AWS_SECRET_ACCESS_KEY":"made-up/secret+1==",' +
        '"BRS_PROFILE":"it\'s","AWS_PROFILE":null}',
    ],
  },
  {
    name: 'json',
    format: jsonFormat,
    lines: [
      '{"AWS_ACCESS_KEY_ID":"ASIAEXAMPLE000000001","AWS_SECRET_ACCESS_KEY":"made-up/secret+1==","BRS_PROFILE":"it\'s"}',
    ],
  },
];

test.each(texts)('the format $name says what to set and what to take away, in order', ({ format, lines }) => {
  expect(format(answer)).toBe(lines.map((line) => `${line}\n`).join(''));
});

/** What stands behind the first `=` or blank for one value. */
function one(format: Format, value: string): string {
  return format({ variables: [{ name: 'A', value }], profile: 'prod' });
}

test('the format posix holds nothing that a shell splits, matches or expands before eval', () => {
  for (const value of nastyValues) {
    const text = one(posixFormat, value).trimEnd().replace('${A%.}', '');
    expect(text).not.toMatch(/[*?[\]{}~()\t\n\r]| {2}/);
    expect(text).toMatch(/^[ -~]*;$/);
  }
});

describe('the format powershell', () => {
  test.each([
    ['', "''"],
    ['$a `b "c" %d%', '\'$a `b "c" %d%\''],
    ['a\nb\r', "'a' + [char]10 + 'b' + [char]13 + ''"],
    ['‘é’', "'' + [char]8216 + '' + [char]233 + '' + [char]8217 + ''"],
    ['🔑', "'' + [char]55357 + '' + [char]56593 + ''"],
  ])('writes %j in ASCII, on one line', (value, quoted) => {
    expect(one(powershellFormat, value)).toBe(`$Env:A = ${quoted};\n`);
  });
});

describe('the format cmd', () => {
  test.each(['a%PATH%b', '^&|<>', 'a"b"', '!x!', "'", '(a)', ' a  b '])('leaves %j as it is', (value) => {
    expect(one(cmdFormat, value)).toBe(`set "A=${value}"\n`);
  });
});

describe.each([
  ['cmd', cmdFormat],
  ['tcsh', tcshFormat],
])('the format %s', (name, format) => {
  test.each(['a\nb', '\n', 'a\r'])('refuses %j by the name of the variable, without its value', (value) => {
    const refused = () => one(format, `made-up${value}`);
    expect(refused).toThrow(ConfigError);
    expect(refused).toThrow(`A holds a line feed or carriage return, which the format ${name} can't express`);
  });
});

test.each([
  ['json', jsonFormat, {}],
  ['nushell', nushellFormat, { GONE: null, ABSENT: null }],
])('the format %s is read back as it was', (_, format, absent) => {
  const text = format(nastyAnswer(nastyValues));
  expect(JSON.parse(text)).toEqual({ ...expected(nastyValues), ...absent });
  expect(text.indexOf('\n')).toBe(text.length - 1);
});
