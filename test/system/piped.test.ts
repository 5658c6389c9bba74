import { describe, expect, test } from '@jest/globals';
import { linesBehind, makePiped } from '../../src/system/piped';
import { caught } from '../support/fake-system';

const limit = 64 * 1024;

/** What comes of text that arrives in these parts. */
function written(prefix: string, parts: readonly (string | Buffer)[]): string {
  const lines = linesBehind(prefix);
  return Buffer.concat([...parts.map((part) => lines.take(Buffer.from(part))), lines.rest()]).toString();
}

describe('lines behind a prefix', () => {
  test.each([
    ['nothing', [], ''],
    ['one line', ['one\n'], 'p | one\n'],
    ['several in one part', ['one\ntwo\n\nfour\n'], 'p | one\np | two\np | \np | four\n'],
    ['a line in several parts', ['o', '', 'n', 'e\nt', 'wo\n'], 'p | one\np | two\n'],
    ['a last line without an end', ['one\ntwo'], 'p | one\np | two\n'],
    ['a carriage return', ['one\r\ntwo\rthree\n'], 'p | one\r\np | two\rthree\n'],
  ])('%s', (_, parts, expected) => {
    expect(written('p | ', parts)).toBe(expected);
  });

  test('a part gives its whole lines at once, and keeps the rest', () => {
    const lines = linesBehind('> ');
    expect(lines.take(Buffer.from('one\ntw')).toString()).toBe('> one\n');
    expect(lines.take(Buffer.from('o')).length).toBe(0);
    expect(lines.rest().toString()).toBe('> two\n');
    expect(lines.rest().length).toBe(0);
  });

  test('characters of several bytes are not torn, wherever a part ends', () => {
    const bytes = Buffer.from('grüße €\n');
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(written('ü ', [bytes.subarray(0, at), bytes.subarray(at)])).toBe('ü grüße €\n');
    }
  });

  test('a line that never ends is written in pieces, and not kept whole', () => {
    const text = written(
      'p | ',
      Array.from({ length: 40 }, () => 'x'.repeat(limit / 16)),
    );
    expect(text.replaceAll(/p \| |\n/g, '')).toBe('x'.repeat((40 * limit) / 16));
    expect(text.split('\n').filter(Boolean).length).toBe(3);
  });
});

describe('a program', () => {
  const request = { env: process.env, prefix: '', signal: new AbortController().signal };

  test.each([
    ['/no/such/program', 127],
    ['', 127],
    ['/', 126],
    ['/etc/passwd/x', 126],
  ])('that can not be started (%j) is told with %i', async (program, exitCode) => {
    expect(await caught(() => makePiped()({ ...request, command: [program] }))).toMatchObject({ exitCode });
  });

  test('tells its status, and the signal that ended it', async () => {
    const run = (script: string) => makePiped()({ ...request, command: [process.execPath, '-e', script] });
    expect(await run('process.exitCode = 9')).toEqual({ status: 9, killedBy: undefined });
    expect(await run('process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 20000)')).toEqual({
      status: 143,
      killedBy: 'SIGTERM',
    });
  });

  test('ends at once where the work was broken off already', async () => {
    const signal = AbortSignal.abort();
    const command = [process.execPath, '-e', 'setTimeout(() => {}, 20000)'];
    expect(await makePiped()({ ...request, signal, command })).toMatchObject({ killedBy: 'SIGTERM' });
  });
});
