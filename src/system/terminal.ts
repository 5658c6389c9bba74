import * as fs from 'node:fs';
import { AbortError } from '../core/errors';

export interface Question {
  readonly text: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The person's terminal itself, never stdin or stderr: SDKs capture those. */
export interface Terminal {
  /** The line typed, or undefined where there is no terminal, nobody answered in time, or the input ended. */
  ask(question: Question): Promise<string | undefined>;
  /** A descriptor that writes to the terminal; undefined where there is none. The caller closes it. */
  openForWriting(): number | undefined;
  /** Whether `ask` would reach somebody. */
  isThere(): boolean;
}

/**
 * Whether this process may read its terminal: a job in the background would be stopped for trying (SIGTTIN).
 * Fields 5 and 8 of /proc/self/stat are the process group and the terminal's foreground group (proc(5)).
 */
function inForeground(): boolean {
  try {
    const stat = fs.readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[2] === fields[5];
  } catch {
    return true;
  }
}

/** Whether Ctrl-C at the terminal reaches this process, and so its children, too. */
export function ownsTerminal(platform: NodeJS.Platform): boolean {
  const file = platform === 'win32' ? undefined : open('/dev/tty', O_RDONLY);
  if (file !== undefined) fs.closeSync(file);
  return platform === 'win32' || (file !== undefined && inForeground());
}

/** Whether stderr is a terminal. Asked only when there is something to say: `node:tty` costs 2 ms to load. */
export function isTerminal(): boolean {
  return process.stderr.isTTY;
}

function open(path: string, flags: number): number | undefined {
  try {
    return fs.openSync(path, flags | fs.constants.O_NOCTTY);
  } catch {
    return undefined;
  }
}

const { O_RDONLY, O_WRONLY } = fs.constants;

export function makeTerminal(platform: NodeJS.Platform): Terminal {
  const windows = platform === 'win32';
  const [input, output] = windows ? ['\\\\.\\CONIN$', '\\\\.\\CONOUT$'] : ['/dev/tty', '/dev/tty'];
  const openForWriting = () => (inForeground() ? open(output, O_WRONLY) : undefined);
  const isThere = () => {
    const file = inForeground() ? open(input, O_RDONLY) : undefined;
    if (file !== undefined) fs.closeSync(file);
    return file !== undefined;
  };
  return {
    openForWriting,
    isThere,
    ask: async (question) => {
      const reading = inForeground() ? open(input, O_RDONLY) : undefined;
      const writing = open(output, O_WRONLY);
      if (reading === undefined || writing === undefined) return undefined;
      try {
        return await readLine({ reading, writing, question });
      } finally {
        fs.closeSync(writing);
      }
    },
  };
}

/** A terminal that was closed meanwhile takes no more text. */
function show(terminal: number, text: string): void {
  try {
    fs.writeSync(terminal, text);
  } catch {
    // Then nobody reads it, and the question goes unanswered.
  }
}

interface Conversation {
  readonly reading: number;
  readonly writing: number;
  readonly question: Question;
}

/** Reads through the event loop, not a worker thread: a read that nobody answers must not hold up the exit. */
async function readLine({ reading, writing, question }: Conversation): Promise<string | undefined> {
  const { ReadStream } = await import('node:tty');
  const stream = new ReadStream(reading);
  if (question.signal.aborted) {
    stream.destroy();
    throw new AbortError();
  }
  show(writing, question.text);
  return await new Promise((resolve, reject) => {
    let typed = '';
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      question.signal.removeEventListener('abort', aborted);
      stream.destroy();
      settle();
    };
    const nobody = () =>
      finish(() => {
        show(writing, '\n');
        resolve(undefined);
      });
    const aborted = () => finish(() => reject(new AbortError()));
    const timer = setTimeout(nobody, question.timeoutMs);
    question.signal.addEventListener('abort', aborted, { once: true });
    stream.on('data', (part) => {
      typed += part.toString();
      const end = typed.search(/[\r\n]/);
      if (end !== -1) finish(() => resolve(typed.slice(0, end).trim()));
    });
    stream.on('error', nobody);
    stream.on('end', nobody);
  });
}
