// A `System` value for unit tests: real files and locks in a temporary home, everything else in the test's hands.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { AbortError } from '../../src/core/errors';
import type { Clock } from '../../src/system/clock';
import { systemFiles } from '../../src/system/files';
import { makeLocks } from '../../src/system/lock';
import type { RunRequest, RunResult } from '../../src/system/run';
import type { Environment, System } from '../../src/system/system';
import type { Question, Terminal } from '../../src/system/terminal';

/** A clock that stands still until somebody sets it or sleeps by it. */
export interface FakeClock extends Clock {
  at: number;
  /** What was slept, in order, ms. */
  readonly pauses: number[];
}

/** The moment every fake system begins at. */
export const startOfTime = Date.parse('2026-01-31T08:00:00Z');

export function makeFakeClock(at = startOfTime): FakeClock {
  const clock: FakeClock = {
    at,
    pauses: [],
    now: () => clock.at,
    sleep: (ms, signal) => {
      if (signal?.aborted === true) return Promise.reject(new AbortError());
      clock.pauses.push(ms);
      clock.at += ms;
      return Promise.resolve();
    },
  };
  return clock;
}

export interface FakeSystem extends System {
  readonly clock: FakeClock;
  readonly told: { readonly notices: string[]; readonly debug: string[]; readonly passedOn: string[] };
  /** Arguments of every program started again. */
  readonly startedAgain: string[][];
  /** What Ctrl-C does. */
  interrupt(): void;
  /** Writes a file below the home folder, with the folders above it, and returns its path. */
  file(path: string, text: string): string;
}

const folders: string[] = [];

/** Removes every folder made here; for `afterAll`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'brs-unit-')));
  folders.push(folder);
  return folder;
}

const noTerminal: Terminal = {
  ask: () => Promise.resolve(undefined),
  openForWriting: () => undefined,
  isThere: () => false,
};

/** A terminal at which the answers are typed in order; then nobody answers. */
export function typing(answers: readonly string[], asked: Question[] = []): Terminal {
  const left = [...answers];
  return {
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(left.shift());
    },
    openForWriting: () => undefined,
    isThere: () => true,
  };
}

/** A `run` port that gives these results in order, the last one for ever, and remembers what was asked. */
export function running(results: readonly Partial<RunResult>[], requests: RunRequest[] = []): System['run'] {
  const left = [...results];
  return (request) => {
    requests.push(request);
    const result = left.length > 1 ? left.shift() : left[0];
    return Promise.resolve({ stdout: '', stderr: '', status: 0, killedBy: undefined, ended: 'itself', ...result });
  };
}

type Overrides = Partial<Omit<System, 'clock'>> & { readonly clock?: FakeClock; readonly env?: Environment };

export function makeFakeSystem(overrides: Overrides = {}): FakeSystem {
  const home = overrides.home ?? makeFolder();
  const stateFolder = join(home, 'state');
  const controller = new AbortController();
  const told = { notices: [] as string[], debug: [] as string[], passedOn: [] as string[] };
  const startedAgain: string[][] = [];
  const clock = overrides.clock ?? makeFakeClock();
  return {
    platform: 'linux',
    env: {},
    home,
    folder: home,
    stateFolder,
    user: 'ann',
    host: 'desk',
    random: () => 0.5,
    files: systemFiles,
    locks: makeLocks({ platform: process.platform, folder: stateFolder, files: systemFiles }),
    http: () => Promise.reject(new Error('no network in this test')),
    run: () => Promise.reject(Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' })),
    child: () => Promise.reject(new Error('no child in this test')),
    piped: () => Promise.reject(new Error('no child in this test')),
    serve: () => Promise.reject(new Error('no server in this test')),
    parent: () => Promise.resolve(undefined),
    terminal: noTerminal,
    notes: {
      notice: (text) => void told.notices.push(text),
      debug: (text) => void told.debug.push(text),
      log: (text) => void told.notices.push(text),
      passOn: (text) => void told.passedOn.push(text),
    },
    screen: () => undefined,
    isWatched: () => false,
    nodeVersion: '24.4.1',
    program: ['/usr/bin/node', '/opt/brs/bin/brs.js'],
    again: (argv) => void startedAgain.push([...argv]),
    signal: controller.signal,
    ...overrides,
    clock,
    told,
    startedAgain,
    interrupt: () => controller.abort(),
    file: (path, text) => {
      const whole = join(home, path);
      mkdirSync(dirname(whole), { recursive: true });
      writeFileSync(whole, text);
      return whole;
    },
  };
}

/** What a call throws or rejects with; fails where it does neither. */
export async function caught(call: () => unknown): Promise<unknown> {
  let value: unknown;
  try {
    value = await call();
  } catch (error) {
    return error;
  }
  throw new Error(`no error came, but ${inspect(value, { depth: 2 })}`);
}
