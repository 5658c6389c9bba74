import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  AbortError,
  ConfigError,
  NeedsPersonError,
  SourceError,
  UsageError,
  VaultError,
  type BrsError,
} from '../../src/core/errors';
import {
  codeUsedAt,
  codeWindowMs,
  delayAttempt,
  forgetFailure,
  lastFailure,
  nextAttempt,
  rememberCode,
  rememberFailure,
} from '../../src/session/remarks';
import { makeFakeSystem, removeFolders, startOfTime } from '../support/fake-system';

afterAll(removeFolders);

const serial = 'arn:aws:iam::444455556666:mfa/ann';
const fault = { message: 'what happened', hint: 'what next' };

/** A machine on which no remark can be written or read. */
function broken() {
  const system = makeFakeSystem();
  mkdirSync(system.stateFolder);
  writeFileSync(join(system.stateFolder, 'remarks'), 'a file in the way');
  return system;
}

describe('attempts', () => {
  test('may be made at once unless one was delayed', () => {
    const system = makeFakeSystem();
    expect(nextAttempt(system, 'f1')).toBe(0);
    delayAttempt(system, 'f1', startOfTime + 5);
    expect(nextAttempt(system, 'f1')).toBe(startOfTime + 5);
    expect(nextAttempt(system, 'f2')).toBe(0);
  });

  test('may be made again after a success', () => {
    const system = makeFakeSystem();
    delayAttempt(system, 'f1', startOfTime + 5);
    forgetFailure(system, 'f1');
    expect(nextAttempt(system, 'f1')).toBe(0);
  });
});

describe('failures', () => {
  test.each<[string, BrsError]>([
    ['a passing refusal', new SourceError({ ...fault, passing: true })],
    ['a lasting refusal', new SourceError(fault)],
    ['a missing person', new NeedsPersonError(fault)],
    ['a failed store', new VaultError(fault)],
    ['a wrong setting', new ConfigError(fault)],
    ['one without a hint', new SourceError({ message: 'what happened' })],
  ])('are taken over by the next process: %s', (_, error) => {
    const system = makeFakeSystem();
    rememberFailure(system, 'f1', { at: startOfTime, error });
    const found = lastFailure(system, 'f1');
    expect(found?.at).toBe(startOfTime);
    expect(found?.error).toBeInstanceOf(error.constructor);
    expect(found?.error).toMatchObject({ name: error.name, message: error.message, exitCode: error.exitCode });
    expect(found?.error.hint).toBe(error.hint);
    if (error instanceof SourceError) expect(found?.error).toMatchObject({ passing: error.passing });
  });

  test.each<[string, BrsError]>([
    ['an interruption', new AbortError()],
    ['a wrong command line', new UsageError(fault)],
  ])('are not left behind: %s', (_, error) => {
    const system = makeFakeSystem();
    rememberFailure(system, 'f1', { at: startOfTime, error });
    expect(lastFailure(system, 'f1')).toBeUndefined();
  });

  test('are forgotten after a success, each by its own fingerprint', () => {
    const system = makeFakeSystem();
    for (const name of ['f1', 'f2']) rememberFailure(system, name, { at: 1, error: new SourceError(fault) });
    forgetFailure(system, 'f1');
    expect(lastFailure(system, 'f1')).toBeUndefined();
    expect(lastFailure(system, 'f2')).toBeDefined();
  });

  test.each([
    '',
    '{',
    '[]',
    '{"at": "1", "kind": "SourceError", "message": "m"}',
    '{"at": 1, "kind": "Other", "message": "m"}',
  ])('are none where the file holds %s', (text) => {
    const system = makeFakeSystem();
    system.file('state/remarks/f1.failure', text);
    expect(lastFailure(system, 'f1')).toBeUndefined();
  });
});

describe('MFA codes', () => {
  test('are remembered for the 30 seconds in which STS refuses them', () => {
    const system = makeFakeSystem();
    rememberCode(system, serial, '123456');
    expect(codeUsedAt(system, serial, '123456')).toBe(startOfTime);
    system.clock.at += codeWindowMs - 1;
    expect(codeUsedAt(system, serial, '123456')).toBe(startOfTime);
    system.clock.at += 1;
    expect(codeUsedAt(system, serial, '123456')).toBeUndefined();
  });

  test('are told apart, and so are devices', () => {
    const system = makeFakeSystem();
    rememberCode(system, serial, '123456');
    expect(codeUsedAt(system, serial, '123457')).toBeUndefined();
    expect(codeUsedAt(system, 'GAHT12345678', '123456')).toBeUndefined();
  });

  test('are not to be read in the file', () => {
    const system = makeFakeSystem();
    rememberCode(system, serial, '123456');
    const folder = join(system.stateFolder, 'remarks');
    for (const name of readdirSync(folder)) {
      expect(name + readFileSync(join(folder, name), 'utf8')).not.toMatch(/123456|mfa\/ann/);
    }
  });
});

test('nothing fails where no remark can be kept', () => {
  const system = broken();
  delayAttempt(system, 'f1', 5);
  rememberFailure(system, 'f1', { at: 1, error: new SourceError(fault) });
  rememberCode(system, serial, '123456');
  forgetFailure(system, 'f1');
  expect(nextAttempt(system, 'f1')).toBe(0);
  expect(lastFailure(system, 'f1')).toBeUndefined();
  expect(codeUsedAt(system, serial, '123456')).toBeUndefined();
});
