import { isUtf8 } from 'node:buffer';
import { ConfigError, reasonOf } from '../core/errors';
import { formatTime } from '../core/time';
import type { System } from '../system/system';
import type { Both, Changes } from './adoption';
import type { SharedConfig } from './files';
import { changed, linesOf, type Line } from './lines';

/** One of the two shared files as it was read; empty where it is not there. */
export interface OpenFile {
  readonly path: string;
  readonly content: Buffer;
  /** Latin-1 gives back every byte of a file that is not UTF-8. */
  readonly encoding: 'utf8' | 'latin1';
  readonly lines: readonly Line[];
}

export type OpenFiles = Both<OpenFile>;

type Ports = Pick<System, 'files' | 'clock'>;

function open(path: string, files: System['files']): OpenFile {
  const content = files.read(path) ?? Buffer.alloc(0);
  const encoding = isUtf8(content) ? 'utf8' : 'latin1';
  return { path, content, encoding, lines: linesOf(content.toString(encoding)) };
}

/** Both files, to be changed. Throws `ConfigError` where they are one and the same. */
export function openShared({ configPath, credentialsPath }: SharedConfig, files: System['files']): OpenFiles {
  const real = files.real(configPath);
  if (real !== undefined && real === files.real(credentialsPath)) {
    throw new ConfigError({
      message: `${configPath} is both the config and the credentials file`,
      hint: 'name two files in AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, or write the lines yourself',
    });
  }
  return { config: open(configPath, files), credentials: open(credentialsPath, files) };
}

/** What was written: the file and the copy of what it was before. */
export interface Written {
  readonly path: string;
  readonly backup: string;
}

/** Writes the changed files, each whole or not at all, each with a backup. Throws `ConfigError`. */
export function write(open: OpenFiles, changes: Changes, ports: Ports): Written[] {
  const touched = (['config', 'credentials'] as const).filter((file) => changes[file].length > 0);
  for (const file of touched) {
    refuseChanged(open[file], ports);
    refuseReadOnly(open[file].path, ports);
  }
  const done: Written[] = [];
  for (const file of touched) {
    const { path, lines, encoding } = open[file];
    try {
      // Colons and blanks in names are trouble on Windows and in shells.
      const moment = formatTime(ports.clock.now()).replaceAll(':', '');
      const backup = ports.files.backUp(path, `${moment}.brs-backup`);
      ports.files.replace(path, Buffer.from(changed(lines, changes[file]), encoding));
      done.push({ path, backup });
    } catch (error) {
      throw unwritten(path, error, done);
    }
  }
  return done;
}

/** The person may have saved it in an editor while the question was open. */
function refuseChanged({ path, content }: OpenFile, { files }: Ports): void {
  if (files.read(path)?.equals(content) === true) return;
  throw new ConfigError({ message: `${path} was changed meanwhile; nothing was written`, hint: 'run it again' });
}

/** It could be replaced all the same where its folder is writable: but somebody meant it. */
function refuseReadOnly(path: string, { files }: Ports): void {
  if (files.isWritable(path)) return;
  throw new ConfigError({ message: `${path} is read-only; nothing was written`, hint: 'make it writable (chmod u+w)' });
}

function unwritten(path: string, error: unknown, done: readonly Written[]): ConfigError {
  const earlier = done.map((file) => `; ${file.path} was changed before that (backup: ${file.backup})`).join('');
  const back = done.map((file) => `, or put ${file.backup} back in the place of ${file.path}`).join('');
  return new ConfigError({
    message: `${path} can't be written: ${reasonOf(error)}${earlier}`,
    hint: `give yourself permission to write it and its folder, and run it again${back}`,
  });
}
