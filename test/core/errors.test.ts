import { describe, expect, test } from '@jest/globals';
import {
  AbortError,
  BrsError,
  ConfigError,
  defectExitCode,
  errnoOf,
  exitCodes,
  NeedsPersonError,
  reasonOf,
  SourceError,
  UsageError,
  VaultError,
} from '../../src/core/errors';

const fault = { message: 'what happened', hint: 'what to do next' };

describe('errors', () => {
  test.each<[string, BrsError, number]>([
    ['UsageError', new UsageError(fault), 2],
    ['ConfigError', new ConfigError(fault), 3],
    ['SourceError', new SourceError(fault), 4],
    ['NeedsPersonError', new NeedsPersonError(fault), 5],
    ['VaultError', new VaultError(fault), 6],
  ])('%s carries what happened, what to do next and its exit code', (name, error, exitCode) => {
    expect(error).toBeInstanceOf(BrsError);
    expect(error).toMatchObject({ name, message: fault.message, hint: fault.hint, exitCode });
  });

  test('an interruption ends like a shell command ended by Ctrl-C', () => {
    expect(new AbortError()).toMatchObject({ name: 'AbortError', exitCode: 130, hint: undefined });
  });

  test('every kind of failure has an exit code of its own, and a defect another', () => {
    const codes = [...Object.values(exitCodes), defectExitCode, 0];
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('the other side fails for good unless it is said to be passing', () => {
    expect(new SourceError(fault)).toMatchObject({ passing: false, code: undefined });
    expect(new SourceError({ ...fault, passing: true, code: 'Throttling' })).toMatchObject({
      passing: true,
      code: 'Throttling',
    });
  });

  test('a store is not stuck unless it is said to be', () => {
    expect(new VaultError(fault).stuck).toBe(false);
    expect(new VaultError({ ...fault, stuck: true }).stuck).toBe(true);
  });
});

describe('reasonOf', () => {
  test.each([
    [new Error('text'), 'text'],
    ['plain', 'plain'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('finds words for %p', (thrown, text) => {
    expect(reasonOf(thrown)).toBe(text);
  });
});

describe('errnoOf', () => {
  test.each([
    [Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT'],
    [Object.assign(new Error('x'), { code: 5 }), undefined],
    [new Error('x'), undefined],
    [null, undefined],
    [undefined, undefined],
    ['ENOENT', undefined],
  ])('of %p is %p', (thrown, code) => {
    expect(errnoOf(thrown)).toBe(code);
  });
});
