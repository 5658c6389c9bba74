import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fastParse } from '../../src/cli/fast-parse';
import { creds } from '../../src/commands/creds';
import { explainCommand } from '../../src/commands/explain';
import { ConfigError, UsageError } from '../../src/core/errors';
import type { Explanation } from '../../src/explain/explanation';
import { systemFiles } from '../../src/system/files';
import { caught, makeFakeSystem, removeFolders, running, type FakeSystem } from '../support/fake-system';

afterAll(removeFolders);

const minted = {
  Version: 1,
  AccessKeyId: 'KEY',
  SecretAccessKey: 'made-up/secret',
  Expiration: '2026-01-31T09:00:00Z',
};

function machine(env: Record<string, string> = { BRS_VAULT: 'file' }): FakeSystem {
  const system = makeFakeSystem({ env, run: running([{ stdout: JSON.stringify(minted) }]) });
  system.file('.aws/config', '[profile a]\nbrs_command = /bin/mint --token made-up\nregion = eu-west-1\n');
  return system;
}

async function run(system: FakeSystem, ...words: string[]): Promise<{ text: string; status: number }> {
  const args = fastParse(words, explainCommand);
  if (args === undefined) throw new Error(`${words.join(' ')} is no plain command line`);
  const ended = await explainCommand.run(args, system);
  return typeof ended === 'string' ? { text: ended, status: 0 } : { text: ended.text ?? '', status: ended.status };
}

async function explained(system: FakeSystem, ...words: string[]): Promise<Explanation> {
  return JSON.parse((await run(system, ...words, '--json')).text) as Explanation;
}

async function getCredentials(system: FakeSystem): Promise<void> {
  const args = fastParse(['--profile', 'a'], creds);
  if (args !== undefined) await creds.run(args, system);
}

test('the explanation as JSON is one document, with every part in it', async () => {
  const system = machine();
  const paths = { config: join(system.home, '.aws', 'config'), credentials: join(system.home, '.aws', 'credentials') };
  const goesOn = "finds none there, tries a container's or an instance's credentials";
  expect(await explained(system, 'a')).toEqual({
    profile: 'a',
    chosenBy: '--profile',
    files: paths,
    hops: [
      {
        source: 'custom',
        profile: 'a',
        what: '/bin/mint',
        settings: [
          { profile: 'a', key: 'command', written: 'brs_command', value: '/bin/mint', place: 'config:2' },
          { profile: 'a', key: 'region', value: 'eu-west-1', place: 'config:3' },
        ],
        kept: true,
        fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
      },
    ],
    read: [],
    ignored: [],
    sdks: ['botocore', 'JavaScript', 'Go', 'Java'].map((sdk) => ({
      sdk,
      takes: 'nothing',
      says: goesOn,
      goesRoundBrs: false,
    })),
    vault: { store: 'file' },
  });
});

describe('an entry', () => {
  test('is told with its freshness and its end once it is there', async () => {
    const system = machine();
    await getCredentials(system);
    const [hop] = (await explained(system, 'a')).hops;
    expect(hop).toMatchObject({ freshness: 'fresh', expiresAt: '2026-01-31T09:00:00Z' });
    system.clock.at += 50 * 60_000;
    const { text } = await run(system, 'a');
    expect(text).toContain(`entry    ${hop?.fingerprint ?? ''} stale, expires`);
    expect(text).not.toContain('made-up');
  });

  test('is left out where the vault fails, which is told and no error', async () => {
    const { text, status } = await run(machine({ BRS_VAULT: 'cellar' }), 'a');
    expect(status).toBe(0);
    expect(text).toContain("vault        can't be read: the variable BRS_VAULT names cellar");
    expect(text).toMatch(/^ {3}entry {4}[0-9a-f]{40}$/m);
  });
});

test('nothing is written, and no program is run', async () => {
  const system = makeFakeSystem({ env: { BRS_VAULT: 'file' } });
  system.file('.aws/config', '[profile a]\nbrs_command = /bin/mint\n');
  await run(system, 'a');
  expect(systemFiles.list(system.home)).toEqual(['.aws']);
  expect(system.told).toEqual({ notices: [], debug: [], passedOn: [] });
});

describe('the profile', () => {
  test('may stand alone, behind --profile, or both ways', async () => {
    const texts = await Promise.all(
      [['a'], ['--profile', 'a'], ['a', '--profile', 'a']].map((words) => run(machine(), ...words)),
    );
    expect(texts.map(({ text }) => text.split('\n')[0])).toEqual(Array(3).fill('Profile a (--profile)'));
  });

  test('is refused where two are named', async () => {
    expect(await caught(() => run(machine(), 'a', '--profile', 'b'))).toBeInstanceOf(UsageError);
  });

  test('is the one of a variable, or the default one, where none is named', async () => {
    const { text } = await run(machine({ AWS_PROFILE: 'a', BRS_VAULT: 'file' }));
    expect(text).toMatch(/^Profile a \(AWS_PROFILE\)\n/);
    expect(await run(machine())).toMatchObject({
      status: 3,
      text: expect.stringMatching(/^Profile default \(default\)\n/),
    });
  });
});

test('a variable that can not be read is told as the reason why there is no plan', async () => {
  const { error } = await explained(machine({ AWS_MAX_ATTEMPTS: 'many', BRS_VAULT: 'file' }), 'a');
  expect(error).toEqual({
    message: 'the variable AWS_MAX_ATTEMPTS must be a whole number from 1 to 100',
    hint: 'correct the variable, or unset it',
  });
});

test('a wrong flag, and a file that can not be read, are errors as in every command', async () => {
  expect(await caught(() => run(machine(), 'a', '--duration-seconds', '1'))).toBeInstanceOf(UsageError);
  const system = makeFakeSystem({ env: {} });
  system.file('.aws/config/folder', '');
  expect(await caught(() => run(system, 'a'))).toBeInstanceOf(ConfigError);
});
