// Programs run under a pseudo-terminal that is their controlling terminal, to test prompts; and what the other child
// processes of the tests need too: their output to wait on, their process group to signal, and a certain end.
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { findProgram } from './needs';

/** What `runInTerminal` needs, for needs.ts. */
export const TERMINAL_PROGRAMS = ['linux', 'script', 'stty'];

export interface TerminalOptions {
  command: string;
  args?: readonly string[] | undefined;
  /** The program's whole environment; TERM is added where it has none. */
  env: Record<string, string | undefined>;
  cwd?: string | undefined;
}

export interface Terminal {
  /** All text the terminal has shown so far. */
  output: () => string;
  waitFor: (wanted: string | RegExp, ms?: number) => Promise<string>;
  /** Text as typed on the keyboard: end a line with \r; \x03 is Ctrl-C and \x04 is Ctrl-D. */
  type: (text: string) => void;
  /** The program's exit code (128 + n when it was ended by signal n). */
  finished: Promise<number | null>;
  /** Kills what is still running. */
  dispose: () => Promise<void>;
}

/** The text of a stream so far, which can be waited on. */
export class Transcript {
  text = '';
  private ended = false;
  private readonly watchers = new Set<() => void>();

  add(text: string): void {
    this.text += text;
    this.notify();
  }

  end(): void {
    this.ended = true;
    this.notify();
  }

  /** All text so far, once the wanted text is in it; rejects after `ms`, or when the stream ends without it. */
  waitFor(wanted: string | RegExp, ms = 20_000): Promise<string> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        this.watchers.delete(look);
        act();
      };
      const fail = (why: string): void =>
        settle(() => reject(new Error(`${String(wanted)} ${why}; so far: ${this.text}`)));
      const look = (): void => {
        if (typeof wanted === 'string' ? this.text.includes(wanted) : this.text.search(wanted) >= 0) {
          settle(() => resolve(this.text));
        } else if (this.ended) fail('never came, and the program has ended');
      };
      const timer = setTimeout(() => fail(`did not come within ${ms} ms`), ms);
      this.watchers.add(look);
      look();
    });
  }

  private notify(): void {
    for (const look of [...this.watchers]) look();
  }
}

/** Signals a process group; false when nothing is left in it. */
export function signalGroup(leader: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (leader === undefined || !(leader > 1)) return false;
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

/** Collects a stream of text. */
export function collect(stream: Readable | null): Transcript {
  const transcript = new Transcript();
  stream
    ?.setEncoding('utf8')
    .on('data', (text: string) => transcript.add(text))
    .on('close', () => transcript.end());
  return transcript;
}

/** A daemon in its own process group, which is killed with the test process however that ends. */
export class Daemon {
  readonly stdout: Transcript;
  readonly child: ChildProcess;
  private readonly stderr: Transcript;
  private readonly watcher: ChildProcess;
  private readonly ended: Promise<void>;
  private readonly unwatched: Promise<void>;

  constructor(program: string, args: readonly string[], env: Record<string, string>) {
    this.child = spawn(program, args, { env, detached: true });
    this.stdout = collect(this.child.stdout);
    this.stderr = collect(this.child.stderr);
    this.child.stdin?.on('error', () => undefined);
    this.ended = end(this.child);
    // Its stdin closes when the test process ends.
    const watch = ['-c', 'read -r line; kill -s KILL -- "-$1"', 'sh', String(this.child.pid)];
    this.watcher = spawn('/bin/sh', watch, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    this.unwatched = end(this.watcher);
  }

  get hasEnded(): boolean {
    return this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get log(): string {
    return this.stdout.text + this.stderr.text;
  }

  async end(): Promise<void> {
    signalGroup(this.child.pid, 'SIGKILL');
    await this.ended;
    signalGroup(this.watcher.pid, 'SIGKILL');
    await this.unwatched;
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('error', () => resolve()).once('close', () => resolve()));
}

/**
 * Runs a program under `script` of util-linux, which works without the caller having a terminal. The program is the
 * leader of the terminal's session, and tells its process id on descriptor 3 so that it can be killed whatever it does.
 */
export function runInTerminal(options: TerminalOptions): Terminal {
  const words = [options.command, ...(options.args ?? [])].map(quote).join(' ');
  const line = `echo $$ >&3; stty rows 40 cols 120 2>/dev/null; exec ${words} 3>&-`;
  const child = spawn(findProgram('script') ?? 'script', ['-qfe', '-E', 'always', '-c', line, '/dev/null'], {
    env: { TERM: 'xterm', ...options.env, SHELL: '/bin/sh' },
    cwd: options.cwd,
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
  });
  const shown = collect(child.stdout);
  const leader = collect(child.stdio[3] as Readable);
  child.stdin?.on('error', () => undefined);
  const finished = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  finished.catch(() => undefined);
  return {
    output: () => shown.text,
    waitFor: (wanted, ms) => shown.waitFor(wanted, ms),
    type: (text) => void child.stdin?.write(text),
    finished,
    async dispose() {
      // First the program, so that `script` reaps it and ends by itself.
      if (!signalGroup(Number(leader.text), 'SIGKILL')) signalGroup(child.pid, 'SIGKILL');
      const late = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 2000);
      await finished.catch(() => undefined);
      clearTimeout(late);
    },
  };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
