import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { codes } from '../../src/checks/codes';
import { checks } from '../../src/checks/index';
import { isKnown } from '../../src/checks/known-keys';
import { leastVersion } from '../../src/checks/node';
import { namesOf } from '../../src/config/profile';
import { settingsTable, type SettingKey } from '../../src/config/settings';
import { filesBelow } from '../support/source-files';

describe.each(Object.entries(codes))('%s', (code, { means }) => {
  test('has two words, and a meaning on one line', () => {
    expect(code).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/);
    expect(means).toMatch(/^[^\n.]{10,}$/);
  });

  test('is found by one check', () => {
    const finders = filesBelow('src').filter(
      ({ name, text }) => name.startsWith('checks/') && name !== 'checks/codes' && text.includes(`'${code}'`),
    );
    expect(finders.length).toBeGreaterThan(0);
  });
});

test('every check has a name of its own, and something to say where all is well', () => {
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  expect(new Set(checks.map(({ fine }) => fine)).size).toBe(checks.length);
});

test('every name that brs reads a setting under is known', () => {
  const names = (Object.keys(settingsTable) as SettingKey[]).flatMap(namesOf);
  expect(names.filter((name) => !isKnown(name))).toEqual([]);
});

test.each(['output', 'cli_pager', 's3.max_queue_size', 'retry_mode', 'sso_role_name', 'dynamodb.endpoint_url'])(
  '%s is a key of AWS',
  (key) => expect(isKnown(key)).toBe(true),
);

test.each(['regoin', 's3.max_queue', 'brs_region_', 'policy', 'brs_mfa'])('%s is nobody’s key', (key) =>
  expect(isKnown(key)).toBe(false),
);

test("the least version of Node is package.json's", () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  expect(manifest.engines.node).toBe(`>=${leastVersion}`);
});
