import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSharedConfigFiles } from '@aws-sdk/shared-ini-file-loader';
import { describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/core/credentials';
import { ConfigError } from '../../src/core/errors';
import { Secret } from '../../src/core/secret';
import { iniFormat } from '../../src/formats/ini';
import { testWith } from '../support/needs';

const whole: Credentials = {
  accessKeyId: 'ASIAEXAMPLE000000001',
  secretAccessKey: new Secret('made-up/secret+1'),
  sessionToken: new Secret('made-up/token%(x)s=='),
  expiration: Date.UTC(2026, 0, 31, 9),
  accountId: '111122223333',
};

const pair: Credentials = { accessKeyId: 'AKIAEXAMPLE000000001', secretAccessKey: new Secret('made-up/secret+1') };

function section(profile: string, credentials: Credentials | undefined): string {
  return iniFormat({ credentials, variables: [], profile });
}

const keys = {
  aws_access_key_id: 'ASIAEXAMPLE000000001',
  aws_secret_access_key: 'made-up/secret+1',
  aws_session_token: 'made-up/token%(x)s==',
};

async function withFile<T>(read: (path: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'brs-ini-'));
  try {
    const path = join(folder, 'credentials');
    writeFileSync(path, section('team/prod@eu', whole));
    return await read(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the format ini', () => {
  test('is a section of the credentials file, without region and account', () => {
    expect(section('prod', whole)).toBe(
      '[prod]\naws_access_key_id = ASIAEXAMPLE000000001\naws_secret_access_key = made-up/secret+1\n' +
        'aws_session_token = made-up/token%(x)s==\n',
    );
  });

  test('has no line for a token that is not there', () => {
    expect(section('prod', pair)).toBe(
      '[prod]\naws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up/secret+1\n',
    );
  });

  test('names the section default where flags alone say what is wanted', () => {
    expect(section('(flags)', pair)).toMatch(/^\[default\]\n/);
  });

  test('is empty where there are no credentials', () => {
    expect(section('prod', undefined)).toBe('');
  });

  test.each(['my profile', 'a]', '[a', 'a #b', 'a;', 'a\nb', ' a', 'é', '', '__proto__', '"a"', '(a)'])(
    'refuses the profile name %j, which not every SDK reads',
    (profile) => {
      expect(() => section(profile, pair)).toThrow(ConfigError);
    },
  );

  test.each(['a b', ' a', 'a ', 'a #b', '#a', 'a;b', 'a\nb', 'a\r', 'a\tb', '"a"', "'a", 'é', ''])(
    'refuses the secret %j, which would be read back otherwise, and does not tell it',
    (secret) => {
      const refused = () => section('prod', { ...pair, secretAccessKey: new Secret(secret) });
      expect(refused).toThrow(ConfigError);
      expect(refused).toThrow(
        'the value of aws_secret_access_key holds characters that the SDKs would not read back from a file',
      );
    },
  );

  test('is read by the SDK for JavaScript as it was written', async () => {
    const files = await withFile((path) => loadSharedConfigFiles({ filepath: path, configFilepath: '/dev/null' }));
    expect(files.credentialsFile).toEqual({ 'team/prod@eu': keys });
  });

  testWith(['linux', 'python3:botocore'], test)('is read by botocore as it was written', async () => {
    const script = 'import botocore.configloader as c, json, sys; print(json.dumps(c.raw_config_parse(sys.argv[1])))';
    const ran = await withFile((path) => spawnSync('python3', ['-c', script, path], { timeout: 30_000 }));
    expect(JSON.parse(ran.stdout.toString())).toEqual({ 'team/prod@eu': keys });
  });
});
