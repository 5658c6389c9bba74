/** A terminal that is drawn on and read from key by key. */
export interface Screen {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Stops this process as Ctrl-Z does; resolves once it goes on. */
  suspend(): Promise<void>;
}

function suspend(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGCONT', () => {
      // The kernel told only the foreground of another size meanwhile.
      process.kill(process.pid, 'SIGWINCH');
      resolve();
    });
    process.kill(process.pid, 'SIGTSTP');
  });
}

/** Undefined where stdin or stdout is something else. */
export function systemScreen(): Screen | undefined {
  const { stdin, stdout } = process;
  const isTerminal = [stdin, stdout].every((stream: { isTTY?: boolean }) => stream.isTTY === true);
  return isTerminal ? { stdin, stdout, suspend } : undefined;
}
