import { describe, expect, test } from '@jest/globals';
import { makeChild, notStarted, starting, statusOf } from '../../src/system/child';
import { caught } from '../support/fake-system';

test.each([
  [0, null, 0],
  [7, null, 7],
  [255, null, 255],
  [null, null, 1],
  [null, 'SIGHUP', 129],
  [null, 'SIGINT', 130],
  [null, 'SIGKILL', 137],
  [null, 'SIGTERM', 143],
] as const)('code %p and signal %p are status %i', (code, signal, status) => {
  expect(statusOf(code, signal)).toBe(status);
});

describe('a program that was not started', () => {
  const failure = (code: string) => Object.assign(new Error(`spawn ${code}`), { code });
  test.each([
    ['ENOENT', 'tool', 127, 'there is no program tool'],
    ['ERR_INVALID_ARG_VALUE', '', 127, "there is no program ''"],
    ['EACCES', 'tool', 126, "tool can't be started: spawn EACCES"],
    ['E2BIG', 'tool', 126, "tool can't be started: spawn E2BIG"],
    ['ENOENT', 'a\u001b[2Jb', 127, expect.not.stringContaining('\u001b')],
  ])('by %s of %j is status %i, with a hint', (...row) => {
    const [code, program, exitCode, message] = row;
    expect(notStarted(failure(code), program)).toMatchObject({
      exitCode,
      message,
      hint: expect.stringMatching(/^(check|see)/),
    });
  });

  test('is told in one way, whether Node throws or not', async () => {
    expect(starting('tool', () => 5)).toBe(5);
    const failing = () =>
      starting('tool', () => {
        throw failure('E2BIG');
      });
    expect(await caught(failing)).toMatchObject({ exitCode: 126 });
  });
});

describe('signals', () => {
  const names = [
    'SIGINT',
    'SIGQUIT',
    'SIGTSTP',
    'SIGTERM',
    'SIGHUP',
    'SIGUSR1',
    'SIGUSR2',
    'SIGCONT',
    'SIGCHLD',
  ] as const;
  const counts = () => names.map((name) => process.listenerCount(name));
  const heardFor = async (platform: NodeJS.Platform, command: readonly string[]) => {
    const before = counts();
    let heard: string[] = [];
    const handOver = () => {
      heard = names.filter((name, at) => process.listenerCount(name) > (before[at] ?? 0));
    };
    const failure = await caught(() => makeChild({ platform, handOver })({ command, env: process.env }));
    expect(failure).toMatchObject({ exitCode: 127 });
    expect(counts()).toEqual(before);
    return heard;
  };

  test('are the child’s before it starts, and nobody’s when it could not be', async () => {
    expect(await heardFor('linux', ['/no/such/program'])).toEqual([...names]);
    expect(await heardFor('linux', [''])).toEqual([...names]);
  });

  test('Ctrl-Z stops brs itself where nothing tells that the child was stopped', async () => {
    expect(await heardFor('darwin', ['/no/such/program'])).toEqual(
      names.filter((name) => name !== 'SIGTSTP' && name !== 'SIGCHLD'),
    );
    expect(await heardFor('win32', ['/no/such/program'])).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP']);
  });
});
