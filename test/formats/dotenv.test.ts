import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/core/errors';
import { dotenvFormat } from '../../src/formats/dotenv';
import { testWith } from '../support/needs';
import { expected, nastyAnswer, nastyValues } from './nasty';

function fileOf(values: readonly string[]): string {
  return dotenvFormat(nastyAnswer(values));
}

function isWritten(value: string): boolean {
  try {
    return fileOf([value]) !== '';
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

const written = nastyValues.filter(isWritten);

/** What a reader makes of the file; it gets the path as its last argument and prints an object. */
function read(program: string, args: readonly string[]): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'brs-dotenv-'));
  const file = join(folder, '.env');
  try {
    writeFileSync(file, fileOf(written));
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'C.UTF-8' };
    const ran = spawnSync(program, [...args, file], { env, cwd: folder, timeout: 30_000 });
    expect(ran.stderr.toString()).toBe('');
    return JSON.parse(ran.stdout.toString());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const show =
  'console.log(JSON.stringify(Object.fromEntries(Object.entries(process.env).filter(([a])=>/^NASTY_/.test(a)))))';

describe('the format dotenv', () => {
  test.each([
    ['made-up/secret+1==', 'made-up/secret+1=='],
    ['2026-01-31T09:08:07Z', '2026-01-31T09:08:07Z'],
    ['', ''],
    ['two words', "'two words'"],
    ["it's", `"it's"`],
    ['a "b" $c `d` \\e #f', `'a "b" $c \`d\` \\e #f'`],
    ['a\nb', "'a\nb'"],
  ])('writes %j with no more quotes than it needs', (value, text) => {
    expect(fileOf([value])).toBe(`NASTY_0=${text}\n`);
  });

  test.each([`it's "it"`, "it's $x", '${HOME}', 'a\\', 'a\\\\b', 'a\r\n'])(
    'refuses %j, which readers change',
    (value) => {
      expect(() => fileOf([value])).toThrow(ConfigError);
      expect(() => fileOf([value])).toThrow(/^NASTY_0 holds quotes or other characters/);
    },
  );

  test('leaves out what is to be taken away', () => {
    expect(fileOf(['a'])).toBe('NASTY_0=a\n');
    expect(fileOf([])).toBe('');
  });

  test('is read by Node as it was written', () => {
    const script = `process.loadEnvFile(process.argv[1]);${show}`;
    expect(read(process.execPath, ['-e', script])).toEqual(expected(written));
  });

  testWith(['linux', 'sh'], test)('is read by sh as it was written', () => {
    const script = 'set -a; . "$2"; exec "$0" -e "$1"';
    expect(read('sh', ['-c', script, process.execPath, show])).toEqual(expected(written));
  });

  testWith(['linux', 'python3:dotenv'], test)('is read by python-dotenv as it was written', () => {
    const script = 'import dotenv, json, sys; print(json.dumps(dotenv.dotenv_values(sys.argv[1])))';
    expect(read('python3', ['-c', script])).toEqual(expected(written));
  });
});
