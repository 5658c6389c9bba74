// Every folder of test/cases: what a config, an environment and a command line come to. See test/cases/README.md.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fastParse } from '../src/cli/fast-parse';
import { creds } from '../src/commands/creds';
import { resolvePlan } from '../src/commands/resolve';
import { BrsError } from '../src/core/errors';
import type { Plan, Step } from '../src/session/step';
import { makeFakeSystem, removeFolders } from './support/fake-system';

afterAll(removeFolders);

const cases = join(dirname(fileURLToPath(import.meta.url)), 'cases');
const names = readdirSync(cases, { withFileTypes: true })
  // What `brs doctor` finds has a runner of its own.
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('doctor-'))
  .map(({ name }) => name);

function json<T>(path: string, otherwise: T): T {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : otherwise;
}

/** Without what is so everywhere: a person's own session name, usual limits, a prompt where it fits. */
const usual: Readonly<Record<string, unknown>> = {
  fips: false,
  dualstack: false,
  global: false,
  attempts: 6,
  budgetMs: 20_000,
  connectMs: 5_000,
  readMs: 10_000,
  prompt: 'auto',
  timeoutSeconds: 60,
  generatedName: true,
  sessionName: 'brs-ann',
  timeoutMs: 1_000,
};

function unusual(this: unknown, key: string, value: unknown): unknown {
  return key in usual && usual[key] === value ? undefined : value;
}

function shownStep({ source, profile, settings }: Step): unknown {
  return { source, profile, ...(JSON.parse(JSON.stringify(settings, unusual)) as object) };
}

function shown({ steps, ...plan }: Plan): unknown {
  const { advisorySeconds, mandatorySeconds } = plan;
  const windows = JSON.parse(JSON.stringify({ advisorySeconds, mandatorySeconds })) as object;
  return { ...windows, steps: steps.map(shownStep) };
}

function shownError({ name, message, hint }: BrsError, home: string): unknown {
  const text = (words: string) => words.replaceAll(home, '~').replaceAll('\\', '/');
  return { class: name, message: text(message), hint: hint === undefined ? null : text(hint) };
}

async function outcome(name: string): Promise<unknown> {
  const folder = join(cases, name);
  const system = makeFakeSystem({ env: json(join(folder, 'env.json'), {}) });
  mkdirSync(join(system.home, '.aws'));
  for (const file of ['config', 'credentials']) {
    if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(system.home, '.aws', file));
  }
  const args = fastParse(json(join(folder, 'args.json'), ['--profile', 'a']), creds);
  if (args === undefined) throw new Error(`${name}/args.json is no plain command line`);
  try {
    return shown(await resolvePlan(args, system));
  } catch (error) {
    if (error instanceof BrsError) return shownError(error, system.home);
    throw error;
  }
}

describe('the case', () => {
  test.each(names)('%s', async (name) => {
    const expected = json<unknown>(join(cases, name, 'expected.json'), undefined);
    expect(await outcome(name)).toEqual(expected);
  });

  test.each(names)('%s is written down in the table of cases, and says no secret', (name) => {
    expect(readFileSync(join(cases, 'README.md'), 'utf8')).toContain(`\`${name}\``);
    expect(readFileSync(join(cases, name, 'expected.json'), 'utf8')).not.toContain('made-up');
  });
});
