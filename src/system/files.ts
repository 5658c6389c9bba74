import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { errnoOf } from '../core/errors';
import { backUpFile, replaceFile } from './replace';

export interface FileFacts {
  /** Permission bits alone. */
  readonly mode: number;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
  readonly isFolder: boolean;
  /** The name stands for something elsewhere. */
  readonly isLink: boolean;
}

/** Files, read and written synchronously: a short-lived program gains nothing from waiting in turns. */
export interface Files {
  /** undefined where there is no such file; any other failure is thrown as Node's error. */
  read(path: string): Buffer | undefined;
  /** The whole file or nothing, mode 0600, its folder made 0700: a temporary name, then a rename. */
  write(path: string, content: string | Buffer): void;
  /** Like `write`, unless the file exists: then false, and the file is as it was. */
  create(path: string, content: string | Buffer): boolean;
  append(path: string, text: string): void;
  remove(path: string): void;
  /** A folder and all that is in it. */
  removeFolder(path: string): void;
  /** Names in a folder; none where there is no such folder. */
  list(folder: string): string[];
  /** Size in bytes, or undefined where there is no such file. */
  size(path: string): number | undefined;
  /** When a file, or the names in a folder, last changed; undefined where there is none. ms. */
  changedAt(path: string): number | undefined;
  rename(from: string, to: string): void;
  /** Changes a file that the person wrote, whole or not at all: links are followed, mode and owner stay. */
  replace(path: string, content: Buffer): void;
  /** A copy beside such a file, as `<name>.<suffix>`, over nothing that is there; returns its path. */
  backUp(path: string, suffix: string): string;
  /** The file's own path, links followed; undefined where there is no such file. */
  real(path: string): string | undefined;
  /** What the system says of a file or folder, links followed; undefined where there is none such. */
  stat(path: string): FileFacts | undefined;
  /** Permission bits, links followed. */
  setMode(path: string, mode: number): void;
  /** Whether this person may write there. */
  isWritable(path: string): boolean;
  /** Closes a descriptor that another port opened. */
  close(file: number): void;
}

export const abandonedAfterMs = 30_000;
// The target's name, then the writer's process and chance.
export const temporary = /.\.\d+-[a-z0-9]+\.tmp$/;

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Takes away what writers that were killed left behind. */
function sweep(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    if (!temporary.test(name)) continue;
    const path = join(folder, name);
    const changed = orUndefined(() => fs.statSync(path).mtimeMs);
    if (changed !== undefined && Date.now() - changed > abandonedAfterMs) fs.rmSync(path, { force: true });
  }
}

/**
 * A folder of mode 0700, with those above it. Node's own way never ends where a file system says of a folder in one that
 * is there that it isn't (/proc).
 */
export function makeFolder(path: string, again = true): void {
  try {
    fs.mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return;
    const above = dirname(path);
    if (errnoOf(error) !== 'ENOENT' || !again) throw error;
    // Where it is there by now another process made it; where it was there all along the second try fails for good.
    if (!fs.existsSync(above)) makeFolder(above);
    makeFolder(path, false);
  }
}

/** `lasting`: on the disk before it gets its name. A lost entry is fetched anew; a lost key loses them all. */
function writeBeside(path: string, content: string | Buffer, lasting: boolean): string {
  const folder = dirname(path);
  makeFolder(folder);
  sweep(folder);
  const beside = `${path}.${process.pid}-${Math.random().toString(36).slice(2, 8)}.tmp`;
  const file = fs.openSync(beside, 'wx', 0o600);
  try {
    fs.writeFileSync(file, content);
    if (lasting) fs.fsyncSync(file);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
  return beside;
}

function copyUnlessThere(from: string, to: string): boolean {
  try {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

export const systemFiles: Files = {
  read: (path) => orUndefined(() => fs.readFileSync(path)),

  write: (path, content) => {
    const beside = writeBeside(path, content, false);
    try {
      fs.renameSync(beside, path);
    } catch (error) {
      fs.rmSync(beside, { force: true });
      throw error;
    }
  },

  create: (path, content) => {
    const beside = writeBeside(path, content, true);
    try {
      fs.linkSync(beside, path);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false;
      // File systems without hard links: a reader may then see it half written, once in its life.
      return copyUnlessThere(beside, path);
    } finally {
      fs.rmSync(beside, { force: true });
    }
  },

  append: (path, text) => {
    makeFolder(dirname(path));
    fs.appendFileSync(path, text, { mode: 0o600 });
  },

  remove: (path) => fs.rmSync(path, { force: true }),
  removeFolder: (path) => fs.rmSync(path, { force: true, recursive: true }),
  list: (folder) => orUndefined(() => fs.readdirSync(folder)) ?? [],
  size: (path) => orUndefined(() => fs.statSync(path).size),
  changedAt: (path) => orUndefined(() => fs.statSync(path).mtimeMs),
  rename: (from, to) => fs.renameSync(from, to),
  replace: replaceFile,
  backUp: backUpFile,
  real: (path) => orUndefined(() => fs.realpathSync(path)),
  stat: (path) =>
    orUndefined(() => {
      const facts = fs.statSync(path);
      const isLink = fs.lstatSync(path).isSymbolicLink();
      return { mode: facts.mode & 0o777, changedAt: facts.mtimeMs, isFolder: facts.isDirectory(), isLink };
    }),
  setMode: (path, mode) => fs.chmodSync(path, mode),
  isWritable: (path) => {
    try {
      fs.accessSync(path, fs.constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
  close: (file) => fs.closeSync(file),
};
