import type { ChildProcess } from 'node:child_process';
import type { Readable, Transform } from 'node:stream';
import { notStarted, statusOf, type ChildEnd, type ChildRequest } from './child';
import { endTree } from './descendants';

export interface PipedRequest extends ChildRequest {
  /** Stands before every line that the program writes. */
  readonly prefix: string;
  /** Ends the program and what it started. */
  readonly signal: AbortSignal;
}

/**
 * Runs a program beside others: without standard input, its output on brs's own streams line by line, so that lines of
 * several never mix. Throws `ProgramError` where it can't be started.
 */
export type Piped = (request: PipedRequest) => Promise<ChildEnd>;

/** A line that is longer is written in pieces of this size. Bytes. */
const longestLine = 64 * 1024;

/** How long the output of a program that has ended is still waited for. ms. */
const afterwardsMs = 2_000;

/** Lines are cut at bytes: a character of several bytes is never torn. */
async function prefixer(prefix: string): Promise<Transform> {
  const { Transform } = await import('node:stream');
  const lead = Buffer.from(prefix);
  const end = Buffer.from('\n');
  let rest = Buffer.alloc(0);
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      rest = Buffer.concat([rest, part]);
      for (let at = rest.indexOf(10); at !== -1; at = rest.indexOf(10)) {
        this.push(Buffer.concat([lead, rest.subarray(0, at + 1)]));
        rest = rest.subarray(at + 1);
      }
      if (rest.length > longestLine) {
        this.push(Buffer.concat([lead, rest, end]));
        rest = Buffer.alloc(0);
      }
      done();
    },
    flush(done) {
      if (rest.length > 0) this.push(Buffer.concat([lead, rest, end]));
      done();
    },
  });
}

async function passOn(from: Readable, to: NodeJS.WriteStream, prefix: string): Promise<void> {
  const lines = await prefixer(prefix);
  // As many as there are programs listen on one stream.
  to.setMaxListeners(0);
  from.pipe(lines).pipe(to, { end: false });
  // Where nobody takes them any more they are let run, or their end would never come.
  to.once('error', () => lines.resume());
  await new Promise((resolve) => lines.once('end', resolve));
}

/** A reader that has gone away (`| head`) ends what writes to it, as it would without brs. */
function endWith(stream: NodeJS.WriteStream, child: ChildProcess): () => void {
  const gone = () => endTree(child);
  stream.once('error', gone);
  return () => {
    stream.removeListener('error', gone);
    stream.on('error', () => undefined);
  };
}

export const systemPiped: Piped = async ({ command, env, prefix, signal }) => {
  const { spawn } = await import('node:child_process');
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stop = () => endTree(child);
  const unwatch = endWith(process.stdout, child);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const written = Promise.all([
    passOn(child.stdout, process.stdout, prefix),
    passOn(child.stderr, process.stderr, prefix),
  ]);
  try {
    const end = await new Promise<ChildEnd>((resolve, reject) => {
      child.once('error', (error) => reject(notStarted(error, program)));
      child.once('exit', (code, by) => resolve({ status: statusOf(code, by), killedBy: by ?? undefined }));
    });
    // What it left in the background may hold its output for ever.
    const late = setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.push(null)), afterwardsMs);
    await written;
    clearTimeout(late);
    return end;
  } finally {
    signal.removeEventListener('abort', stop);
    unwatch();
  }
};
