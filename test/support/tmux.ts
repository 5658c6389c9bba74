// A real terminal with a screen: a tmux server of its own for each test, which ends with the test process.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './needs';
import { Daemon } from './terminal';
import { until } from './waiting';

/** What `startTmux` needs, for needs.ts. */
export const TMUX_PROGRAMS = ['linux', 'tmux', 'bash'];

export interface TmuxOptions {
  /** A line for a shell; the session ends with it. */
  command: string;
  env: Record<string, string>;
  cwd: string;
  /** Columns and rows: 100 × 40 unless told. */
  size?: readonly [columns: number, rows: number];
}

export interface Tmux {
  /** What stands on the screen: no spaces at the ends of lines, no empty lines at its end. */
  screen: () => Promise<string>;
  /** The same with the sequences for colours and styles. */
  styled: () => Promise<string>;
  /** The screen, once the wanted text stands there. */
  waitFor: (wanted: string | RegExp, ms?: number) => Promise<string>;
  /** Text as typed, then Enter. */
  line: (text: string) => Promise<void>;
  /** Keys by tmux's names: Enter, Escape, C-c. */
  keys: (...names: string[]) => Promise<void>;
  resize: (columns: number, rows: number) => Promise<void>;
  /** What a command of tmux's prints, for what else there is. */
  tell: (...args: string[]) => Promise<string>;
  /** Ends the server; what ran there loses its terminal. */
  dispose: () => Promise<void>;
}

export async function startTmux({ command, env, cwd, size = [100, 40] }: TmuxOptions): Promise<Tmux> {
  const folder = mkdtempSync(join(tmpdir(), 'tmux-'));
  const program = findProgram('tmux') ?? 'tmux';
  const own = { TERM: 'xterm', ...env, TMUX_TMPDIR: folder };
  const server = ['-L', 'brs', '-f', '/dev/null'];
  const daemon = new Daemon(program, ['-D', ...server], own);
  // -N: a client never starts a server of its own.
  const tell = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)(program, ['-N', ...server, ...args], { env: own })).stdout;
  const [width, height] = size.map(String) as [string, string];
  const begin = () => tell('new-session', '-d', '-x', width, '-y', height, '-c', cwd, command);
  const isThere = async (): Promise<boolean> =>
    await tell('list-commands').then(
      () => true,
      () => false,
    );
  const screen = async (): Promise<string> => (await tell('capture-pane', '-p')).replace(/[ \n]+$/, '');
  const dispose = async (): Promise<void> => {
    await daemon.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await until(isThere, 'the server of tmux');
    await begin();
  } catch (error) {
    await dispose();
    throw new Error(`tmux did not start: ${daemon.log}`, { cause: error });
  }
  return {
    screen,
    styled: () => tell('capture-pane', '-p', '-e'),
    waitFor: async (wanted, ms) => {
      let seen = '';
      const shows = async (): Promise<boolean> => {
        seen = await screen();
        return typeof wanted === 'string' ? seen.includes(wanted) : wanted.test(seen);
      };
      await until(shows, () => `${String(wanted)} on the screen:\n${seen}\n`, ms);
      return seen;
    },
    line: async (text) => {
      await tell('send-keys', '-l', text);
      await tell('send-keys', 'Enter');
    },
    keys: async (...names) => {
      await tell('send-keys', ...names);
    },
    resize: async (columns, rows) => {
      await tell('resize-window', '-x', String(columns), '-y', String(rows));
    },
    tell,
    dispose,
  };
}
