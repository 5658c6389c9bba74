import { join } from 'node:path';
import { printable } from '../core/printable';
import { withoutSecrets } from '../core/secret';
import { formatTime } from '../core/time';
import type { Files } from './files';

/** What brs has to say that is not the answer. No secret may be passed in. */
export interface Notes {
  /** Kept in the log; shown on stderr only when that is a terminal (SDKs merge or choke on it otherwise). */
  notice(text: string): void;
  /** Kept in the log alone. */
  log(text: string): void;
  /** With `--debug`: to stderr. */
  debug(text: string): void;
  /** A program's own words to the person: to stderr as they are, never kept. */
  passOn(text: string): void;
}

const maxLogBytes = 128 * 1024;

export interface NotesSettings {
  readonly files: Files;
  readonly folder: string;
  readonly debug: boolean;
  /** Whether stderr is a terminal. */
  readonly isWatched: () => boolean;
  readonly stderr: (text: string) => void;
  readonly now: () => number;
}

/** Notices go to `brs.log` in the state folder, which keeps one older part of at most 128 KiB. */
export function makeNotes({ files, folder, debug, isWatched, stderr, now }: NotesSettings): Notes {
  const path = join(folder, 'brs.log');
  const keep = (text: string) => {
    try {
      if ((files.size(path) ?? 0) > maxLogBytes) files.rename(path, `${path}.1`);
      files.append(path, `${formatTime(now())} ${printable(withoutSecrets(text))}\n`);
    } catch {
      // A log that can't be written must not cost anyone their credentials.
    }
  };
  return {
    notice: (text) => {
      keep(text);
      if (debug || isWatched()) stderr(`brs: notice: ${printable(withoutSecrets(text))}\n`);
    },
    log: keep,
    passOn: (text) => {
      if (text !== '') stderr(text.endsWith('\n') ? text : `${text}\n`);
    },
    debug: (text) => {
      if (debug) stderr(`brs: debug: ${printable(withoutSecrets(text))}\n`);
    },
  };
}
