// What `brs doctor` finds in every folder of test/cases that begins with `doctor-`. See test/cases/README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { codes } from '../src/checks/codes';
import type { Told } from '../src/checks/examine';
import { removeFolders } from './support/fake-system';
import { doctorCases, outcomeOf } from './support/doctor-cases';

afterAll(removeFolders);

const allCodes = Object.keys(codes);

function folderOf(code: string): string {
  return `doctor-${code.replace('.', '-')}`;
}

function shown({ code, what, advice, place, fixable, fixed }: Told): unknown {
  return { code, what, do: advice, place, ...(fixable ? { fixable } : {}), fixed };
}

/** BRS_TEST_WRITE=1 writes down what comes out now: to be read before it is kept. */
function expected(path: string, text: string): unknown {
  if (process.env['BRS_TEST_WRITE']) writeFileSync(path, text);
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('the case', () => {
  test.each(doctorCases)('%s', async (name) => {
    const { found, verbose, plain, expectedPath } = await outcomeOf(name);
    const told = found.filter(({ verdict }) => verbose || verdict !== 'ok').map(shown);
    const text = plain(`${JSON.stringify(told, null, 2)}\n`);
    expect(JSON.parse(text)).toEqual(expected(expectedPath, text));
    expect(text).not.toContain('made-up');
  });
});

test.each(allCodes)('%s has a case of its name, which it is found in', (code) => {
  expect(doctorCases).toContain(folderOf(code));
  expect(readFileSync(`test/cases/${folderOf(code)}/expected.json`, 'utf8')).toContain(`"code": "${code}"`);
});

test('every case is of a code, but for the one on which all is well', () => {
  const known = [...allCodes.map(folderOf), 'doctor-clean'];
  expect(doctorCases.filter((name) => !known.includes(name))).toEqual([]);
});

test('where all is well nothing is found, not even a note', async () => {
  const { found } = await outcomeOf('doctor-clean');
  expect(found.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect(found.length).toBeGreaterThan(10);
});

describe('--fix', () => {
  const fixing = doctorCases.filter((name) =>
    readFileSync(`test/cases/${name}/expected.json`, 'utf8').includes('"fixed"'),
  );

  test('is proved in several cases', () => expect(fixing.length).toBeGreaterThanOrEqual(6));

  test.each(fixing)('what was put right in %s is not found again', async (name) => {
    const { after, found } = await outcomeOf(name);
    const fixed = found.filter((one) => one.fixed !== undefined).map(({ code }) => code);
    expect(after.filter(({ code, verdict }) => verdict !== 'ok' && (fixed as string[]).includes(code))).toEqual([]);
  });
});
