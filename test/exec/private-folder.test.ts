import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openPrivateFolder } from '../../src/exec/private-folder';
import { makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const posix = process.platform === 'win32' ? test.skip : test;

posix('its files are for its person alone', async () => {
  const system = makeFakeSystem();
  const folder = await openPrivateFolder(system);
  const path = folder.write('token', 'secret') ?? '';
  expect(readFileSync(path, 'utf8')).toBe('secret');
  expect([path, join(path, '..')].map((each) => (statSync(each).mode & 0o777).toString(8))).toEqual(['600', '700']);
  expect(path.startsWith(join(system.stateFolder, 'exec'))).toBe(true);
  folder.remove();
  expect(readdirSync(join(system.stateFolder, 'exec'))).toEqual([]);
});

test('it makes nothing until something is written, and removing it twice is no fault', async () => {
  const system = makeFakeSystem();
  const folder = await openPrivateFolder(system);
  expect(existsSync(join(system.stateFolder, 'exec'))).toBe(false);
  folder.remove();
  folder.remove();
  expect(system.told.notices).toEqual([]);
});

test('what nobody holds any more is removed by the next one, what is in use is not', async () => {
  const system = makeFakeSystem();
  const left = join(system.stateFolder, 'exec', 'left');
  mkdirSync(left, { recursive: true });
  writeFileSync(join(left, 'config'), '');
  const first = await openPrivateFolder(system);
  const path = first.write('config', 'first') ?? '';
  const second = await openPrivateFolder(system);
  expect([existsSync(left), existsSync(path)]).toEqual([false, true]);
  for (const folder of [first, second]) folder.remove();
  expect(existsSync(path)).toBe(false);
});

test('many that begin and end at once do not remove what another has', async () => {
  const system = makeFakeSystem();
  const live = async (name: string) => {
    const folder = await openPrivateFolder(system);
    const path = folder.write('token', name) ?? '';
    await new Promise((resolve) => setImmediate(resolve));
    const text = readFileSync(path, 'utf8');
    folder.remove();
    return text;
  };
  const names = Array.from({ length: 30 }, (_, at) => `file ${at}`);
  expect(await Promise.all(names.map(live))).toEqual(names);
});

test('where it can not be written it says so by giving no path, and the log says why', async () => {
  const system = makeFakeSystem();
  mkdirSync(system.stateFolder, { recursive: true });
  writeFileSync(join(system.stateFolder, 'exec'), 'a file where a folder should be');
  const folder = await openPrivateFolder(system);
  expect(folder.write('token', 'secret')).toBeUndefined();
  folder.remove();
  expect(system.told.notices.join('\n')).toMatch(/exec.*(ENOTDIR|EEXIST)/);
  expect(system.told.notices.join('\n')).not.toContain('secret');
});
