import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import { errnoOf, ProgramError, reasonOf } from '../core/errors';
import { printable } from '../core/printable';
import type { Environment } from './system';
import { ownsTerminal } from './terminal';

export interface ChildRequest {
  readonly command: readonly string[];
  readonly env: Environment;
}

export interface ChildEnd {
  /** 128 + n where it was ended by signal n. */
  readonly status: number;
  readonly killedBy: NodeJS.Signals | undefined;
}

/**
 * Runs a program in brs's own place: its standard streams, terminal and process group are brs's, signals sent to brs are
 * passed on, and where it is stopped brs stops, too. Throws `ProgramError` where it can't be started.
 */
export type Child = (request: ChildRequest) => Promise<ChildEnd>;

/** A terminal sends these to the whole foreground group: the child has its own. */
const fromTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGTSTP'];
const fromElsewhere: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGCONT'];
/** `timeout` and service managers signal first brs, then all: inside this time the same signal counts once. ms. */
const togetherMs = 100;

interface Ports {
  readonly platform: NodeJS.Platform;
  /** Takes away what listened for signals so far. */
  readonly handOver: () => void;
}

export function makeChild({ platform, handOver }: Ports): Child {
  return async ({ command, env }) => {
    const { spawn } = await import('node:child_process');
    const [program = '', ...args] = command;
    const child = spawn(program, args, { env, stdio: 'inherit' });
    const stopPassing = passSignals(child, platform);
    handOver();
    try {
      return await ended(child, program);
    } finally {
      stopPassing();
    }
  };
}

function ended(child: ChildProcess, program: string): Promise<ChildEnd> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(error, program)));
    child.once('exit', (code, signal) => resolve({ status: statusOf(code, signal), killedBy: signal ?? undefined }));
  });
}

/** As shells tell it. */
export function statusOf(code: number | null, signal: NodeJS.Signals | null): number {
  return signal === null ? (code ?? 1) : 128 + os.constants.signals[signal];
}

export function notStarted(error: Error, program: string): ProgramError {
  const name = printable(program);
  if (errnoOf(error) === 'ENOENT') {
    return new ProgramError(127, {
      message: `there is no program ${name}`,
      hint: 'check its name, PATH, and the working folder',
    });
  }
  return new ProgramError(126, {
    message: `${name} can't be started: ${reasonOf(error)}`,
    hint: 'see that it is a program and that you may run it',
  });
}

/** Returns what ends it. */
function passSignals(child: ChildProcess, platform: NodeJS.Platform): () => void {
  const last = new Map<NodeJS.Signals, number>();
  const pass = (signal: NodeJS.Signals) => {
    if (fromTerminal.includes(signal) && ownsTerminal(platform)) return;
    const now = Date.now();
    const again = now - (last.get(signal) ?? 0) < togetherMs;
    last.set(signal, now);
    if (!again) child.kill(signal);
  };
  const signals =
    platform === 'win32' ? (['SIGINT', 'SIGTERM', 'SIGHUP'] as const) : [...fromTerminal, ...fromElsewhere];
  for (const signal of signals) process.on(signal, pass);
  const follow = () => followStop(child, pass);
  if (platform === 'linux') process.on('SIGCHLD', follow);
  return () => {
    for (const signal of signals) process.removeListener(signal, pass);
    process.removeListener('SIGCHLD', follow);
  };
}

/** Field 3 of /proc/PID/stat (proc(5)): T is stopped. */
function isStopped(pid: number): boolean {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
  } catch {
    return false;
  }
}

/**
 * A shell waits for brs, not for the child: where the child was stopped (Ctrl-Z, or by itself) brs stops in the same
 * way, and where brs is let go on the child is, too. SIGCHLD tells of it; only Linux shows which it was.
 */
function followStop(child: ChildProcess, pass: (signal: NodeJS.Signals) => void): void {
  if (child.pid === undefined || !isStopped(child.pid)) return;
  process.removeListener('SIGTSTP', pass);
  process.kill(process.pid, 'SIGTSTP');
  process.on('SIGTSTP', pass);
  child.kill('SIGCONT');
}
