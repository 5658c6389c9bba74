import { describe, expect, test } from '@jest/globals';
import { desktopPrompt } from '../../src/session/desktop-prompt';
import type { RunRequest, RunResult } from '../../src/system/run';
import type { Environment, System } from '../../src/system/system';
import { makeFakeSystem, running } from '../support/fake-system';

const text = 'MFA code of "ann\'s" \\ device: ';
const home = '/nowhere';

interface Desk {
  readonly platform?: NodeJS.Platform;
  readonly env?: Environment;
  readonly results?: readonly Partial<RunResult>[];
  readonly run?: System['run'];
}

async function ask({ platform = 'linux', env = { DISPLAY: ':0' }, results = [{}], run }: Desk) {
  const requests: RunRequest[] = [];
  const system = makeFakeSystem({ home, platform, env, run: run ?? running(results, requests) });
  const answer = await desktopPrompt({ system, text, timeoutMs: 5_000, childEnv: { CHAIN: 'x' } });
  return { answer, requests };
}

const programs = (requests: readonly RunRequest[]) => requests.map(({ command }) => (command as string[])[0]);

describe('desktopPrompt', () => {
  test.each<[string, Desk]>([
    ['Linux without a display', { env: {} }],
    ['a Mac reached over SSH', { platform: 'darwin', env: { SSH_CONNECTION: '1.2.3.4 5 6.7.8.9 22' } }],
    ['Windows reached over SSH', { platform: 'win32', env: { SSH_CONNECTION: '1.2.3.4 5 6.7.8.9 22' } }],
  ])('asks nobody on %s', async (_, desk) => {
    expect(await ask(desk)).toEqual({ answer: undefined, requests: [] });
  });

  test.each<[string, Desk, string]>([
    ['X11', {}, 'zenity'],
    ['Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, 'zenity'],
    ['Wayland with an empty DISPLAY', { env: { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' } }, 'zenity'],
    ['a Mac', { platform: 'darwin', env: {} }, 'osascript'],
    ['Windows', { platform: 'win32', env: {} }, 'powershell'],
  ])('asks in a window on %s', async (...[, desk, program]) => {
    const { answer, requests } = await ask({ ...desk, results: [{ stdout: ' 123456\n' }] });
    expect(answer).toBe('123456');
    expect(programs(requests)).toEqual([program]);
    expect(requests[0]).toMatchObject({ timeoutMs: 5_000, env: { CHAIN: 'x' } });
  });

  test('tries the next program where one is not installed', async () => {
    const requests: RunRequest[] = [];
    const run: System['run'] = (request) => {
      requests.push(request);
      const missing = Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' });
      return requests.length === 1 ? Promise.reject(missing) : running([{ stdout: '654321' }])(request);
    };
    const { answer } = await ask({ run });
    expect([answer, ...programs(requests)]).toEqual(['654321', 'zenity', 'kdialog']);
  });

  test('has no answer where no such program is installed', async () => {
    const missing: System['run'] = () => Promise.reject(new Error('spawn ENOENT'));
    expect((await ask({ run: missing })).answer).toBeUndefined();
  });

  test('has an empty answer where the person closes the window, and asks no second time', async () => {
    const { answer, requests } = await ask({ results: [{ status: 1 }] });
    expect([answer, requests.length]).toEqual(['', 1]);
  });

  test('has no answer where nobody came in time', async () => {
    const { answer, requests } = await ask({ results: [{ ended: 'time limit', status: undefined }] });
    expect([answer, requests.length]).toEqual([undefined, 1]);
  });

  test('puts the text into the scripts so that it stays text', async () => {
    const mac = await ask({ platform: 'darwin', env: {} });
    expect((mac.requests[0]?.command as string[])[2]).toContain('"MFA code of \\"ann\'s\\" \\\\ device: "');
    const windows = await ask({ platform: 'win32', env: {} });
    expect((windows.requests[0]?.command as string[])[3]).toContain(`'MFA code of "ann''s" \\ device: '`);
  });
});
