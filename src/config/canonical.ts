/**
 * Rewrites a shared config or credentials file so that the SDK's parser reads it by the rules all SDKs agreed on
 * (../shared/aws-behaviour.md §9 lists them): blanks in names and headers, upper-case keys, values that go on over
 * several lines, empty values, comments right behind a header. Line numbers are kept for messages.
 */
export interface Canonical {
  /** One clean line per property; names and line feeds in values are escaped (see `unescape…`). */
  readonly text: string;
  readonly sections: ReadonlyMap<string, SectionLines>;
  /** Lines that begin like a header and are none; what follows them belongs to no section. */
  readonly badHeaders: readonly number[];
}

export interface SectionLines {
  readonly line: number;
  /** Line of each key, nested keys as `outer.inner`; the last one where a key stands twice. */
  readonly keys: ReadonlyMap<string, number>;
  /** Keys written with nothing behind `=`, which the parser drops. */
  readonly empty: ReadonlySet<string>;
  /** Lines that are no property. */
  readonly unreadable: readonly number[];
}

interface OpenSection {
  line: number;
  keys: Map<string, number>;
  empty: Set<string>;
  unreadable: number[];
  name: string;
}

// Private-use characters stand for what the parser would cut a value at.
const escapes = new Map([
  ['\n', '\uE00A'],
  ['#', '\uE023'],
  [';', '\uE03B'],
]);
const namedKinds = ['profile', 'sso-session', 'services'];

/**
 * Section names that the parser takes: everything else percent-encoded. So are names that every object has: the
 * parser would write into those (`[constructor]`), or give up on the whole file (`[__proto__]`).
 */
export function escapeName(name: string): string {
  if (name in {}) return `%${name.charCodeAt(0).toString(16).toUpperCase()}${name.slice(1)}`;
  return encodeURIComponent(name).replace(/[.!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function escapeValue(text: string): string {
  return text.replace(/[\n#;]/g, (c) => escapes.get(c) ?? c);
}

export function unescapeValue(value: string): string {
  return value.replace(/[\uE00A\uE023\uE03B]/g, (c) => [...escapes].find(([, to]) => to === c)?.[0] ?? c);
}

/** `profile "my profile"` → `profile my%20profile`; undefined where the line is no header. */
function headerName(line: string): string | undefined {
  const match = /^\[([^\]]*)\]\s*([#;].*)?$/.exec(line.trim());
  if (match === null) return undefined;
  const inner = (match[1] ?? '').trim();
  const [, kind, rest] = /^([\w-]+)\s+(.+)$/.exec(inner) ?? [];
  if (kind === undefined || rest === undefined || !namedKinds.includes(kind)) return escapeName(inner);
  const quoted = /^"(.*)"$|^'(.*)'$/.exec(rest);
  return `${kind} ${escapeName(quoted?.[1] ?? quoted?.[2] ?? rest)}`;
}

export function propertyOf(line: string): { key: string; value: string } | undefined {
  const at = line.indexOf('=');
  if (at <= 0) return undefined;
  const key = line.slice(0, at).trim().toLowerCase();
  const value = line.slice(at + 1).replace(/\s[#;].*$/, '');
  return key === '' ? undefined : { key, value: value.trim() };
}

export type LineKind = 'blank or comment' | 'header' | 'bad header' | 'continuation' | 'property';

/** What one line is by itself, and the section's name where it is a header. */
export function readLine(raw: string): { readonly kind: LineKind; readonly name?: string } {
  if (/^\s*([#;]|$)/.test(raw)) return { kind: 'blank or comment' };
  const name = raw.trimStart().startsWith('[') ? headerName(raw) : undefined;
  if (name !== undefined) return { kind: 'header', name };
  if (raw.startsWith('[')) return { kind: 'bad header' };
  return { kind: /^\s/.test(raw) ? 'continuation' : 'property' };
}

/** One pass over the lines; `out` collects the clean text. */
class Rewriter {
  readonly out: string[] = [];
  readonly sections = new Map<string, OpenSection>();
  readonly badHeaders: number[] = [];
  private section: OpenSection | undefined;
  private key: string | undefined;

  header(name: string, line: number): void {
    this.section = this.sections.get(name) ?? { name, line, keys: new Map(), empty: new Set(), unreadable: [] };
    this.sections.set(name, this.section);
    this.key = undefined;
    this.out.push(`[${name}]`);
  }

  badHeader(line: number): void {
    this.badHeaders.push(line);
    this.section = undefined;
  }

  property(text: string, line: number): void {
    if (this.section === undefined) return;
    const found = propertyOf(text);
    this.key = found?.key;
    if (found === undefined) this.section.unreadable.push(line);
    else this.set(found, line);
  }

  /** An indented line: a nested property below an empty value, else more of the value above. */
  continuation(text: string, line: number): void {
    if (this.section === undefined) return;
    if (this.key === undefined) this.section.unreadable.push(line);
    else if (this.section.empty.has(this.key)) this.nested(text, line, this.key);
    else this.out.push(`${this.out.pop() ?? ''}${escapeValue(`\n${text.trim()}`)}`);
  }

  private nested(text: string, line: number, outer: string): void {
    const found = propertyOf(text.trim());
    if (found === undefined) this.section?.unreadable.push(line);
    else this.set({ key: `${outer}.${found.key}`, value: found.value }, line);
  }

  private set({ key, value }: { key: string; value: string }, line: number): void {
    this.section?.keys.set(key, line);
    if (value === '') this.section?.empty.add(key);
    else {
      this.section?.empty.delete(key);
      this.out.push(`${key} = ${value}`);
    }
  }
}

export function canonical(text: string): Canonical {
  const rewriter = new Rewriter();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  lines.forEach((raw, index) => {
    const line = index + 1;
    const { kind, name = '' } = readLine(raw);
    if (kind === 'header') rewriter.header(name, line);
    else if (kind === 'bad header') rewriter.badHeader(line);
    else if (kind === 'continuation') rewriter.continuation(raw, line);
    else if (kind === 'property') rewriter.property(raw, line);
  });
  return { text: rewriter.out.join('\n'), sections: rewriter.sections, badHeaders: rewriter.badHeaders };
}
