import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { systemFiles as files } from '../../src/system/files';
import { makeFolder, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const posix = process.platform === 'win32' ? test.skip : test;

/** A file last changed so many seconds ago. */
function old(path: string, seconds: number): string {
  writeFileSync(path, 'left behind');
  const then = Date.now() / 1000 - seconds;
  utimesSync(path, then, then);
  return path;
}

describe('write', () => {
  test('makes the folders above, and replaces what was there', () => {
    const path = join(makeFolder(), 'a', 'b', 'c');
    files.write(path, 'one, and longer');
    files.write(path, Buffer.from('two'));
    expect(readFileSync(path, 'utf8')).toBe('two');
  });

  test('leaves nothing else behind', () => {
    const folder = makeFolder();
    for (let at = 0; at < 5; at += 1) files.write(join(folder, 'a'), `${at}`);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  posix('keeps files and folders to their owner', () => {
    const path = join(makeFolder(), 'a', 'b');
    files.write(path, '');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  posix('makes a file anew, so that whoever has the old one open reads the old one to its end', () => {
    const path = join(makeFolder(), 'a');
    files.write(path, 'one');
    const before = statSync(path).ino;
    files.write(path, 'two');
    expect(statSync(path).ino).not.toBe(before);
  });

  test('takes away what killed writers left behind, and what living ones are at, not', () => {
    const folder = makeFolder();
    files.write(join(folder, 'a'), '1');
    const left = old(join(folder, 'a.123-abc123.tmp'), 31);
    const living = old(join(folder, 'a.124-abc124.tmp'), 5);
    files.write(join(folder, 'b'), '2');
    const names = readdirSync(folder).map((name) => join(folder, name));
    expect(names).not.toContain(left);
    expect(names).toContain(living);
  });

  test.each(['notes.tmp', '.tmp', 'a.b.tmp'])('leaves %s alone, which is not its own', (name) => {
    const folder = makeFolder();
    old(join(folder, name), 3600);
    files.write(join(folder, 'a'), '1');
    expect(readdirSync(folder)).toContain(name);
  });

  test('leaves the old file and no other where it fails', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'a', 'full'), { recursive: true });
    expect(() => files.write(join(folder, 'a'), '1')).toThrow();
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

describe('create', () => {
  test('writes the file once', () => {
    const path = join(makeFolder(), 'x', 'a');
    expect([files.create(path, 'one'), files.create(path, 'two')]).toEqual([true, false]);
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(readdirSync(join(path, '..'))).toEqual(['a']);
  });

  posix('keeps the file to its owner', () => {
    const path = join(makeFolder(), 'a');
    files.create(path, 'one');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('what is not there', () => {
  test('is undefined, also below a file, and empty for a list', () => {
    const folder = makeFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const path of [join(folder, 'none'), join(file, 'none'), join(folder, 'no', 'ne')]) {
      expect([files.read(path), files.size(path), files.list(path)]).toEqual([undefined, undefined, []]);
    }
  });

  test('may be removed', () => {
    expect(() => files.remove(join(makeFolder(), 'none'))).not.toThrow();
  });
});

test('what can not be read is no missing file', () => {
  expect(() => files.read(makeFolder())).toThrow(/EISDIR|EPERM/);
});

test('append, size, rename, list and remove do what they say', () => {
  const folder = join(makeFolder(), 'logs');
  files.append(join(folder, 'a'), 'one\n');
  files.append(join(folder, 'a'), 'two\n');
  expect(files.size(join(folder, 'a'))).toBe(8);
  files.rename(join(folder, 'a'), join(folder, 'b'));
  expect(files.list(folder)).toEqual(['b']);
  expect(files.read(join(folder, 'b'))?.toString()).toBe('one\ntwo\n');
  files.remove(join(folder, 'b'));
  expect(files.list(folder)).toEqual([]);
});

test('the facts of a file are its bits and when it changed, links followed; of none there are none', () => {
  const path = join(makeFolder(), 'file');
  expect(files.stat(path)).toBeUndefined();
  files.write(path, 'one');
  expect(files.stat(path)?.changedAt).toBeGreaterThan(Date.now() - 60_000);
  if (process.platform === 'win32') return;
  files.setMode(path, 0o640);
  expect(files.stat(path)?.mode).toBe(0o640);
});

test('whether a place can be written is told without writing there', () => {
  const folder = makeFolder();
  expect([files.isWritable(folder), files.isWritable(join(folder, 'none'))]).toEqual([true, false]);
  expect(files.list(folder)).toEqual([]);
});
