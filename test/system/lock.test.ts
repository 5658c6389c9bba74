import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { systemFiles } from '../../src/system/files';
import { makeLocks, type Locks } from '../../src/system/lock';
import { makeFolder, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

function locksIn(folder: string): Locks {
  return makeLocks({ platform: process.platform, folder, files: systemFiles });
}

describe('locks', () => {
  test('are held by one at a time', async () => {
    const folder = makeFolder();
    const lock = await locksIn(folder).take('f1');
    expect(lock).toBeDefined();
    expect(await locksIn(folder).take('f1')).toBeUndefined();
    lock?.release();
    const next = await locksIn(folder).take('f1');
    expect(next).toBeDefined();
    next?.release();
  });

  test('are got by one of many that come at once', async () => {
    const folder = makeFolder();
    const got = await Promise.all(Array.from({ length: 30 }, () => locksIn(folder).take('f1')));
    expect(got.filter((lock) => lock !== undefined)).toHaveLength(1);
    for (const lock of got) lock?.release();
  });

  test('do not know each other under other names or in other folders', async () => {
    const folder = makeFolder();
    const locks = locksIn(folder);
    const held = [await locks.take('f1'), await locks.take('f2'), await locksIn(makeFolder()).take('f1')];
    expect(held.filter((lock) => lock === undefined)).toEqual([]);
    for (const lock of held) lock?.release();
  });

  test('wake everyone who waits when they are let go', async () => {
    const folder = makeFolder();
    const lock = await locksIn(folder).take('f1');
    const waiting = Array.from({ length: 10 }, () => locksIn(folder).released('f1', 50_000));
    await new Promise((resolve) => setImmediate(resolve));
    lock?.release();
    expect(await Promise.all(waiting)).toHaveLength(10);
  });

  test('are not waited for where nobody holds them', async () => {
    await expect(locksIn(makeFolder()).released('f1', 50_000)).resolves.toBeUndefined();
  });

  test('are waited for no longer than told', async () => {
    const folder = makeFolder();
    const lock = await locksIn(folder).take('f1');
    await expect(locksIn(folder).released('f1', 10)).resolves.toBeUndefined();
    lock?.release();
  });

  test('have names that another person can not guess: a salt lies in the folder', async () => {
    const folder = join(makeFolder(), 'state');
    (await locksIn(folder).take('f1'))?.release();
    const salt = systemFiles.read(join(folder, 'lock.salt'));
    expect(salt).toHaveLength(16);
    (await locksIn(folder).take('f1'))?.release();
    expect(systemFiles.read(join(folder, 'lock.salt'))?.equals(salt ?? Buffer.alloc(0))).toBe(true);
  });
});
