import type { ChildProcess, StdioOptions } from 'node:child_process';
import { endTree } from './descendants';
import type { Environment } from './system';

export interface RunRequest {
  /** Program and arguments, started without a shell; or one line for the shell that AWS's SDKs use. */
  readonly command: readonly string[] | { readonly shell: string };
  readonly env: Environment;
  readonly timeoutMs: number;
  /** A file descriptor to write the program's stderr to (the person's terminal); without one it is collected. */
  readonly stderr?: number | undefined;
  readonly signal?: AbortSignal;
  /** Without the caller's terminal, where somebody else is at work. */
  readonly apart?: boolean;
}

export interface RunResult {
  readonly stdout: string;
  /** What the program said on stderr, where it was collected. */
  readonly stderr: string;
  readonly status: number | undefined;
  readonly killedBy: string | undefined;
  readonly ended: 'itself' | 'time limit' | 'too much output' | 'interrupted';
}

/**
 * Runs a program with no standard input and at most 64 KiB of output. It keeps the terminal of its caller, so that it
 * may ask for a touch or a PIN there. Rejects with Node's error where it can't be started (ENOENT, EACCES).
 */
export type Run = (request: RunRequest) => Promise<RunResult>;

const maxOutputBytes = 64 * 1024;

function collect(stream: NodeJS.ReadableStream | null, full: () => void): () => string {
  const parts: Buffer[] = [];
  let size = 0;
  stream?.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= maxOutputBytes) parts.push(part);
    else full();
  });
  return () => Buffer.concat(parts).toString();
}

/** Ends the program and what it started; the pipes are closed at once, so that nothing keeps the caller waiting. */
function stop(child: ChildProcess): void {
  endTree(child);
  child.stdout?.destroy();
  child.stderr?.destroy();
}

async function start({ command, env, stderr, apart }: RunRequest): Promise<ChildProcess> {
  const { spawn } = await import('node:child_process');
  const stdio: StdioOptions = ['ignore', 'pipe', stderr ?? 'pipe'];
  const options = { env: env as NodeJS.ProcessEnv, stdio, windowsHide: true, detached: apart === true };
  if ('shell' in command) return spawn(command.shell, { ...options, shell: true });
  const [program = '', ...args] = command;
  return spawn(program, args, options);
}

const nothing: RunResult = { stdout: '', stderr: '', status: undefined, killedBy: undefined, ended: 'interrupted' };

export const systemRun: Run = async (request) => {
  if (request.signal?.aborted === true) return nothing;
  const child = await start(request);
  return await new Promise<RunResult>((resolve, reject) => {
    let ended: RunResult['ended'] = 'itself';
    const end = (why: RunResult['ended']) => {
      if (ended !== 'itself') return;
      ended = why;
      stop(child);
    };
    const interrupted = () => end('interrupted');
    const stdout = collect(child.stdout, () => end('too much output'));
    const stderr = collect(child.stderr, () => undefined);
    const timer = setTimeout(() => end('time limit'), request.timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', interrupted);
    };
    request.signal?.addEventListener('abort', interrupted, { once: true });
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (status, signal) => {
      settle();
      resolve({
        stdout: stdout(),
        stderr: stderr(),
        status: status ?? undefined,
        killedBy: signal ?? undefined,
        ended,
      });
    });
  });
};
