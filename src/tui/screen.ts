/** What is used of a terminal's stream. */
export interface Output {
  readonly rows?: number;
  write(text: string): boolean;
}

export interface Screen {
  /** Takes the terminal over; what the shell had on it comes back unharmed. */
  enter(): void;
  leave(): void;
  /** Shows a frame as high as the screen: only lines that are not there yet are written. */
  paint(frame: string): void;
  /** What is on the screen is not known any more. */
  forget(): void;
}

// DEC's private modes as xterm has them: 1049 the other screen, 25 the cursor, 7 wrapping, 2026 drawing at one go
// (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). Terminals pass over one that they don't know.
const entering = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[H\u001b[2J';
const leaving = '\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l';
const beginning = '\u001b[?2026h';
const done = '\u001b[?2026l';

/**
 * Every line has its place, so that nothing depends on where the cursor is, which a resize moves. Ink's own writer goes
 * by it, draws everything anew where a frame is as high as the screen, and is silent where the variable CI is set.
 */
export function makeScreen(stdout: Output, ascii = false): Screen {
  let shown: readonly string[] = [];
  let isOn = false;
  return {
    enter() {
      if (!isOn) stdout.write(entering);
      isOn = true;
      shown = [];
    },
    leave() {
      if (isOn) stdout.write(leaving);
      isOn = false;
    },
    forget() {
      shown = [];
    },
    paint(frame) {
      if (!isOn) return;
      const lines = frame.split('\n').slice(0, stdout.rows ?? 24);
      const changed = lines.flatMap((line, index) =>
        line === shown[index] ? [] : [`\u001b[${index + 1};1H${ascii ? inAscii(line) : line}\u001b[0m\u001b[K`],
      );
      if (changed.length > 0) stdout.write(beginning + changed.join('') + done);
      shown = lines;
    },
  };
}

/** The dots are what Ink cuts texts with. */
function inAscii(line: string): string {
  // eslint-disable-next-line no-control-regex -- escape sequences are left as they are
  return line.replaceAll('…', '.').replace(/[^\u0000-~]/g, '?');
}
