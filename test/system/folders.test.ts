import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { expandHome, homeFolder, stateFolder } from '../../src/system/folders';
import type { Environment } from '../../src/system/system';

describe('the home folder', () => {
  test.each<[Environment, string]>([
    [{ HOME: '/home/ann', USERPROFILE: 'C:\\Users\\ann' }, '/home/ann'],
    [{ HOME: '', USERPROFILE: 'C:\\Users\\ann' }, 'C:\\Users\\ann'],
    [{ HOMEDRIVE: 'D:', HOMEPATH: '\\ann' }, 'D:\\ann'],
    [{ HOMEPATH: '\\ann' }, 'C:\\ann'],
    [{ HOMEDRIVE: 'D:' }, '/from/os'],
    [{}, '/from/os'],
  ])('with %j is %s', (env, home) => {
    expect(homeFolder(env, () => '/from/os')).toBe(home);
  });
});

describe('the state folder', () => {
  const home = join('/', 'home', 'ann');

  test.each<[NodeJS.Platform, Environment, string]>([
    ['linux', {}, join(home, '.local', 'state', 'brs')],
    ['linux', { XDG_STATE_HOME: '/state' }, join('/state', 'brs')],
    ['linux', { XDG_STATE_HOME: 'relative' }, join(home, '.local', 'state', 'brs')],
    ['linux', { XDG_STATE_HOME: '' }, join(home, '.local', 'state', 'brs')],
    ['freebsd', {}, join(home, '.local', 'state', 'brs')],
    ['darwin', { XDG_STATE_HOME: '/state' }, join(home, 'Library', 'Application Support', 'brs')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'brs')],
    ['win32', {}, join(home, 'AppData', 'Local', 'brs')],
    ['linux', { BRS_STATE_DIR: '/own', XDG_STATE_HOME: '/state' }, '/own'],
    ['darwin', { BRS_STATE_DIR: '/own' }, '/own'],
  ])('on %s with %j is %s', (...[platform, env, folder]) => {
    expect(stateFolder({ platform, env, home })).toBe(folder);
  });
});

describe('expandHome', () => {
  test.each([
    ['~/a/b', join('/home/ann', 'a/b')],
    ['~\\a', join('/home/ann', 'a')],
    ['/a/~/b', '/a/~/b'],
    ['~bob/a', '~bob/a'],
    ['~', '~'],
    ['', ''],
  ])('makes of %j %j', (path, whole) => {
    expect(expandHome(path, '/home/ann')).toBe(whole);
  });
});
