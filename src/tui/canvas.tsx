import { render, type Instance } from 'ink';
import { useLayoutEffect, type ReactNode } from 'react';
import type { Size } from './layout';
import type { Screen } from './screen';
import { filledIn } from './ticking';

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

export function sizeOf({ stdout }: Streams): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}

/** Whatever unmounts Ink, a signal and the process's end included, gives the screen back. */
function Restored({ restore, children }: { readonly restore: () => void; readonly children: ReactNode }): ReactNode {
  useLayoutEffect(() => restore, [restore]);
  return children;
}

export interface CanvasParts {
  readonly streams: Streams;
  readonly screen: Screen;
  readonly now: () => number;
  /** Ink has ended by itself. */
  readonly ended: (error?: unknown) => void;
  readonly restore: () => void;
}

export interface Canvas {
  /** Lays a view out and shows it. */
  draw(view: ReactNode): void;
  /** Shows the last frame as it looks now. */
  tick(): void;
  close(): void;
}

/** Ink lays out and styles; with `debug` it gives whole frames and leaves the terminal to the screen. */
export function makeCanvas({ streams, screen, now, ended, restore }: CanvasParts): Canvas {
  let ink: Instance | undefined;
  let last = '';
  const tick = (): void => screen.paint(filledIn(last, now()));
  const frames = {
    get columns() {
      return Math.max(1, sizeOf(streams).columns - 1);
    },
    write(frame: string) {
      last = frame;
      tick();
    },
    on: () => undefined,
    off: () => undefined,
  };
  const stdout = frames as unknown as NodeJS.WriteStream;
  const options = { exitOnCtrlC: false, patchConsole: false, isScreenReaderEnabled: false, debug: true };
  return {
    tick,
    draw(view) {
      const node = <Restored restore={restore}>{view}</Restored>;
      if (ink === undefined) {
        ink = render(node, { ...options, stdin: streams.stdin, stdout, stderr: stdout });
        ink.waitUntilExit().then(() => ended(), ended);
      } else {
        ink.rerender(node);
      }
    },
    close: () => ink?.unmount(),
  };
}
