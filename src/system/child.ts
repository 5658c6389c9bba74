import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import { errnoOf, ProgramError, reasonOf } from '../core/errors';
import { printable } from '../core/printable';
import { handedDown } from './handed-down';
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
    const stdio = descriptors(platform);
    let child: ChildProcess | undefined;
    // Before it starts: what comes from here on is its own, and is heard once it is there.
    const stopPassing = passSignals(() => child, platform);
    handOver();
    try {
      child = starting(program, () => spawn(program, args, { env, stdio }));
      const end = await ended(child, program);
      if (platform !== 'win32') leaveTerminal();
      return end;
    } finally {
      stopPassing();
    }
  };
}

/** The standard streams, and what else brs was started with: `3<file`, `<(command)`. */
function descriptors(platform: NodeJS.Platform): ('inherit' | 'ignore' | number)[] {
  const more = platform === 'linux' ? handedDown() : [];
  const last = Math.max(2, ...more);
  return Array.from({ length: last + 1 }, (_, at) => {
    if (at <= 2) return 'inherit';
    return more.includes(at) ? at : 'ignore';
  });
}

/** Node tells of some failures by an event, and throws the others (ENOTDIR, E2BIG, an empty name). */
export function starting<T>(program: string, spawn: () => T): T {
  try {
    return spawn();
  } catch (error) {
    throw notStarted(error, program);
  }
}

/**
 * At its end Node sets a terminal back to what it was at its start, even from the background. That would undo what the
 * child did to it (`stty`), or disturb whoever has it by then; what is no terminal any more Node leaves alone.
 */
function leaveTerminal(): void {
  for (const descriptor of [0, 1, 2]) {
    try {
      if (!fs.fstatSync(descriptor).isCharacterDevice()) continue;
      fs.closeSync(descriptor);
      // The lowest that is free: the same number.
      fs.openSync('/dev/null', fs.constants.O_RDWR);
    } catch {
      // One that is closed can't be set back either.
    }
  }
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

export function notStarted(error: unknown, program: string): ProgramError {
  const name = program === '' ? "''" : printable(program);
  if (errnoOf(error) === 'ENOENT' || program === '') {
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

/** Where it can't be seen that the child was stopped, Ctrl-Z stops brs as it would any program. */
function passedOn(platform: NodeJS.Platform): readonly NodeJS.Signals[] {
  if (platform === 'win32') return ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const all = [...fromTerminal, ...fromElsewhere];
  return platform === 'linux' ? all : all.filter((signal) => signal !== 'SIGTSTP');
}

/** Returns what ends it. */
function passSignals(child: () => ChildProcess | undefined, platform: NodeJS.Platform): () => void {
  const last = new Map<NodeJS.Signals, number>();
  const pass = (signal: NodeJS.Signals) => {
    if (fromTerminal.includes(signal) && ownsTerminal(platform)) return;
    const now = Date.now();
    const again = now - (last.get(signal) ?? 0) < togetherMs;
    last.set(signal, now);
    if (!again || signal === 'SIGCONT') child()?.kill(signal);
  };
  const signals = passedOn(platform);
  for (const signal of signals) process.on(signal, pass);
  let following: NodeJS.Immediate | undefined;
  // Once, and later than a SIGCONT that came at the same time: what that lets go on is not stopped any more.
  const follow = () => {
    following ??= setImmediate(() => {
      following = undefined;
      followStop(child()?.pid, pass);
    });
  };
  if (platform === 'linux') process.on('SIGCHLD', follow);
  return () => {
    for (const signal of signals) process.removeListener(signal, pass);
    process.removeListener('SIGCHLD', follow);
    clearImmediate(following);
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
 * way; the SIGCONT that lets brs go on is passed on. SIGCHLD tells of it; only Linux shows which it was. Without a shell
 * that could let it go on the kernel does not stop brs, and the child's stop is left to those who know of it.
 */
function followStop(pid: number | undefined, pass: (signal: NodeJS.Signals) => void): void {
  if (pid === undefined || !isStopped(pid)) return;
  process.removeListener('SIGTSTP', pass);
  process.kill(process.pid, 'SIGTSTP');
  process.on('SIGTSTP', pass);
}
