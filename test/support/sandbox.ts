// A temporary HOME with a clean environment, and the program under test run inside it.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collect, signalGroup, type Transcript } from './terminal';

export interface RunOptions {
  /** Added to the sandbox's environment; undefined takes a variable away. */
  env?: Record<string, string | undefined> | undefined;
  /** Text for stdin, which is /dev/null without it. */
  input?: string | undefined;
  /** The sandbox's folder unless told. */
  cwd?: string | undefined;
  /** When the whole process group is killed: 30 s unless told. */
  timeoutMs?: number | undefined;
  /** Kills the whole process group when aborted. */
  signal?: AbortSignal | undefined;
}

export interface RunResult {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  ms: number;
  timedOut: boolean;
}

export interface Running {
  child: ChildProcess;
  stdout: Transcript;
  stderr: Transcript;
  /** Settles when the program and everything that holds its output have ended. */
  finished: Promise<RunResult>;
  /** Signals the whole process group: SIGKILL unless told. */
  kill: (signal?: NodeJS.Signals) => void;
}

export interface SandboxFile {
  /** Relative to the sandbox. */
  path: string;
  text: string;
}

/** What to spawn to run the program under test: the repository's own bin/brs.js, or the binary named by BRS_BIN. */
export function programUnderTest(): { command: string; args: string[] } {
  const binary = process.env['BRS_BIN'];
  if (binary !== undefined && binary !== '') return { command: resolve(binary), args: [] };
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'bin', 'brs.js'))) {
    if (folder === dirname(folder)) throw new Error('bin/brs.js is in no folder above the test support');
    folder = dirname(folder);
  }
  return { command: process.execPath, args: [join(folder, 'bin', 'brs.js')] };
}

export function makeSandbox(): Sandbox {
  return new Sandbox();
}

export class Sandbox {
  readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'brs-')));
  readonly env: Record<string, string>;
  private readonly started = new Map<number, Promise<unknown>>();

  constructor() {
    for (const folder of ['.aws', 'tmp']) mkdirSync(join(this.home, folder));
    this.env = {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: this.home,
      USERPROFILE: this.home,
      TMPDIR: join(this.home, 'tmp'),
      LANG: 'C.UTF-8',
      AWS_EC2_METADATA_DISABLED: 'true',
      BRS_VAULT: 'file',
      BRS_STATE_DIR: join(this.home, 'state'),
    };
  }

  config(text: string): string {
    return this.write('.aws/config', text);
  }

  credentials(text: string): string {
    return this.write('.aws/credentials', text);
  }

  /** Writes a file below the sandbox, with the folders above it, and returns its whole path. */
  write(path: string, text: string, mode = 0o600): string {
    const whole = resolve(this.home, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
    chmodSync(whole, mode);
    return whole;
  }

  read(path: string): string {
    return readFileSync(resolve(this.home, path), 'utf8');
  }

  /** Writes an executable sh script below scripts/ and returns its whole path. */
  script(name: string, body: string): string {
    return this.write(join('scripts', name), `#!/bin/sh\n${body}\n`, 0o700);
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.start(args, options).finished;
  }

  start(args: readonly string[], options: RunOptions = {}): Running {
    const program = programUnderTest();
    const env = { ...this.env, ...options.env };
    const running = launch([program.command, ...program.args, ...args], { cwd: this.home, ...options, env });
    const leader = running.child.pid;
    if (leader === undefined) return running;
    const over = (): void => {
      if (!signalGroup(leader, 0)) this.started.delete(leader);
    };
    this.started.set(leader, running.finished.then(over, over));
    return running;
  }

  /** Every regular file below the sandbox. */
  files(): SandboxFile[] {
    const entries = readdirSync(this.home, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return paths.map((path) => ({ path: path.slice(this.home.length + 1), text: readFileSync(path, 'utf8') }));
  }

  /** Kills what is still running here and removes the folder. */
  async dispose(): Promise<void> {
    for (const leader of this.started.keys()) signalGroup(leader, 'SIGKILL');
    await Promise.all(this.started.values());
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface LaunchOptions extends RunOptions {
  env: Record<string, string | undefined>;
}

function launch([command = '', ...args]: string[], options: LaunchOptions): Running {
  const { env, cwd, input, timeoutMs = 30_000, signal } = options;
  const since = performance.now();
  // setsid: the program has no controlling terminal, and leads a group that is killed as a whole.
  const child = spawn(command, args, {
    env,
    cwd,
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.on('error', () => undefined).end(input);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  let timedOut = false;
  const kill = (name: NodeJS.Signals = 'SIGKILL'): void => void signalGroup(child.pid, name);
  const abort = (): void => kill();
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, timeoutMs);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  const finished = new Promise<RunResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, name) =>
      resolve({
        code,
        signal: name,
        stdout: stdout.text,
        stderr: stderr.text,
        ms: performance.now() - since,
        timedOut,
      }),
    );
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  });
  finished.catch(() => undefined);
  return { child, stdout, stderr, finished, kill };
}
