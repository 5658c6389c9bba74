import type { Board, Loaded } from './board';

/** How often at most something that passed, and not a change on disk, makes the view read everything anew. */
const passedMs = 15_000;
/** Between two readings that actions in the view ask for. */
const actedMs = 500;

export interface Reader {
  /** Once a second: reads if there is a reason to. `outdated`: what is shown has become old by itself. */
  check(outdated: boolean): void;
  /** Settles once something has been read after this call. */
  reload(): Promise<void>;
}

export interface ReaderParts {
  readonly board: Pick<Board, 'load' | 'stamp' | 'now'>;
  readonly loaded: (loaded: Loaded) => void;
  readonly failed: (error: unknown) => void;
}

/** Never two readings at a time; a change during one makes another follow. */
export function makeReader({ board, loaded, failed }: ReaderParts): Reader {
  let stamp: string | undefined;
  let reading = false;
  let wasBad = false;
  let readAt = -Infinity;
  let waiting: (() => void)[] = [];
  const read = async (): Promise<void> => {
    const served = waiting;
    waiting = [];
    reading = true;
    try {
      stamp = board.stamp();
      loaded(await board.load());
      wasBad = false;
    } catch (error) {
      wasBad = true;
      failed(error);
    }
    reading = false;
    readAt = board.now();
    for (const done of served) done();
  };
  return {
    check(outdated) {
      if (reading) return;
      const since = Math.abs(board.now() - readAt);
      const passed = (outdated || wasBad) && since >= passedMs;
      if (passed || waiting.length > 0 || board.stamp() !== stamp) void read();
    },
    reload: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (!reading && Math.abs(board.now() - readAt) >= actedMs) void read();
      }),
  };
}
