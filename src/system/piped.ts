import type { Readable } from 'node:stream';
import { notStarted, starting, statusOf, type ChildEnd, type ChildRequest } from './child';
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

interface Lines {
  /** The whole lines that are there now, each behind the prefix. */
  take(part: Buffer): Buffer;
  /** What has no end yet, with one. */
  rest(): Buffer;
}

/** Lines are cut at bytes: a character of several bytes is never torn. */
export function linesBehind(prefix: string): Lines {
  const lead = Buffer.from(prefix);
  const end = Buffer.from('\n');
  let open = Buffer.alloc(0);
  const rest = () => {
    const last = open.length === 0 ? open : Buffer.concat([lead, open, end]);
    open = Buffer.alloc(0);
    return last;
  };
  return {
    rest,
    take: (part) => {
      const whole: Buffer[] = [];
      open = Buffer.concat([open, part]);
      for (let at = open.indexOf(10); at !== -1; at = open.indexOf(10)) {
        whole.push(lead, open.subarray(0, at + 1));
        open = open.subarray(at + 1);
      }
      if (open.length > longestLine) whole.push(rest());
      return Buffer.concat(whole);
    },
  };
}

type Write = (to: NodeJS.WriteStream, text: Buffer) => Promise<void>;

/** Both streams may lead to one place (`2>&1`): a line is written to its end before anything else is. */
function oneAfterTheOther(): Write {
  let before = Promise.resolve();
  return (to, text) => {
    if (text.length === 0) return before;
    before = before.then(() => new Promise<void>((resolve) => void to.write(text, () => resolve())));
    return before;
  };
}

/** Reads on where nobody takes it any more, or the program's end would never come. */
async function passOn(from: Readable, prefix: string, write: (text: Buffer) => Promise<void>): Promise<void> {
  const lines = linesBehind(prefix);
  for await (const part of from) await write(lines.take(part as Buffer));
  await write(lines.rest());
}

/** As if it had begun and written: no more programs are started for a reader that has gone away. */
const unread: ChildEnd = { status: statusOf(null, 'SIGPIPE'), killedBy: 'SIGPIPE' };

export function makePiped(): Piped {
  let isRead = true;
  const write = oneAfterTheOther();
  const prepare = once(() => {
    for (const stream of [process.stdout, process.stderr]) {
      // As many as there are programs listen on one stream.
      stream.setMaxListeners(0);
      stream.on('error', () => undefined);
    }
    process.stdout.once('error', () => (isRead = false));
  });
  return async (request) => {
    prepare();
    return isRead ? await start(request, write) : unread;
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

async function start({ command, env, prefix, signal }: PipedRequest, write: Write): Promise<ChildEnd> {
  const { spawn } = await import('node:child_process');
  const [program = '', ...args] = command;
  const child = starting(program, () =>
    spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true }),
  );
  const { stdout, stderr } = child;
  const stop = () => endTree(child);
  // A reader that has gone away (`| head`) ends what writes to it, as it would without brs.
  process.stdout.once('error', stop);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const written = Promise.all([
    passOn(stdout, prefix, (text) => write(process.stdout, text)),
    passOn(stderr, prefix, (text) => write(process.stderr, text)),
  ]);
  try {
    const end = await new Promise<ChildEnd>((resolve, reject) => {
      child.once('error', (error) => reject(notStarted(error, program)));
      child.once('exit', (code, by) => resolve({ status: statusOf(code, by), killedBy: by ?? undefined }));
    });
    // What it left in the background may hold its output for ever.
    const late = setTimeout(() => [stdout, stderr].forEach((stream) => stream.push(null)), afterwardsMs);
    await written;
    clearTimeout(late);
    return end;
  } finally {
    signal.removeEventListener('abort', stop);
    process.stdout.removeListener('error', stop);
  }
}

export const systemPiped = makePiped();
