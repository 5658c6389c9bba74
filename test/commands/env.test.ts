import { afterAll, describe, expect, test } from '@jest/globals';
import { creds } from '../../src/commands/creds';
import { env } from '../../src/commands/env';
import { ConfigError, SourceError, UsageError } from '../../src/core/errors';
import { formatNames, formats } from '../../src/formats/index';
import { caught, removeFolders, startOfTime } from '../support/fake-system';
import { minting, minutes, told } from './minting';

afterAll(removeFolders);

const inOneHour = '2026-01-31T09:00:00Z';
const seconds = (ms: number): string => String(Math.floor(ms / 1000));

describe('brs env', () => {
  test('tells everything in order', async () => {
    const text = await minting().run(env, '--profile', 'prod');
    expect(told(text)).toEqual([
      ['AWS_ACCESS_KEY_ID', 'KEY1'],
      ['AWS_SECRET_ACCESS_KEY', 'made-up'],
      ['AWS_SESSION_TOKEN', 'token'],
      ['AWS_CREDENTIAL_EXPIRATION', inOneHour],
      ['AWS_REGION', 'eu-west-1'],
      ['AWS_DEFAULT_REGION', 'eu-west-1'],
      ['BRS_REGION', 'eu-west-1'],
      ['AWS_ACCOUNT_ID', '111122223333'],
      ['BRS_PROFILE', 'prod'],
      ['BRS_ACCESS_KEY_ID', 'KEY1'],
      ['BRS_EXPIRES_AT', seconds(startOfTime + minutes(60))],
      ['BRS_RENEW_AT', expect.stringMatching(/^\d{10}$/)],
    ]);
  });

  test('has the shell renew them when they begin to age, before they end', async () => {
    const { run, system } = minting();
    const renewAt = Number(new Map(told(await run(env, '--profile', 'prod'))).get('BRS_RENEW_AT')) * 1000;
    expect(renewAt).toBeGreaterThan(startOfTime + minutes(20));
    expect(renewAt).toBeLessThan(startOfTime + minutes(59));
    // The very moment is rounded to seconds.
    system.clock.at = renewAt + 1000;
    await run(creds, '--profile', 'prod');
    expect(system.startedAgain).toHaveLength(1);
  });

  test('of static keys takes a stale token and all times away', async () => {
    const { run, set } = minting();
    set({ AWS_SESSION_TOKEN: 'stale', AWS_SECURITY_TOKEN: 'older' });
    const gone = told(await run(env, '--profile', 'keys')).flatMap(([name, value]) =>
      value === undefined ? name : [],
    );
    expect(gone).toEqual([
      'AWS_SESSION_TOKEN',
      'AWS_CREDENTIAL_EXPIRATION',
      'AWS_ACCOUNT_ID',
      'BRS_EXPIRES_AT',
      'BRS_RENEW_AT',
      'AWS_SECURITY_TOKEN',
    ]);
  });

  test('from flags alone names no profile, and is not renewed', async () => {
    const variables = new Map(told(await minting().run(env, '--command', 'mint')));
    expect(variables.get('AWS_ACCESS_KEY_ID')).toBe('KEY1');
    expect(variables.get('BRS_EXPIRES_AT')).toBe(seconds(startOfTime + minutes(60)));
    expect([variables.get('BRS_PROFILE'), variables.get('BRS_RENEW_AT')]).toEqual([undefined, undefined]);
  });

  test('of a profile with a setting as a flag names it, and is not renewed', async () => {
    const words = ['--profile', 'prod', '--duration-seconds', '3600'];
    const variables = new Map(told(await minting().run(env, ...words)));
    expect([variables.get('BRS_PROFILE'), variables.get('BRS_RENEW_AT')]).toEqual(['prod', undefined]);
  });

  test('refreshes an ageing entry first, since variables can not be refreshed', async () => {
    const { run, system } = minting();
    await run(env, '--profile', 'prod');
    system.clock.at += minutes(40);
    expect(await run(env, '--profile', 'prod')).toContain('KEY2');
    expect(system.startedAgain).toEqual([]);
  });

  test.each<[string, string]>([
    ['55m', 'KEY1'],
    ['1h', 'KEY2'],
  ])('with --min-ttl %s after a minute gives %s', async (ttl, key) => {
    const { run, system } = minting();
    await run(env, '--profile', 'prod');
    system.clock.at += minutes(1);
    expect(await run(env, '--profile', 'prod', '--min-ttl', ttl)).toContain(key);
  });
});

describe('the region', () => {
  const regionsOf = (text: string): (string | undefined)[] => {
    const variables = new Map(told(text));
    return ['AWS_REGION', 'AWS_DEFAULT_REGION', 'BRS_REGION'].map((name) => variables.get(name));
  };
  const none = [undefined, undefined, undefined];
  const all = (region: string): string[] => [region, region, region];

  test.each<[string, [Record<string, string>, string[], (string | undefined)[]]]>([
    ['is the profile’s', [{}, [], all('eu-west-1')]],
    ['is the person’s where one is set', [{ AWS_REGION: 'us-east-1' }, [], none]],
    ['is the person’s under its other name', [{ AWS_DEFAULT_REGION: 'us-east-1' }, [], none]],
    ['is the profile’s where the variable is empty', [{ AWS_REGION: '' }, [], all('eu-west-1')]],
    ['is the profile’s with --set-region', [{ AWS_REGION: 'us-east-1' }, ['--set-region'], all('eu-west-1')]],
    ['is the one of --region', [{ AWS_REGION: 'us-east-1' }, ['--region', 'sa-east-1'], all('sa-east-1')]],
    [
      'is the next profile’s where brs set it',
      [{ AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-1', BRS_REGION: 'us-east-1' }, [], all('eu-west-1')],
    ],
  ])('%s', async (_, [variables, words, regions]) => {
    const { run, set } = minting();
    set(variables);
    expect(regionsOf(await run(env, '--profile', 'prod', ...words))).toEqual(regions);
  });
});

describe('the shell', () => {
  const first = async (platform: NodeJS.Platform, parent: string | undefined, ...words: string[]): Promise<string> => {
    const { run } = minting({ platform, parent: () => Promise.resolve(parent) });
    return (await run(env, '--profile', 'prod', ...words)).split('\n')[0] ?? '';
  };
  const [posix, fish] = ["export AWS_ACCESS_KEY_ID='KEY1';", "set -gx AWS_ACCESS_KEY_ID 'KEY1';"];

  test.each<[NodeJS.Platform, string | undefined, { words?: string[]; line: string }]>([
    ['linux', undefined, { line: posix }],
    ['linux', 'zsh', { line: posix }],
    ['linux', 'node', { line: posix }],
    ['linux', 'fish', { line: fish }],
    ['linux', 'fish', { words: ['--shell', 'bash'], line: posix }],
    ['linux', 'zsh', { words: ['--shell', '/usr/bin/fish'], line: fish }],
    ['linux', 'zsh', { words: ['--format', 'fish'], line: fish }],
    ['linux', 'zsh', { words: ['--shell', 'csh'], line: "setenv AWS_ACCESS_KEY_ID 'KEY1';" }],
    ['darwin', undefined, { line: posix }],
    ['win32', undefined, { line: "$Env:AWS_ACCESS_KEY_ID = 'KEY1';" }],
    ['win32', 'bash', { line: posix }],
  ])('on %s started by %s gets its own: %j', async (platform, parent, { words = [], line }) => {
    expect(`${(await first(platform, parent, ...words)).replace(/;$/, '')};`).toBe(line);
  });

  test.each<[string[], RegExp, RegExp]>([
    [['--shell', 'bash', '--format', 'posix'], /exclude each other/, /give one/],
    [['--shell', 'vim'], /--shell vim: there is no such format/, /posix, fish, tcsh/],
    [['--format', 'yaml'], /--format yaml: there is no such format/, /process, posix.*json/],
    [['--format', ''], /there is no such format/, /process, posix/],
  ])('is not %j', async (words, message, hint) => {
    const error = (await caught(() => minting().run(env, ...words))) as UsageError;
    expect(error).toBeInstanceOf(UsageError);
    expect([error.message, error.hint]).toEqual([expect.stringMatching(message), expect.stringMatching(hint)]);
  });
});

describe('--unset', () => {
  test('takes back what brs told the shell, and nothing that the person set since', async () => {
    const { run, set } = minting();
    set({ AWS_PROFILE: 'mine' });
    set(Object.fromEntries(told(await run(env, '--profile', 'prod'))));
    set({ AWS_REGION: 'us-east-1' });
    const taken = new Map(told(await run(env, '--unset')));
    expect(taken.get('AWS_PROFILE')).toBe('mine');
    expect([taken.has('AWS_REGION'), taken.has('AWS_ACCESS_KEY_ID'), taken.has('BRS_RENEW_AT')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('works without any credentials, in every shell, and is refused for what is none', async () => {
    for (const name of formatNames) {
      const work = () =>
        minting({ env: { BRS_ACCESS_KEY_ID: 'KEY' } }).run(env, '--unset', '--profile', 'missing', '--format', name);
      if (formats[name].shells.length > 0) expect(await work()).toContain('BRS_PROFILE');
      else expect(await caught(work)).toBeInstanceOf(UsageError);
    }
  });
});

describe('what brs env put into the environment', () => {
  test('is no source for brs', async () => {
    const { run, set } = minting();
    set(Object.fromEntries(told(await run(env, '--profile', 'prod'))));
    set({ BRS_PROFILE: undefined });
    expect(await caught(() => run(creds))).toBeInstanceOf(ConfigError);
    const words = ['--role-arn', 'arn:aws:iam::111122223333:role/Next', '--credential-source', 'Environment'];
    const error = await caught(() => run(creds, ...words));
    expect(error instanceof ConfigError || error instanceof SourceError).toBe(true);
    expect((error as Error).message).not.toContain('no network');
  });

  test('names the profile for the next call', async () => {
    const { run, set } = minting();
    set(Object.fromEntries(told(await run(env, '--profile', 'prod'))));
    expect(await run(creds)).toContain('"AccessKeyId":"KEY1"');
  });
});

describe.each(formatNames)('brs creds --format %s', (name) => {
  test('writes what brs env does', async () => {
    const { run } = minting();
    const text = await run(creds, '--profile', 'prod', '--format', name);
    expect(text).toContain('KEY1');
    expect(text).toContain('token');
    expect(await run(env, '--profile', 'prod', '--format', name)).toBe(text);
  });

  test('refreshes an ageing entry first, unless the reader can come again', async () => {
    const { run, system } = minting();
    await run(creds, '--profile', 'prod');
    system.clock.at += minutes(40);
    const text = await run(creds, '--profile', 'prod', '--format', name);
    expect(text).toContain(name === 'process' ? 'KEY1' : 'KEY2');
    expect(system.startedAgain).toHaveLength(name === 'process' ? 1 : 0);
  });

  test('keeps what brs notes for itself to shells', async () => {
    const text = await minting().run(creds, '--profile', 'prod', '--format', name);
    expect(text.includes('BRS_')).toBe(formats[name].shells.length > 0);
  });
});

describe('keys of the person’s own in the environment', () => {
  const own = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000009', AWS_SECRET_ACCESS_KEY: 'made-up-too' };

  test('are handed out as they are, again and again, and are not taken back', async () => {
    const { run, set } = minting();
    set({ ...own, AWS_CONFIG_FILE: '/nowhere' });
    for (let round = 0; round < 2; round += 1) {
      const variables = told(await run(env));
      expect(Object.fromEntries(variables)).toMatchObject(own);
      set(Object.fromEntries(variables));
    }
    expect(await run(env, '--unset')).not.toContain('AWS_ACCESS_KEY_ID;');
  });
});

test('regions that --set-region went over come back, and inside brs exec nothing is taken', async () => {
  const { run, set, system } = minting({ env: { AWS_DEFAULT_REGION: 'us-west-2' } });
  set(Object.fromEntries(told(await run(env, '--profile', 'prod', '--region', 'eu-west-1'))));
  expect(system.env).toMatchObject({ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-1' });
  expect(Object.fromEntries(told(await run(env, '--unset')))).toMatchObject({ AWS_DEFAULT_REGION: 'us-west-2' });
  const inside = minting({ env: { AWS_REGION: 'eu-west-1', BRS_REGION: 'eu-west-1', BRS_PROFILE: 'prod' } });
  expect(await inside.run(env, '--unset')).toBe('');
});
