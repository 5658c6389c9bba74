// What brs explains of every folder of test/cases that begins with `explain-`, as text. See test/cases/README.md.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fastParse } from '../../src/cli/fast-parse';
import { explainCommand } from '../../src/commands/explain';
import { BrsError } from '../../src/core/errors';
import { makeFakeSystem, removeFolders } from '../support/fake-system';
import { argumentsOf, caseNames, casesFolder, copyFiles, environmentOf } from './case-folders';

afterAll(removeFolders);

interface Explained {
  readonly text: string;
  readonly status: number;
}

async function explained(name: string, ...more: string[]): Promise<Explained> {
  const system = makeFakeSystem({ env: { BRS_VAULT: 'memory', ...environmentOf(name) } });
  copyFiles(name, system.home);
  const args = fastParse([...argumentsOf(name), ...more], explainCommand);
  if (args === undefined) throw new Error(`${name}/args.json is no plain command line`);
  const ended = await explainCommand.run(args, system);
  const { text = '', status } = typeof ended === 'string' ? { text: ended, status: 0 } : ended;
  // Names of entries go by the folder, too, where a program is named from there.
  const plain = text
    .replaceAll(system.home, '~')
    .replaceAll('\\', '/')
    .replace(/\b[0-9a-f]{40}\b/g, '0'.repeat(40));
  return { text: plain, status };
}

/** BRS_TEST_WRITE=1 writes down what comes out now: to be read before it is kept. */
function expected(name: string, text: string): string {
  const path = join(casesFolder, name, 'explained.txt');
  if (process.env['BRS_TEST_WRITE']) writeFileSync(path, text);
  return readFileSync(path, 'utf8');
}

test('every other case is explained, too, or refused with an error of ours', async () => {
  for (const name of readdirSync(casesFolder).filter((one) => !one.includes('.') && !caseNames.includes(one))) {
    const ended = await explained(name).catch((error: unknown) => error);
    expect([name, ended instanceof BrsError || /^(Profile |No profile)/.test((ended as Explained).text)]).toEqual([
      name,
      true,
    ]);
  }
});

describe('the case', () => {
  test.each(caseNames)('%s is explained as it is written down', async (name) => {
    const { text } = await explained(name);
    expect(text).toBe(expected(name, text));
  });

  test.each(caseNames)('%s says no secret, in text or JSON, and ends with 3 where there is no plan', async (name) => {
    for (const { text, status } of [await explained(name), await explained(name, '--json')]) {
      expect(text).not.toMatch(/made-up|--secret|--token |user:word/);
      expect(status).toBe(/^No plan$|^ {2}"error": \{/m.test(text) ? 3 : 0);
    }
  });
});
