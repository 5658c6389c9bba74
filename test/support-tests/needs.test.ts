import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findProgram, needs, testWith, type TestBody } from '../support/needs';

const folder = mkdtempSync(join(tmpdir(), 'brs-needs-'));
const path = process.env['PATH'];

function program(name: string, body: string, mode = 0o700): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode });
}

beforeAll(() => {
  program('present', 'exit 0');
  program('plain-file', 'exit 0', 0o600);
  program('snake', `echo "$2" >> ${join(folder, 'asked')}; test "$2" = 'import here'`);
  process.env['PATH'] = [folder, '/usr/bin', '/bin'].join(':');
});

afterAll(() => {
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true });
});

describe('needs', () => {
  test('gives no reason when every program is on PATH', () => {
    expect(needs(['present', 'sh'])).toBeUndefined();
    expect(needs([])).toBeUndefined();
    expect(findProgram('present')).toBe(join(folder, 'present'));
  });

  test('names every program that is not on PATH, and no other', () => {
    expect(needs(['present', 'absent-one', 'sh', 'absent-two'])).toBe('needs absent-one, absent-two');
  });

  test('does not take a file that cannot be executed, or a folder, for a program', () => {
    expect(needs(['plain-file', '.'])).toBe('needs plain-file, .');
  });

  test('asks the interpreter for a module, once', () => {
    expect(needs(['snake:here', 'snake:gone', 'no-snake:here'])).toBe('needs snake:gone, no-snake:here');
    expect(needs(['snake:here', 'snake:gone'])).toBe('needs snake:gone');
    expect(needs(['snake:here'])).toBeUndefined();
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('import here\nimport gone\n');
  });
});

describe('testWith', () => {
  function recorder(): { told: string[]; test: Parameters<typeof testWith>[1] } {
    const told: string[] = [];
    const run = (title: string, body: TestBody): void => void told.push(`run ${title} ${typeof body}`);
    const skip = (title: string, body: TestBody): void => void told.push(`skip ${title} ${typeof body}`);
    return { told, test: Object.assign(run, { skip }) };
  }

  test('is the same test function when nothing is missing', () => {
    const { told, test: recording } = recorder();
    testWith(['present'], recording)('a title', () => undefined);
    expect(told).toEqual(['run a title function']);
  });

  test('registers a skipped test that says what it needs when something is missing', () => {
    const { told, test: recording } = recorder();
    testWith(['present', 'absent', 'snake:gone'], recording)('a title', () => undefined);
    expect(told).toEqual(['skip a title [skipped: needs absent, snake:gone] function']);
  });

  testWith(['sh'], test)("runs a test given jest's own test function", () => {
    expect(expect.getState().currentTestName).toBe("testWith runs a test given jest's own test function");
  });
});
