import { describe, expect, test } from '@jest/globals';
import { flagKeys, flagName, settingsTable, type SettingKey, type SettingRow } from '../../src/config/settings';
import { Wrong, type ReadPorts } from '../../src/config/readers';

const rows = Object.entries(settingsTable) as [SettingKey, SettingRow][];
const ports: ReadPorts = { platform: 'linux', readFile: () => '' };
const secrets: readonly string[] = [
  'aws_secret_access_key',
  'aws_session_token',
  'aws_access_key_id',
  'credential_process',
];

function wrong(key: SettingKey, value: string): string | undefined {
  try {
    settingsTable[key].read(value, ports);
    return undefined;
  } catch (error) {
    if (error instanceof Wrong) return error.message;
    throw error;
  }
}

describe('the settings table', () => {
  test.each(rows)('%s refuses an empty value and a line feed', (key) => {
    expect(wrong(key, '')).toEqual(expect.any(String));
    expect(wrong(key, 'true\nfalse')).toEqual(expect.any(String));
  });

  test.each(rows)('%s has help on one line, without the prefix in its name', (key, { help }) => {
    expect(help).toMatch(/^[^\n]{3,}$/);
    expect(key).toMatch(/^(?!brs_)[a-z][a-z0-9_]*$/);
  });

  test('has one flag per name, all in lower case with dashes', () => {
    const names = flagKeys.map(flagName);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  test('has no flag for anything secret: a command line shows in the process list', () => {
    expect(flagKeys.filter((key) => secrets.includes(key))).toEqual([]);
  });

  test('has a flag for every setting that names a source, a role or an endpoint', () => {
    const wanted = ['role-arn', 'source-profile', 'credential-source', 'source', 'command', 'mfa-serial', 'region'];
    expect(flagKeys.map(flagName)).toEqual(expect.arrayContaining([...wanted, 'endpoint-url', 'session-tags']));
  });

  test.each<[SettingKey, string[]]>([
    ['role_arn', ['arn:foo', 'arn:aws:iam::123456789:role/x', 'not an arn at all', 'x'.repeat(2048)]],
    ['aws_access_key_id', ['abc123', 'AKIAEXAMPLE000000001']],
    ['role_session_name', ['ab', 'x'.repeat(64), 'a+b=c,d.e@f-g_h']],
    ['external_id', ['ab', 'x'.repeat(1224), 'a:b/c']],
    ['mfa_serial', ['GAHT12345678', 'arn:aws:iam::444455556666:mfa/ann']],
    ['duration_seconds', ['900', '43200']],
    ['mfa_session_seconds', ['900', '129600']],
    ['source_identity', ['ann']],
    ['policy_arns', [Array.from({ length: 10 }, (_, n) => `arn:${n}`).join(',')]],
    ['region', ['eu-west-1', 'mars-north-7', 'aws-global']],
    ['advisory_seconds', ['1', '65m', '12h']],
    ['mfa_prompt', ['auto', 'terminal', 'desktop', 'never']],
  ])('%s takes what AWS takes, odd or not', (key, values) => {
    for (const value of values) expect(`${value}: ${wrong(key, value) ?? 'taken'}`).toBe(`${value}: taken`);
  });

  test.each<[SettingKey, string[]]>([
    ['role_arn', ['x'.repeat(2049)]],
    ['role_session_name', ['a', 'x'.repeat(65), 'two words', 'a/b']],
    ['external_id', ['a', 'x'.repeat(1225), 'a b']],
    ['mfa_serial', ['short', 'with a blank in it']],
    ['duration_seconds', ['899', '43201', '1h', '3600.0', 'abc', '-1']],
    ['mfa_session_seconds', ['899', '129601']],
    ['credential_source', ['environment', 'ec2', 'EC2InstanceMetadata']],
    ['policy_arns', [Array.from({ length: 11 }, (_, n) => `arn:${n}`).join(',')]],
    ['command_timeout_seconds', ['0', '3601']],
    ['aws_account_id', ['1', '1234567890123']],
    ['endpoint_url', ['localhost:4566', '//x']],
    ['max_attempts', ['0', '101']],
    ['mfa_session', ['no', '0']],
  ])('%s refuses what can never be right', (key, values) => {
    for (const value of values) expect(wrong(key, value)).toEqual(expect.any(String));
  });
});
