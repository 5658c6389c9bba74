// What holds for every run that fails, whatever the reason.
import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import type { RunOptions, RunResult } from '../support/sandbox';
import { makeWorld, type World } from '../support/world';

export interface Failure {
  readonly code: number;
  /** What the error line says. */
  readonly says: RegExp;
  /** What the hint says; that there is one is always asked for. */
  readonly hint?: RegExp | undefined;
}

/** One line of error, one of hint, nothing on stdout, and the exit code. */
export function expectFailure(result: RunResult, { code, says, hint = /\w/ }: Failure): void {
  const { stdout, stderr } = result;
  expect({ code: result.code, stdout, stderr }).toMatchObject({
    code,
    stdout: '',
    stderr: expect.stringMatching(/^brs: error: [^\n]+\nbrs: hint: [^\n]+\n$/),
  });
  const [error, advice] = stderr.split('\n');
  expect(error).toMatch(says);
  expect(advice).toMatch(hint);
}

/** A world whose vault holds an entry of the profile prod, which failures of any other kind must leave alone. */
export interface FilledWorld extends World {
  /** Runs brs, which must fail, and sees to it that the vault is as it was. */
  fails(args: readonly string[], failure: Failure, options?: RunOptions): Promise<RunResult>;
  /** The entry is still handed out, and STS not asked for it. */
  stillServes(): Promise<void>;
}

export async function makeFilledWorld(config = ''): Promise<FilledWorld> {
  const world = await makeWorld();
  const { box, sts } = world;
  box.config(`${box.read('.aws/config')}\n${config}`);
  const vault = (): string[] =>
    box.files().flatMap(({ path, text }) => (path.startsWith('state/vault/') ? [`${path} ${digest(text)}`] : []));
  const filled = await box.run(['creds', '--profile', 'prod']);
  expect(filled).toMatchObject({ code: 0, stderr: '' });
  expect(vault().length).toBeGreaterThan(1);
  return {
    ...world,
    fails: async (args, failure, options) => {
      const before = vault();
      const result = await box.run(args, options);
      expectFailure(result, failure);
      expect(vault()).toEqual(before);
      return result;
    },
    stillServes: async () => {
      const calls = sts.calls.length;
      const again = await box.run(['creds', '--profile', 'prod']);
      expect(again).toMatchObject({ code: 0, stdout: filled.stdout, stderr: '' });
      expect(sts.calls).toHaveLength(calls);
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An address on loopback where nothing listens. */
export const NOWHERE = 'http://127.0.0.1:9';
