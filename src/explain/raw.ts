import type { Both } from '../config/adoption';
import { escapeName } from '../config/canonical';
import type { SharedConfig } from '../config/files';
import { linesOf, type Line, type SharedFile } from '../config/lines';
import type { Files } from '../system/files';

/** One `key = value` as it stands in a file, whether anybody reads it or not. */
export interface RawKey {
  /** In small letters, as brs and most SDKs read it. */
  readonly key: string;
  /** As it is written: JavaScript's SDK goes by it. */
  readonly spelling: string;
  readonly value: string;
  readonly file: SharedFile;
  readonly line: number;
}

/** Both shared files, line by line. */
export interface RawFiles {
  readonly paths: Both<string>;
  readonly lines: Both<readonly Line[]>;
}

const sharedFiles = ['config', 'credentials'] as const;

/** Reads what `loadSharedConfig` has read, once more, for the lines. */
export function readRaw({ configPath, credentialsPath }: SharedConfig, files: Pick<Files, 'read'>): RawFiles {
  const lines = (path: string) => linesOf(files.read(path)?.toString('utf8') ?? '');
  return {
    paths: { config: configPath, credentials: credentialsPath },
    lines: { config: lines(configPath), credentials: lines(credentialsPath) },
  };
}

/** The section that a profile is in one file. `[profile default]` takes the place of `[default]`. */
export function sectionName(lines: readonly Line[], file: SharedFile, name: string): string {
  const plain = escapeName(name);
  if (file === 'credentials') return plain;
  const prefixed = `profile ${plain}`;
  return name === 'default' && !lines.some(({ section }) => section === prefixed) ? plain : prefixed;
}

/** The lines of one profile in one file, with its headers. */
export function profileLines({ lines }: RawFiles, file: SharedFile, name: string): Line[] {
  const section = sectionName(lines[file], file, name);
  return lines[file].filter((line) => line.section === section);
}

export function isThere(raw: RawFiles, name: string): boolean {
  return sharedFiles.some((file) => profileLines(raw, file, name).length > 0);
}

/** Every property of a profile in the order in which the later one wins: the config file's, then the credentials file's. */
export function rawKeys(raw: RawFiles, name: string): RawKey[] {
  return sharedFiles.flatMap((file) => keysIn(profileLines(raw, file, name), file));
}

/** Every property among some lines of a file, each with the indented lines that go on with it. */
export function keysIn(lines: readonly Line[], file: SharedFile): RawKey[] {
  const found: RawKey[] = [];
  for (const { kind, property, text, at } of lines) {
    const last = found.at(-1);
    if (property !== undefined) {
      const spelling = text.slice(0, text.indexOf('=')).trim();
      found.push({ ...property, spelling, file, line: at + 1 });
    } else if (kind === 'continuation' && last !== undefined) {
      found[found.length - 1] = { ...last, value: `${last.value}\n${text.trim()}` };
    }
  }
  return found;
}

/** `config:7` */
export function placeOf({ file, line }: Pick<RawKey, 'file' | 'line'>): string {
  return `${file}:${line}`;
}

/** A section as a person wrote it, for messages. */
export function decodeName(section: string): string {
  return decodeURIComponent(section);
}
