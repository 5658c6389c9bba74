import { escapeName, propertyOf, readLine, type LineKind } from './canonical';

/** A shared file as its lines, byte for byte, with what brs makes of each. */
export interface Line {
  /** Its place, from 0. */
  readonly at: number;
  readonly text: string;
  /** What ends it; nothing at the end of a file without a last line feed. */
  readonly end: string;
  readonly kind: LineKind;
  /** The section it stands in, as canonical.ts names it; a header stands in its own. */
  readonly section: string | undefined;
  /** Of a property that is not indented: the key in small letters, and the value. */
  readonly property?: { readonly key: string; readonly value: string };
}

/** Lines taken away at a place, and others put there. */
export interface Change {
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export type SharedFile = 'config' | 'credentials';

export function linesOf(text: string): Line[] {
  let section: string | undefined;
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((whole, at) => {
    const end = /\r?\n$/.exec(whole)?.[0] ?? '';
    const line = whole.slice(0, whole.length - end.length);
    const shown = at === 0 ? line.replace(/^\uFEFF/, '') : line;
    const { kind, name } = readLine(shown);
    if (kind === 'header' || kind === 'bad header') section = name;
    const property = kind === 'property' ? propertyOf(shown) : undefined;
    return { at, text: line, end, kind, section, ...(property === undefined ? {} : { property }) };
  });
}

/** The lines of one profile, wherever in the file its sections stand. */
export function linesOfProfile(lines: readonly Line[], file: SharedFile, name: string): Line[] {
  const named = file === 'config' ? `profile ${escapeName(name)}` : escapeName(name);
  const alone = file === 'config' && name === 'default' ? 'default' : named;
  return lines.filter(({ section }) => section === named || section === alone);
}

/** By place; at one place what only adds comes before what replaces. */
export function inOrder(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => a.at - b.at || a.removed.length - b.removed.length);
}

/** The text with the changes made. New lines end as those do that they replace or follow; the file ends as it did. */
export function changed(lines: readonly Line[], changes: readonly Change[]): string {
  const out: { text: string; end: string }[] = [];
  let next = 0;
  for (const { at, removed, added } of inOrder(changes)) {
    out.push(...lines.slice(next, at));
    const { end = '' } = lines[removed.length > 0 ? at : at - 1] ?? {};
    out.push(...added.map((text) => ({ text, end })));
    next = at + removed.length;
  }
  out.push(...lines.slice(next));
  return joined(out, lines.at(-1)?.end === '');
}

/** A line that was the last one, without an end, may have come to stand before others, and the reverse. */
function joined(lines: readonly { text: string; end: string }[], endless: boolean): string {
  let usual = '\n';
  return lines
    .map(({ text, end }, at) => {
      if (at === lines.length - 1 && endless) return text;
      if (end !== '') usual = end;
      return `${text}${usual}`;
    })
    .join('');
}
