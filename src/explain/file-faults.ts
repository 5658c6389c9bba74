import { decodeName } from './raw';
import type { SharedFile } from '../config/lines';
import { error, type At, type Found, type Rule } from './sdk';

type Fault = 'twice' | 'unreadable' | 'mark';

/** A section or a key that stands twice: configparser refuses the file. Source: botocore's configloader.py. */
function twice({ matter: { raw } }: At, file: SharedFile): Found | undefined {
  const seen = new Map<string, number>();
  for (const { kind, text, section, property, at } of raw.lines[file]) {
    const what =
      kind === 'header' ? text.trim() : property === undefined ? undefined : `${section ?? ''} ${property.key}`;
    if (what === undefined) continue;
    const before = seen.get(what);
    if (before !== undefined) {
      const shown = kind === 'header' ? text.trim() : `${property?.key ?? ''} of [${decodeName(section ?? '')}]`;
      const by = { key: property?.key ?? '', spelling: '', value: '', file, line: at + 1 };
      return error(`${shown} stands twice (${file}:${before} and ${at + 1}), so the file can't be read`, by);
    }
    seen.set(what, at + 1);
  }
  return undefined;
}

function unreadableAt(file: SharedFile, at: number, why: string): Found {
  const by = { key: '', spelling: '', value: '', file, line: at + 1 };
  return error(`${file}:${at + 1} ${why}, so the file can't be read`, by);
}

/** A line that is no `key = value`, a header that is not closed, a line before the first section. */
function unreadable({ matter: { raw } }: At, file: SharedFile): Found | undefined {
  const bad = raw.lines[file].find(
    ({ kind, property }) => kind === 'bad header' || (kind === 'property' && property === undefined),
  );
  const early = raw.lines[file].find(({ kind, section }) => section === undefined && kind === 'property');
  if (early !== undefined && early.at <= (bad?.at ?? early.at))
    return unreadableAt(file, early.at, 'stands in no section');
  return bad && unreadableAt(file, bad.at, 'is no "key = value"');
}

/** A byte order mark, which editors on Windows write. */
function mark({ matter: { raw } }: At, file: SharedFile): Found | undefined {
  return raw.lines[file][0]?.text.startsWith('\uFEFF') === true
    ? unreadableAt(file, 0, 'begins with a byte order mark')
    : undefined;
}

const faults = { twice, unreadable, mark };

/** What makes an SDK refuse a whole file, whichever profile is asked for. */
export function fileFault(kinds: readonly Fault[]): Rule {
  return (at) =>
    (['config', 'credentials'] as const)
      .flatMap((file) => kinds.map((kind) => faults[kind](at, file)))
      .find((found) => found !== undefined);
}
