import { chmodSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { makeContext } from '../../src/checks/context';
import { examine } from '../../src/checks/examine';
import { systemFiles } from '../../src/system/files';
import { makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly line?: string;
  readonly config?: string;
  readonly env?: Record<string, string>;
  /** Paths that are there besides the real ones. */
  readonly there?: readonly string[];
  readonly nodeVersion?: string;
  readonly mode?: number;
}

async function codesOn(machine: Machine): Promise<string[]> {
  const { platform, line = '', config = '', env = {}, there = [], nodeVersion = '24.4.1', mode = 0o600 } = machine;
  const real = (path: string) => (there.includes(path.replaceAll('\\', '/')) ? path : systemFiles.real(path));
  const files = { ...systemFiles, real };
  const system = makeFakeSystem({ platform, files, nodeVersion, env: { BRS_VAULT: 'memory', ...env } });
  const process = line === '' ? '' : `[profile a]\nbrs_source = environment\ncredential_process = ${line}\n`;
  chmodSync(system.file('.aws/config', process + config), mode);
  const found = await examine(await makeContext({ system, offline: true }), false);
  const usual = /^(vault\.passing|config\.elsewhere|fine)$/;
  return found.map(({ code }) => code).filter((code) => !usual.test(code));
}

describe('a program without a path', () => {
  const line = 'brs creds --profile a';
  const env = { PATH: '/opt/homebrew/bin' };

  test.each<[NodeJS.Platform, string, string[]]>([
    ['darwin', '/opt/homebrew/bin/brs', ['process.desktop-path']],
    // launchd's PATH has no /usr/local/bin.
    ['darwin', '/usr/local/bin/brs', ['process.not-found']],
    ['darwin', '/usr/bin/brs', ['process.not-found']],
    ['linux', '/opt/homebrew/bin/brs', ['process.desktop-path']],
    // A desktop's programs on Windows have the person's whole PATH.
    ['win32', '/opt/homebrew/bin/brs.cmd', []],
  ])('on %s, where it is %s: %j', async (platform, path, codes) => {
    expect(await codesOn({ platform, line, env, there: [path] })).toEqual(codes);
  });

  test('is found by a desktop’s programs on Linux in /usr/local/bin', async () => {
    const there = ['/usr/local/bin/brs'];
    expect(await codesOn({ platform: 'linux', line, env: { PATH: '/usr/local/bin' }, there })).toEqual([]);
  });
});

test('a script that has moved is found missing behind a Node that has not', async () => {
  const line = '/usr/bin/node-of-test /opt/gone/brs.js creds --profile a';
  expect(await codesOn({ platform: 'linux', line, there: ['/usr/bin/node-of-test'] })).toEqual(['process.not-found']);
});

test.each(['$HOME/bin/brs creds --profile a', 'sudo -u x mint | base64 -d', "~/bin/mint --for 'a b'"])(
  'what a shell may read as it likes is not judged: %s',
  async (line) => {
    const there = ['/usr/bin/sudo'];
    expect(await codesOn({ platform: 'linux', line, env: { PATH: '/usr/bin' }, there })).toEqual([]);
  },
);

test('Windows has no permission bits to look at', async () => {
  const config = '[profile k]\naws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up/secret/1\n';
  expect(await codesOn({ platform: 'win32', config, mode: 0o644 })).toEqual([]);
  expect(await codesOn({ platform: 'linux', config, mode: 0o644 })).toEqual(['config.permissions']);
});

describe('Node', () => {
  test.each([
    ['20.18.3', ['node.too-old']],
    ['18.20.0', ['node.too-old']],
    ['20.19.0', ['node.ending']],
    ['22.1.0', []],
    ['26.0.0', []],
  ])('%s: %j', async (nodeVersion, codes) => {
    expect(await codesOn({ platform: 'linux', nodeVersion })).toEqual(codes);
  });
});
