import { inOrder, linesOfProfile, type Change, type Line, type SharedFile } from './lines';
import { markerText, readMarker, type Marker } from './marker';

/**
 * Turns a profile into one that SDKs reach through brs, and back, as changes of single lines. SDKs act on these keys
 * before credential_process or beside it (../shared/aws-behaviour.md §8.1); with the prefix only brs reads them.
 */
const roleKeys = [
  'role_arn',
  'source_profile',
  'credential_source',
  'role_session_name',
  'duration_seconds',
  'external_id',
  'mfa_serial',
];
const prefix = 'brs_';

export type Both<T> = Readonly<Record<SharedFile, T>>;

/** A profile in both files. */
export interface Subject {
  readonly name: string;
  readonly files: Both<readonly Line[]>;
  /** Whether a credential_process is how SDKs reach brs for this very profile. */
  readonly isOwn: (command: string) => boolean;
}

export type Changes = Both<readonly Change[]>;
export type Verdict = { readonly changes: Changes } | Refusal;

/** Why a profile stays as it is, and what may help. */
export interface Refusal {
  readonly refused: string;
  readonly hint?: string | undefined;
}

const sharedFiles = ['config', 'credentials'] as const;

function both<T>(make: (file: SharedFile) => T): Both<T> {
  return { config: make('config'), credentials: make('credentials') };
}

/** The profile's own lines, and its properties in the order in which the later one wins. */
function ownLines({ name, files }: Subject) {
  const lines = both((file) => linesOfProfile(files[file], file, name));
  const properties = sharedFiles.flatMap((file) => lines[file]).filter(({ property }) => property !== undefined);
  return { lines, properties };
}

const keyOf = ({ property }: Line): string => property?.key ?? '';

/** Whether a line is a credential_process, and whose. */
function isProcess({ property }: Line, { isOwn }: Subject): 'own' | 'foreign' | undefined {
  if (property?.key !== 'credential_process') return undefined;
  return isOwn(property.value) ? 'own' : 'foreign';
}

/** `role_arn` where both it and `brs_role_arn` are there, which then could not be told from each other. */
function clash(keys: readonly string[], properties: readonly Line[]): Refusal | undefined {
  const found = keys.find((key) => properties.some((line) => keyOf(line) === `${prefix}${key}`));
  return found === undefined ? undefined : { refused: `it has both ${found} and ${prefix}${found}` };
}

/** No changes where the profile is adopted already. The line is the one that SDKs are to run. */
export function adoption(subject: Subject, command: string): Verdict {
  const { lines, properties } = ownLines(subject);
  const processes = properties.map((line) => isProcess(line, subject)).filter((whose) => whose !== undefined);
  // A program that another line overrides already stays where it is: with the prefix it would come to win.
  const replaced = processes.at(-1) === 'foreign';
  const isHidden = (line: Line) =>
    roleKeys.includes(keyOf(line)) || (replaced && isProcess(line, subject) === 'foreign');
  const refused = clash(properties.filter(isHidden).map(keyOf), properties);
  if (refused !== undefined) return refused;
  const home = lines.config.length > 0 ? 'config' : 'credentials';
  const changes = both((file) => {
    const adds = file === home && !processes.includes('own');
    return adopted(lines[file], { hidden: lines[file].filter(isHidden), name: subject.name, ...(adds && { command }) });
  });
  return { changes };
}

interface Wanted {
  readonly hidden: readonly Line[];
  readonly name: string;
  /** What the new credential_process runs, where one is added. */
  readonly command?: string;
}

function adopted(lines: readonly Line[], { hidden, name, command }: Wanted): Change[] {
  const header = lines.find(({ kind }) => kind === 'header');
  if (header === undefined || (hidden.length === 0 && command === undefined)) return [];
  const earlier = markersIn(lines);
  const keys = new Set([...earlier.flatMap(({ marker }) => marker.keys), ...hidden.map(keyOf)]);
  const line = command !== undefined || earlier.some(({ marker }) => marker.line);
  const mark = markerText({ keys: [...keys], line }, name);
  // Right behind the header nothing is above that goes on over several lines.
  const added = [mark, ...(command === undefined ? [] : [`credential_process = ${command}`])];
  return inOrder([
    { at: header.at + 1, removed: [], added },
    ...earlier.map(({ at, text }) => ({ at, removed: [text], added: [] })),
    ...hidden.map(({ at, text }) => ({ at, removed: [text], added: [`${prefix}${text}`] })),
  ]);
}

interface Found {
  readonly at: number;
  readonly text: string;
  readonly marker: Marker;
}

function markersIn(lines: readonly Line[]): Found[] {
  return lines.flatMap(({ at, text }) => {
    const marker = readMarker(text);
    return marker === undefined ? [] : [{ at, text, marker }];
  });
}

/** Whether brs left its mark on the profile. */
export function isAdopted(subject: Subject): boolean {
  const { lines } = ownLines(subject);
  return sharedFiles.some((file) => markersIn(lines[file]).length > 0);
}

/** Undoes what the marks say, and nothing else. */
export function release(subject: Subject): Verdict {
  if (!isAdopted(subject)) return { refused: 'it was not adopted' };
  const { lines, properties } = ownLines(subject);
  const named = sharedFiles.flatMap((file) => markersIn(lines[file]).flatMap(({ marker }) => marker.keys));
  const visible = properties.filter((line) => isProcess(line, subject) !== 'own').map(keyOf);
  const refused = clash(
    named.filter((key) => visible.includes(key)),
    properties,
  );
  return refused ?? { changes: both((file) => released(lines[file], subject)) };
}

function released(lines: readonly Line[], subject: Subject): Change[] {
  const markers = markersIn(lines);
  const keys = new Set(markers.flatMap(({ marker }) => marker.keys.map((key) => `${prefix}${key}`)));
  const own = lines.filter((line) => isProcess(line, subject) === 'own');
  const added = markers
    .filter(({ marker }) => marker.line)
    .map(({ at }) => own.find((line) => line.at > at) ?? own[0])
    .filter((line) => line !== undefined);
  const gone = [...markers, ...new Set(added)].map(({ at, text }) => ({ at, removed: [text], added: [] }));
  const shown = lines.filter((line) => keys.has(keyOf(line)));
  const plain = shown.map(({ at, text }) => ({ at, removed: [text], added: [text.slice(prefix.length)] }));
  return inOrder([...gone, ...plain]);
}
