import { afterAll, describe, expect, test } from '@jest/globals';
import { fastParse } from '../../src/cli/fast-parse';
import { creds } from '../../src/commands/creds';
import { NeedsPersonError, SourceError, UsageError } from '../../src/core/errors';
import { formatTime } from '../../src/core/time';
import type { RunRequest, RunResult } from '../../src/system/run';
import type { Environment, System } from '../../src/system/system';
import { caught, makeFakeSystem, removeFolders, startOfTime, typing, type FakeSystem } from '../support/fake-system';

afterAll(removeFolders);

interface Machine {
  readonly system: FakeSystem;
  readonly requests: RunRequest[];
  next: Partial<RunResult>;
  /** Runs `brs creds` and gives the access key, or what it throws. */
  readonly run: (...words: string[]) => Promise<unknown>;
}

function machine(env: Environment = {}): Machine {
  const requests: RunRequest[] = [];
  const run: System['run'] = (request) => {
    requests.push(request);
    const Expiration = formatTime(made.system.clock.at + 3_600_000);
    const document = { Version: 1, AccessKeyId: `KEY${requests.length}`, SecretAccessKey: 'made-up', Expiration };
    const result = {
      stdout: JSON.stringify(document),
      stderr: '',
      status: 0,
      killedBy: undefined,
      ended: 'itself',
    } as const;
    return Promise.resolve({ ...result, ...made.next });
  };
  const system = makeFakeSystem({ run, env: { BRS_VAULT: 'file', ...env }, terminal: typing([]) });
  system.file(
    '.aws/config',
    '[default]\nbrs_command = mint\n[profile static]\naws_access_key_id = AKIA\naws_secret_access_key = made-up\n',
  );
  const made: Machine = {
    system,
    requests,
    next: {},
    run: async (...words) => {
      const args = fastParse(words, creds);
      if (args === undefined) throw new Error(`${words.join(' ')} is no plain command line`);
      const text = await creds.run(args, system);
      return text === '' ? '' : (JSON.parse(text) as { AccessKeyId: string }).AccessKeyId;
    },
  };
  return made;
}

const minutes = (count: number) => count * 60_000;

describe('brs creds', () => {
  test('works without arguments, and prints the document of credential_process', async () => {
    const { system } = machine();
    expect(await creds.run({ values: {}, switches: new Set(), words: [], argv: [] }, system)).toBe(
      `${JSON.stringify({ Version: 1, AccessKeyId: 'KEY1', SecretAccessKey: 'made-up', Expiration: formatTime(startOfTime + 3_600_000) })}\n`,
    );
  });

  test('says nothing while all is well', async () => {
    const { run, system } = machine();
    await run();
    await run();
    expect([system.told.notices, system.told.passedOn]).toEqual([[], []]);
  });

  test.each<[string[], string, number]>([
    [[], 'KEY1', 1],
    [['--refresh'], 'KEY2', 2],
    [['--no-cache'], 'KEY2', 2],
    [['--min-ttl', '55m'], 'KEY1', 1],
    [['--min-ttl', '1h'], 'KEY2', 2],
    [['--min-ttl', '3600'], 'KEY2', 2],
  ])('with %j after a minute gives %s', async (words, key, calls) => {
    const { run, requests, system } = machine();
    await run();
    system.clock.at += minutes(1);
    expect(await run(...words)).toBe(key);
    expect(requests).toHaveLength(calls);
  });

  test('keeps nothing with --no-cache', async () => {
    const { run } = machine();
    expect([await run('--no-cache'), await run()]).toEqual(['KEY1', 'KEY2']);
  });

  test.each<[string[], RegExp]>([
    [['--min-ttl', 'soon'], /--min-ttl must be a time up to 12h/],
    [['--min-ttl', '13h'], /--min-ttl must be a time up to 12h/],
    [['--mfa-token', '12345'], /--mfa-token must be six digits/],
    [['--mfa-token', '1234567'], /--mfa-token must be six digits/],
    [['--mfa-token', ''], /--mfa-token must be six digits/],
    [['--refresh', '--no-cache'], /exclude each other/],
    [['--duration-seconds', 'x'], /--duration-seconds must be a whole number/],
  ])('refuses %j', async (words, message) => {
    const { run, requests } = machine();
    const error = await caught(() => run(...words));
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message).toMatch(message);
    expect(requests).toEqual([]);
  });

  test('hands static keys out as they are', async () => {
    expect(await machine().run('--profile', 'static')).toBe('AKIA');
  });
});

describe('an ageing entry', () => {
  async function ageing(...words: string[]) {
    const made = machine();
    await made.run(...words);
    made.system.clock.at += minutes(40);
    return made;
  }

  test('is handed out, and refreshed by a process of its own with the same words', async () => {
    const { run, system, requests } = await ageing();
    expect(await run('--debug', '--min-ttl', '5m', '--mfa-token=123456', '-p', 'default', '--no-prompt')).toBe('KEY1');
    expect(requests).toHaveLength(1);
    expect(system.startedAgain).toEqual([['creds', '-p', 'default', '--no-prompt', '--background']]);
  });

  test('is refreshed by one process, however many ask', async () => {
    const { run, system } = await ageing();
    await Promise.all(Array.from({ length: 10 }, () => run()));
    expect(system.startedAgain).toHaveLength(1);
  });

  test('is good for others as soon as that process is through', async () => {
    const { run, system } = await ageing();
    expect(await run('--background')).toBe('');
    expect(await run()).toBe('KEY2');
    expect(system.startedAgain).toEqual([]);
  });

  test('stays after that process failed, which is noted and puts off the next one', async () => {
    const made = await ageing();
    made.next = { status: 1 };
    expect(await made.run('--background')).toBe('');
    made.system.clock.at += 1;
    expect(await made.run()).toBe('KEY1');
    expect(made.system.startedAgain).toEqual([]);
    expect(made.system.told.notices).toEqual([expect.stringContaining('background refresh of default')]);
  });
});

describe('a person', () => {
  const mfa = `[profile mfa]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = static
mfa_serial = GAHT12345678
[profile static]
aws_access_key_id = AKIA
aws_secret_access_key = made-up
`;

  test.each<[string[], Environment]>([
    [['--no-prompt'], {}],
    [[], { BRS_NO_PROMPT: '1' }],
    [[], { BRS_NO_PROMPT: 'yes' }],
  ])('is not asked with %j and %j', async (words, env) => {
    const { run, system } = machine(env);
    system.file('.aws/config', mfa);
    expect(await caught(() => run('--profile', 'mfa', ...words))).toBeInstanceOf(NeedsPersonError);
  });

  test.each(['', '0', 'false', 'no', 'NO'])('is asked with BRS_NO_PROMPT=%s', async (value) => {
    const asked: string[] = [];
    const { system } = machine({ BRS_NO_PROMPT: value });
    system.file('.aws/config', mfa);
    const terminal = { ...typing([]), ask: ({ text }: { text: string }) => Promise.resolve((asked.push(text), '')) };
    const args = fastParse(['--profile', 'mfa'], creds);
    await caught(() =>
      creds.run(args ?? { values: {}, switches: new Set(), words: [], argv: [] }, { ...system, terminal }),
    );
    expect(asked).toHaveLength(1);
  });
});

test('a failure says the program and no more', async () => {
  const made = machine();
  made.next = { status: 9, stdout: 'made-up' };
  const error = await caught(() => made.run());
  expect(error).toBeInstanceOf(SourceError);
  expect((error as SourceError).message).toBe('profile default: brs_command mint ended with status 9');
});
