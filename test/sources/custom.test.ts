import { afterAll, describe, expect, test } from '@jest/globals';
import { AbortError, SourceError } from '../../src/core/errors';
import { custom, readOutput } from '../../src/sources/custom';
import type { CustomSettings } from '../../src/sources/source';
import type { RunRequest, RunResult } from '../../src/system/run';
import { caught, makeFakeSystem, removeFolders, running, typing } from '../support/fake-system';
import { laidOpen, makeContext } from '../support/fetching';

afterAll(removeFolders);

const pair = { AccessKeyId: 'ASIAEXAMPLE000000001', SecretAccessKey: 'made-up/secret' };
const expiration = Date.UTC(2026, 0, 31, 9);
const whole = { ...pair, SessionToken: 'made-up/token', Expiration: '2026-01-31T09:00:00Z' };
const found = { accessKeyId: 'ASIAEXAMPLE000000001', secret: 'made-up/secret', token: 'made-up/token', expiration };

function read(document: unknown): unknown {
  const output = readOutput(typeof document === 'string' ? document : JSON.stringify(document));
  return typeof output === 'string' ? output : laidOpen(output);
}

describe('readOutput', () => {
  test.each<[string, unknown, object]>([
    [
      "credential_process's document",
      { Version: 1, ...whole, AccountId: '111122223333' },
      { ...found, accountId: '111122223333' },
    ],
    [
      'one without expiry',
      { Version: 1, ...pair },
      { accessKeyId: found.accessKeyId, secret: found.secret, token: undefined },
    ],
    ['one with nulls', { Version: 1, ...whole, AccountId: null }, found],
    ['one with more members', { Version: 1, ...whole, Note: { any: 'thing' } }, found],
    [
      "boto3-refresh-session's shape",
      {
        access_key: pair.AccessKeyId,
        secret_key: pair.SecretAccessKey,
        token: 'made-up/token',
        expiry_time: '2026-01-31T09:00:00+00:00',
      },
      found,
    ],
    [
      'the same with account',
      { access_key: pair.AccessKeyId, secret_key: pair.SecretAccessKey, account_id: '111122223333' },
      { accessKeyId: found.accessKeyId, secret: found.secret, token: undefined, accountId: '111122223333' },
    ],
    ["STS's answer", { Credentials: whole, AssumedRoleUser: { Arn: 'x' } }, found],
    ["STS's answer with an offset", { Credentials: { ...whole, Expiration: '2026-01-31T10:00:00+01:00' } }, found],
    ['blank lines around', `\n\n  ${JSON.stringify({ Version: 1, ...whole })}\r\n`, found],
  ])('takes %s', (...[, document, expected]) => {
    expect(read(document)).toEqual(expected);
  });

  test.each<[unknown, string]>([
    ['', 'printed nothing'],
    [' \n', 'printed nothing'],
    ['made-up', 'printed something that is no JSON object'],
    ['[]', 'printed something that is no JSON object'],
    ['{"Version": 1,', 'printed something that is no JSON object'],
    [`${JSON.stringify({ Version: 1, ...whole })}{}`, 'printed something that is no JSON object'],
    [{}, 'printed a document that lacks Version'],
    [pair, 'printed a document that lacks Version'],
    [{ Version: '1', ...pair }, 'printed a document that has a Version that is not the number 1'],
    [{ Version: 2, ...pair }, 'printed a document that has a Version that is not the number 1'],
    [{ Version: 1 }, 'printed a document that lacks AccessKeyId'],
    [{ Version: 1, AccessKeyId: 'a' }, 'printed a document that lacks SecretAccessKey'],
    [{ Version: 1, ...pair, Expiration: '' }, 'printed a document that has an empty Expiration'],
    [
      { Version: 1, ...pair, Expiration: 'never' },
      'printed a document that has an Expiration that is no time like 2026-01-31T08:09:10Z',
    ],
    [{ Version: 1, ...pair, SessionToken: 5 }, 'printed a document that has a SessionToken that is no text'],
    [{ access_key: 'a' }, 'printed a document that lacks secret_key'],
    [
      { access_key: 'a', secret_key: 'made-up\n' },
      'printed a document that has a secret_key with a line feed or another control character',
    ],
    [{ Credentials: {} }, 'printed a document that lacks AccessKeyId'],
    [{ Credentials: [pair] }, 'printed a document that lacks Version'],
    [{ Credentials: null, Version: 1 }, 'printed a document that lacks AccessKeyId'],
  ])('says of %j that it %s', (document, fault) => {
    expect(read(document)).toBe(fault);
  });
});

const settings: CustomSettings = { command: ['/opt/mint', '--key', 'made-up'], timeoutSeconds: 60, key: 'brs_command' };
const stdout = JSON.stringify({ Version: 1, ...whole });

function prepare(results: readonly Partial<RunResult>[], requests: RunRequest[] = []) {
  const system = makeFakeSystem({ run: running(results, requests) });
  return { system, context: makeContext(system) };
}

describe('a custom source', () => {
  test('runs the command with the environment of the chain and its time limit', async () => {
    const requests: RunRequest[] = [];
    const { context, system } = prepare([{ stdout }], requests);
    expect(laidOpen(await custom.fetch({ ...settings, timeoutSeconds: 7 }, context))).toEqual(found);
    expect(requests).toEqual([
      { command: settings.command, env: { CHAIN: 'x' }, timeoutMs: 7_000, stderr: undefined, signal: system.signal },
    ]);
  });

  test.each<[string, Partial<RunResult>, string]>([
    ['a status, valid output or not', { stdout, status: 3 }, 'ended with status 3'],
    ['a signal', { stdout, status: undefined, killedBy: 'SIGKILL' }, 'was ended by SIGKILL'],
    ['its time limit', { ended: 'time limit', killedBy: 'SIGTERM' }, 'did not finish within 60 s'],
    ['too much output', { ended: 'too much output', killedBy: 'SIGTERM' }, 'printed more than 64 KiB'],
    ['nothing printed', {}, 'printed nothing'],
  ])('fails with %s, naming the program and nothing else of the command', async (...[, result, what]) => {
    const { context } = prepare([result]);
    const error = await caught(() => custom.fetch(settings, context));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ message: `profile prod: brs_command /opt/mint ${what}`, passing: true });
    expect((error as SourceError).hint).toContain('run it by hand');
  });

  test('passes its stderr on when it fails, and keeps none of it', async () => {
    const { context, system } = prepare([{ status: 1, stderr: 'please log in\n' }]);
    await caught(() => custom.fetch(settings, context));
    expect(system.told).toEqual({ notices: [], debug: [], passedOn: ['please log in\n'] });
  });

  test('says nothing of its stderr when it succeeds', async () => {
    const { context, system } = prepare([{ stdout, stderr: 'a warning' }]);
    await custom.fetch(settings, context);
    expect(system.told.passedOn).toEqual([]);
  });

  test('says that a program is not there', async () => {
    const error = await caught(() => custom.fetch(settings, makeContext(makeFakeSystem())));
    expect(error).toMatchObject({ message: 'profile prod: brs_command /opt/mint is not there' });
  });

  test('ends with Ctrl-C', async () => {
    const { context } = prepare([{ ended: 'interrupted', killedBy: 'SIGTERM' }]);
    expect(await caught(() => custom.fetch(settings, context))).toBeInstanceOf(AbortError);
  });

  test.each([
    [true, 5],
    [false, undefined],
  ])('writes to the terminal of the person where brs may ask (%p), and closes it', async (mayAsk, stderr) => {
    const requests: RunRequest[] = [];
    const closed: number[] = [];
    const { system } = prepare([]);
    const files = { ...system.files, close: (file: number) => void closed.push(file) };
    const terminal = { ...typing([]), openForWriting: () => 5 };
    const watched = { ...system, files, terminal, run: running([{ stdout }], requests) };
    await custom.fetch(settings, makeContext(watched, { mayAsk }));
    expect(requests[0]?.stderr).toBe(stderr);
    expect(closed).toEqual(stderr === undefined ? [] : [stderr]);
  });
});
