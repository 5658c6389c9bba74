import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { systemFiles } from '../../src/system/files';
import { makeNotes } from '../../src/system/notes';
import { makeFolder, removeFolders, startOfTime } from '../support/fake-system';

afterAll(removeFolders);

function make({ folder = makeFolder(), debug = false, watched = false } = {}) {
  const said: string[] = [];
  const notes = makeNotes({
    files: systemFiles,
    folder,
    debug,
    isWatched: () => watched,
    stderr: (text) => void said.push(text),
    now: () => startOfTime,
  });
  return { notes, said, log: () => readFileSync(join(folder, 'brs.log'), 'utf8'), folder };
}

describe('a notice', () => {
  test('goes to the log, on one line with the time, and nowhere else', () => {
    const { notes, said, log } = make();
    notes.notice('one\nnotice');
    notes.notice('another');
    expect(log()).toBe('2026-01-31T08:00:00Z one notice\n2026-01-31T08:00:00Z another\n');
    expect(said).toEqual([]);
  });

  test.each([
    ['stderr is a terminal', { watched: true }],
    ['with --debug', { debug: true }],
  ])('is shown too where %s, once', (_, settings) => {
    const { notes, said, log } = make(settings);
    notes.notice('one');
    expect(said).toEqual(['brs: notice: one\n']);
    expect(log()).toContain('one');
  });

  test('fails nobody where no log can be kept', () => {
    const folder = join(makeFolder(), 'file');
    writeFileSync(folder, '');
    const { notes, said } = make({ folder, watched: true });
    notes.notice('one');
    expect(said).toEqual(['brs: notice: one\n']);
  });
});

test('the log keeps one older part, and both stay small', () => {
  const { notes, folder } = make();
  const text = 'x'.repeat(10_000);
  for (let at = 0; at < 60; at += 1) notes.notice(`${at} ${text}`);
  expect(readdirSync(folder).sort()).toEqual(['brs.log', 'brs.log.1']);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(150_000);
  const kept = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
  expect(kept).toContain(' 59 x');
  expect(kept).not.toContain(' 0 x');
});

describe('debug', () => {
  test('is on stderr with --debug, and never in the log', () => {
    const { notes, said, folder } = make({ debug: true });
    notes.debug('one');
    expect(said).toEqual(['brs: debug: one\n']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says nothing else, terminal or not', () => {
    const { notes, said } = make({ watched: true });
    notes.debug('one');
    expect(said).toEqual([]);
  });
});

describe("a program's own words", () => {
  test.each([
    ['two\nlines', ['two\nlines\n']],
    ['one\n', ['one\n']],
    ['', []],
  ])('%j are passed on as they are, and never kept', (text, expected) => {
    const { notes, said, folder } = make();
    notes.passOn(text);
    expect(said).toEqual(expected);
    expect(readdirSync(folder)).toEqual([]);
  });
});
