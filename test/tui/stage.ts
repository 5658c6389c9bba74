// Profiles, a board and a terminal for the tests of the view: nothing of them is real.
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { State as Standing, StepView, View } from '../../src/core/view';
import type { Board } from '../../src/tui/board';
import { reduce } from '../../src/tui/reduce';
import { firstState, type State } from '../../src/tui/state';

export const now = Date.UTC(2026, 0, 31, 12);
export const minute = 60_000;

interface Wish extends Partial<View> {
  /** Minutes until they expire, of an hour. */
  readonly left?: number;
}

function lastStep(profile: string, role: string, expiresAt: number | undefined): StepView {
  const fingerprint = `print-of-${profile}`;
  return { source: 'assume-role', profile, what: role, kept: true, fingerprint, freshness: undefined, expiresAt };
}

export function viewOf(profile: string, state: Standing = 'fresh', { left, ...wish }: Wish = {}): View {
  const has = ['fresh', 'ageing', 'stale'].includes(state);
  const minutes = left ?? { fresh: 42, ageing: 20, stale: 10 }[state as 'fresh'];
  const expiresAt = has ? now + minutes * minute : undefined;
  const role = 'arn:aws:iam::111122223333:role/Deploy';
  const times = (end: number) => ({
    ageingAt: end - 25 * minute,
    staleAt: end - 16 * minute,
    unusableAt: end - minute,
  });
  return {
    profile,
    state,
    source: 'assume-role',
    account: '111122223333',
    role,
    region: 'eu-west-1',
    steps: [lastStep(profile, role, expiresAt)],
    obtainedAt: expiresAt === undefined ? undefined : expiresAt - 60 * minute,
    expiresAt,
    times: expiresAt === undefined ? undefined : times(expiresAt),
    notBefore: undefined,
    fault: undefined,
    ...wish,
  };
}

/** Keys that are always there. */
export function staticView(profile: string): View {
  const what = 'AKIAEXAMPLEANN000001';
  const step = {
    source: 'static',
    profile,
    what,
    kept: false,
    fingerprint: '',
    freshness: undefined,
    expiresAt: undefined,
  };
  const nothing = {
    obtainedAt: undefined,
    expiresAt: undefined,
    times: undefined,
    account: undefined,
    role: undefined,
  };
  return { ...viewOf(profile), ...nothing, source: 'static', steps: [step] };
}

export const size = { columns: 80, rows: 24 };

export function stateWith(views: readonly View[], wish: Partial<State> = {}): State {
  const first = { ...firstState(size, now), ...wish };
  return reduce(first, { type: 'loaded', loaded: { views, store: 'keychain', why: undefined } }, now);
}

export function many(count: number): View[] {
  const states: Standing[] = ['fresh', 'ageing', 'stale', 'needs you', 'never asked', 'failed'];
  return Array.from({ length: count }, (_, index) => viewOf(`profile-${index}`, states[index % states.length]));
}

export interface FakeBoard extends Board {
  views: View[];
  mark: string;
  time: number;
  /** What was asked of it, in order. */
  readonly calls: string[];
  readonly abort: AbortController;
}

/** Acts at once; a test overrides what it is about. */
export function makeBoard(views: View[], wish: Partial<Board> = {}): FakeBoard {
  const calls: string[] = [];
  const abort = new AbortController();
  const note = (text: string): Promise<void> => Promise.resolve(void calls.push(text));
  const board: FakeBoard = {
    views,
    mark: '1',
    time: now,
    calls,
    abort,
    load: () => note('load').then(() => ({ views: board.views, store: 'keychain', why: undefined })),
    stamp: () => board.mark,
    refresh: (profile, ask) => note(`refresh ${profile}${ask === undefined ? ' alone' : ''}`),
    login: (profile) => note(`login ${profile}`),
    clear: (profile) => note(`clear ${profile}`).then(() => 2),
    explain: (profile) => note(`explain ${profile}`).then(() => `the plan of ${profile}`),
    configLine: (profile) => `credential_process = brs creds --profile ${profile}`,
    copy: () => true,
    now: () => board.time,
    color: false,
    configPath: '/home/ann/.aws/config',
    signal: abort.signal,
    ...wish,
  };
  return board;
}

/** A terminal that keeps a screen, as far as our own sequences go. */
export class FakeTerminal {
  columns = 80;
  rows = 24;
  isRaw = false;
  written = '';
  private lines: string[] = [];
  private readonly events = new EventEmitter();
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;

  constructor() {
    const keys = new PassThrough();
    const setRawMode = (isRaw: boolean): void => void (this.isRaw = isRaw);
    this.stdin = Object.assign(keys, { isTTY: true, setRawMode }) as unknown as NodeJS.ReadStream;
    const write = (text: string): boolean => this.take(text);
    const stdout = Object.assign(this.events, { write });
    for (const name of ['columns', 'rows'] as const) Object.defineProperty(stdout, name, { get: () => this[name] });
    this.stdout = stdout as unknown as NodeJS.WriteStream;
  }

  type(text: string): void {
    this.stdin.push(text);
  }

  resize(columns: number, rows: number): void {
    Object.assign(this, { columns, rows });
    // What a terminal shows after a change of its size is anybody's guess.
    this.lines = Array.from({ length: rows }, () => 'left over');
    this.events.emit('resize');
  }

  screen(): string {
    return Array.from(this.lines, (line: string | undefined) => line ?? '').join('\n');
  }

  /** How many lines were written since `written` was emptied. */
  linesWritten(): number {
    return this.written.split('\u001b[K').length - 1;
  }

  private take(text: string): boolean {
    this.written += text;
    // eslint-disable-next-line no-control-regex -- that is what the program writes
    for (const [, row, line = ''] of text.matchAll(/\u001b\[(\d+);1H([^]*?)\u001b\[0m\u001b\[K/g)) {
      // eslint-disable-next-line no-control-regex -- colours
      this.lines[Number(row) - 1] = line.replace(/\u001b\[[\d;]*m/g, '');
    }
    if (text.includes('\u001b[2J')) this.lines = [];
    return true;
  }
}
