import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadSharedConfig, type SharedConfig } from '../../src/config/files';
import { ConfigError } from '../../src/core/errors';
import type { Environment } from '../../src/system/system';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

interface Texts {
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: Environment;
}

async function load({ config, credentials, env = {} }: Texts): Promise<SharedConfig> {
  const system = makeFakeSystem({ env });
  if (config !== undefined) system.file('.aws/config', config);
  if (credentials !== undefined) system.file('.aws/credentials', credentials);
  return await loadSharedConfig(system);
}

function values(config: SharedConfig, name: string): Record<string, string> | undefined {
  const section = config.profile(name);
  return section && Object.fromEntries([...section].map(([key, { value }]) => [key, value]));
}

describe('loadSharedConfig', () => {
  test('finds nothing where there are no files', async () => {
    const config = await load({});
    expect(config.profile('default')).toBeUndefined();
    expect(config.profileNames()).toEqual([]);
    expect(config.badHeaders).toEqual([]);
  });

  test.each<[string, Texts, string, Record<string, string> | undefined]>([
    ['a profile of the config file', { config: '[profile a]\nx = 1' }, 'a', { x: '1' }],
    ['a profile of the credentials file', { credentials: '[a]\nx = 1' }, 'a', { x: '1' }],
    ['both, key by key', { config: '[profile a]\nx = 1\ny = 2', credentials: '[a]\nx = 3' }, 'a', { x: '3', y: '2' }],
    ['nothing for a config section without its prefix', { config: '[a]\nx = 1' }, 'a', undefined],
    ['nothing for a credentials section with a prefix', { credentials: '[profile a]\nx = 1' }, 'a', undefined],
    ['nothing for a prefix without its blank', { config: '[profilea]\nx = 1' }, 'a', undefined],
    ['[default] of the config file', { config: '[default]\nx = 1' }, 'default', { x: '1' }],
    [
      '[profile default] rather than [default]',
      { config: '[profile default]\nx = 1\n[default]\nx = 2\ny = 3' },
      'default',
      { x: '1' },
    ],
    [
      'the same in the other order',
      { config: '[default]\nx = 2\ny = 3\n[profile default]\nx = 1' },
      'default',
      { x: '1' },
    ],
    [
      '[default] of both files',
      { config: '[default]\nx = 1\ny = 2', credentials: '[default]\nx = 3' },
      'default',
      { x: '3', y: '2' },
    ],
    ['an empty value as such', { config: '[profile a]\nx =' }, 'a', { x: '' }],
    [
      'a profile that stands twice',
      { config: '[profile a]\nx = 1\ny = 1\n[profile b]\n[profile a]\nx = 2' },
      'a',
      { x: '2', y: '1' },
    ],
    ['a name with blanks', { config: '[profile "my own"]\nx = 1' }, 'my own', { x: '1' }],
    ['a name with blanks in the credentials file', { credentials: '[my own]\nx = 1' }, 'my own', { x: '1' }],
    ['a name with a dot', { config: '[profile a.b]\nx = 1' }, 'a.b', { x: '1' }],
    ['a name of letters from anywhere', { config: '[profile müller]\nx = 1' }, 'müller', { x: '1' }],
    ['a name in its own case only', { config: '[profile A]\nx = 1' }, 'a', undefined],
    ['a name that objects have already', { config: '[profile constructor]\nx = 1' }, 'constructor', { x: '1' }],
    ['another such name', { config: '[profile toString]\nx = 1' }, 'toString', { x: '1' }],
    ['such a name in the credentials file', { credentials: '[constructor]\nname = 1' }, 'constructor', { name: '1' }],
    ['a key that objects have already', { config: '[profile a]\nconstructor = 1' }, 'a', { constructor: '1' }],
    ['values that go on, with line feeds', { config: '[profile a]\nx = 1\n  2 # 3' }, 'a', { x: '1\n2 # 3' }],
    [
      'names like a section kind',
      { config: '[profile services]\nx = 1\n[services profile]\ny = 2' },
      'services',
      { x: '1' },
    ],
    [
      'nothing that stands below a forbidden name',
      { config: '[profile a]\nx = 1\n[profile __proto__]\nx = 2' },
      'a',
      { x: '1' },
    ],
  ])('finds %s', async (...[, texts, name, expected]) => {
    expect(values(await load(texts), name)).toEqual(expected);
  });

  test('says where each value was written', async () => {
    const system = makeFakeSystem();
    const config = system.file('.aws/config', '\n[profile my own]\nx = 1\n');
    const credentials = system.file('.aws/credentials', '[my own]\n\ny = 2\n');
    const section = (await loadSharedConfig(system)).profile('my own');
    expect(section?.get('x')?.origin).toEqual({ place: `${config} [profile my own] x`, line: 3 });
    expect(section?.get('y')?.origin).toEqual({ place: `${credentials} [my own] y`, line: 3 });
  });

  test.each<[string, Texts, string]>([
    [
      'the config file',
      { config: '[profile a]\nx = 1\nnonsense\n' },
      '/.aws/config:3: this line of [profile a] is no "key = value"',
    ],
    [
      'the credentials file',
      { credentials: '[a]\nnonsense\n' },
      '/.aws/credentials:2: this line of [a] is no "key = value"',
    ],
  ])('refuses a profile with an unreadable line in %s', async (...[, texts, message]) => {
    const config = await load(texts);
    const error = await caught(() => config.profile('a'));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toMatch(new RegExp(`${message.replace(/[[\].]/g, '\\$&')}$`));
  });

  test('keeps a profile usable beside one with an unreadable line', async () => {
    const config = await load({ config: '[profile a]\nnonsense\n[profile b]\nx = 1\n' });
    expect(values(config, 'b')).toEqual({ x: '1' });
  });

  test('reads services with nested endpoints, from the config file only', async () => {
    const services = '[services local]\nsts =\n  endpoint_url = http://127.0.0.1:1\n';
    expect((await load({ config: services })).services('local')?.get('sts.endpoint_url')?.value).toBe(
      'http://127.0.0.1:1',
    );
    expect((await load({ credentials: services })).services('local')).toBeUndefined();
    expect((await load({ config: services })).services('other')).toBeUndefined();
  });

  test('lists every profile once, as its name is written', async () => {
    const config = await load({
      config: '[default]\n[profile my own]\n[services s]\n[sso-session t]\n[plain]\n[profile b]',
      credentials: '[b]\n[c.d]\n[profile e]',
    });
    expect(config.profileNames()).toEqual(['default', 'my own', 'b', 'c.d']);
  });

  test('tells lines that begin like a header and are none', async () => {
    const config = await load({ config: '[profile a\nx = 1\n', credentials: '\n[b] x\n' });
    expect(config.badHeaders.map((place) => place.split('/').at(-1))).toEqual(['config:1', 'credentials:2']);
  });

  test('reads the files that the variables name, ~/ for the home folder', async () => {
    const system = makeFakeSystem({ env: { AWS_CONFIG_FILE: '~/my/conf', AWS_SHARED_CREDENTIALS_FILE: '~/my/keys' } });
    const configPath = system.file('my/conf', '[profile a]\nx = 1');
    const credentialsPath = system.file('my/keys', '[a]\ny = 2');
    const config = await loadSharedConfig(system);
    expect(values(config, 'a')).toEqual({ x: '1', y: '2' });
    expect(config).toMatchObject({ configPath, credentialsPath });
  });

  test('takes an empty variable for none', async () => {
    const config = await load({ config: '[profile a]\nx = 1', env: { AWS_CONFIG_FILE: '' } });
    expect(values(config, 'a')).toEqual({ x: '1' });
  });

  test('reads a file anew each time, whatever it was before', async () => {
    const system = makeFakeSystem();
    system.file('.aws/config', '[profile a]\nx = 1');
    const before = values(await loadSharedConfig(system), 'a');
    system.file('.aws/config', '[profile a]\nx = 2');
    expect([before, values(await loadSharedConfig(system), 'a')]).toEqual([{ x: '1' }, { x: '2' }]);
  });

  test('may read one file under both names', async () => {
    const system = makeFakeSystem({ env: { AWS_CONFIG_FILE: '~/both', AWS_SHARED_CREDENTIALS_FILE: '~/both' } });
    system.file('both', '[profile a]\nx = 1\n[a]\ny = 2');
    expect(values(await loadSharedConfig(system), 'a')).toEqual({ x: '1', y: '2' });
  });

  test('tells a file that is there and can not be read', async () => {
    const system = makeFakeSystem();
    mkdirSync(join(system.home, '.aws', 'config'), { recursive: true });
    const error = await caught(() => loadSharedConfig(system));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toContain(`${join(system.home, '.aws', 'config')} can't be read`);
  });
});
