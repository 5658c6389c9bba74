import { canonical, type Canonical } from '../config/canonical';
import type { SharedConfig } from '../config/files';
import { linesOf, type Line, type SharedFile } from '../config/lines';
import type { System } from '../system/system';

/** One of the two shared files, as it stands. */
export interface SharedText extends Canonical {
  readonly file: SharedFile;
  readonly path: string;
  readonly lines: readonly Line[];
}

export type SharedTexts = Readonly<Record<SharedFile, SharedText>>;

function read(file: SharedFile, path: string, files: System['files']): SharedText {
  const text = path === '' ? '' : (files.read(path)?.toString('utf8') ?? '');
  return { file, path, lines: linesOf(text), ...canonical(text) };
}

/** The files once more, for what reading them as settings leaves out. */
export function sharedTexts({ configPath, credentialsPath }: SharedConfig, files: System['files']): SharedTexts {
  return { config: read('config', configPath, files), credentials: read('credentials', credentialsPath, files) };
}

/** `~/.aws/config:7` for a line, counted from 0. */
export function placeOf({ path }: Pick<SharedText, 'path'>, { at }: Pick<Line, 'at'>): string {
  return `${path}:${at + 1}`;
}

/** `profile my%20team` → `profile my team`. */
export function shownSection(name: string): string {
  return decodeURIComponent(name);
}

/** The place that an origin stands for: `~/.aws/config [prod] region`, line 7 → `~/.aws/config:7`. */
export function placeOfOrigin({ place, line }: { readonly place: string; readonly line?: number }): string {
  return line === undefined ? place : `${place.replace(/ \[.*$/s, '')}:${line}`;
}
