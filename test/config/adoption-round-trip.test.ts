// Adopting and releasing whole files: the same bytes come back, and brs itself reads the same before and after.
import { describe, expect, test } from '@jest/globals';
import { loadSharedConfig } from '../../src/config/files';
import { ConfigError } from '../../src/core/errors';
import { makePlan } from '../../src/session/plan';
import { adopting, after, releasing, type Texts } from '../support/adopting';
import { randomShared } from '../support/random-shared';
import { sharedTexts } from '../support/shared-texts';

const home = '/home/ann';
const env = {};

async function reading({ config, credentials }: Texts) {
  const read = (path: string) => Buffer.from(path.endsWith('credentials') ? credentials : config);
  const files = { read } as unknown as Parameters<typeof loadSharedConfig>[0]['files'];
  return { config: await loadSharedConfig({ env, home, files }), files };
}

async function namesIn(texts: Texts): Promise<readonly string[]> {
  return (await reading(texts)).config.profileNames();
}

/** What brs makes of each profile: its steps, or why there are none. */
async function plans(texts: Texts): Promise<string[]> {
  const { config, files } = await reading(texts);
  const system = { platform: 'linux', files, home, user: 'ann', env } as const;
  const request = { named: true, flags: {}, config, variables: {}, inherited: [], system };
  return config.profileNames().map((name) => {
    try {
      return JSON.stringify([name, makePlan({ ...request, name })]);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      // A key goes by its longer name then, and a profile without any source has brs's line.
      const text = error.message.replaceAll('brs_', '').replace(' (its credential_process is brs itself)', '');
      return `${name}: ${text}`;
    }
  });
}

/** Lines that are gone or came, but for the prefix, the mark and brs's own line. */
function strangeChanges(before: string, adopted: string): string[] {
  const own =
    /^(# adopted by brs: .*|credential_process = \/usr\/bin\/node \/opt\/brs\/bin\/brs\.js creds --profile .*)$/;
  const plain = (text: string) => text.split(/\r?\n/);
  const left = plain(before);
  const strange = plain(adopted).filter((line) => {
    const expected = left[0];
    if (line === expected || line === `brs_${expected ?? ''}`) return left.shift() === undefined;
    return !own.test(line);
  });
  return [...strange, ...left];
}

async function roundTrip(texts: Texts): Promise<boolean> {
  const names = await namesIn(texts);
  const adopted = after(adopting, texts, names);
  expect(after(adopting, adopted, names)).toEqual(adopted);
  expect(after(releasing, adopted, names)).toEqual(texts);
  for (const file of ['config', 'credentials'] as const) {
    expect(strangeChanges(texts[file], adopted[file])).toEqual([]);
  }
  expect(await plans(adopted)).toEqual(await plans(texts));
  return adopted.config !== texts.config || adopted.credentials !== texts.credentials;
}

describe('files as people have them', () => {
  const rows = Object.entries(sharedTexts);

  test('are many', () => {
    expect(rows.length).toBeGreaterThan(25);
  });

  test.each(rows)('come back as they were: %s', async (_, { config, credentials = '' }) => {
    const texts = { config, credentials };
    expect(await roundTrip(texts)).toBe(true);
  });

  test.each(rows)(
    'come back as they were after one profile after another: %s',
    async (_, { config, credentials = '' }) => {
      const texts = { config, credentials };
      const names = await namesIn(texts);
      const adopted = names.reduce((now, name) => after(adopting, now, [name]), texts);
      expect(adopted).toEqual(after(adopting, texts, names));
      expect(names.reduce((now, name) => after(releasing, now, [name]), adopted)).toEqual(texts);
    },
  );
});

test('files by chance come back as they were', async () => {
  let changed = 0;
  for (let seed = 1; seed <= 600; seed += 1) {
    const texts = randomShared(seed);
    try {
      if (await roundTrip(texts)) changed += 1;
    } catch (error) {
      throw new Error(`seed ${seed}: ${JSON.stringify(texts, null, 1)}`, { cause: error });
    }
  }
  expect(changed).toBeGreaterThan(400);
});
