import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { systemFiles as files } from '../../src/system/files';
import { makeFolder, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const posix = process.platform === 'win32' ? test.skip : test;
const modeOf = (path: string) => statSync(path).mode & 0o7777;

function made(text = 'before', mode = 0o640): { folder: string; path: string } {
  const folder = makeFolder();
  const path = join(folder, 'config');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return { folder, path };
}

describe('replace', () => {
  posix.each([0o600, 0o644, 0o640, 0o400, 0o666])('keeps the mode %p, whatever new files get', (mode) => {
    const { folder, path } = made('before', mode);
    const before = process.umask(0o077);
    files.replace(path, Buffer.from('after'));
    process.umask(before);
    expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['after', mode]);
    expect(readdirSync(folder)).toEqual(['config']);
  });

  posix('follows links, which stay links', () => {
    const { path } = made();
    const folder = makeFolder();
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    symlinkSync(path, first);
    symlinkSync('first', second);
    files.replace(second, Buffer.from('after'));
    expect([readlinkSync(second), readlinkSync(first), readFileSync(path, 'utf8')]).toEqual(['first', path, 'after']);
    expect(files.real(second)).toBe(path);
  });

  posix('makes a file anew, so that whoever reads the old one reads it to its end', () => {
    const { path } = made();
    const before = statSync(path).ino;
    files.replace(path, Buffer.from('after'));
    expect(statSync(path).ino).not.toBe(before);
  });

  test('leaves what it can not replace, and nothing beside it', () => {
    const folder = makeFolder();
    const path = join(folder, 'config');
    mkdirSync(join(path, 'full'), { recursive: true });
    expect(() => files.replace(path, Buffer.from('after'))).toThrow();
    expect(readdirSync(folder)).toEqual(['config']);
  });

  test('makes no file that was not there', () => {
    const path = join(makeFolder(), 'config');
    expect(() => files.replace(path, Buffer.from('after'))).toThrow('ENOENT');
    expect(files.real(path)).toBeUndefined();
  });
});

describe('backUp', () => {
  test('copies the bytes beside the file itself, over nothing', () => {
    const { folder, path } = made('\uFEFFa\r\n');
    const names = [1, 2, 3].map(() => files.backUp(path, 'x.bak'));
    expect(names).toEqual(['config.x.bak', 'config.x.bak-2', 'config.x.bak-3'].map((name) => join(folder, name)));
    for (const name of names) expect(readFileSync(name, 'utf8')).toBe('\uFEFFa\r\n');
  });

  posix('keeps the mode, and follows links', () => {
    const { folder, path } = made('keys', 0o600);
    const link = join(makeFolder(), 'link');
    symlinkSync(path, link);
    const copy = files.backUp(link, 'bak');
    expect([copy, modeOf(copy)]).toEqual([join(folder, 'config.bak'), 0o600]);
  });
});
