export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Widths of the list's columns; one that is 0 wide is not there. */
export interface Columns {
  readonly profile: number;
  readonly source: number;
  readonly account: number;
  readonly role: number;
  readonly bar: number;
  readonly gap: number;
}

/** The widest text in each column. */
export type Longest = Omit<Columns, 'bar' | 'gap'>;

export const fixed = { pointer: 2, sign: 2, word: 11, left: 8 } as const;

interface Plan {
  readonly gap: number;
  readonly bar: number;
  /** The widest that a column may be: 0 leaves it out. */
  readonly profile: number;
  readonly source: number;
  readonly account: number;
  readonly role: number;
}

/** From rich to poor; the first that fits is taken. What vanishes first is told in the pane below. */
const plans: readonly Plan[] = [
  { gap: 2, bar: 12, profile: 32, source: 12, account: 12, role: 24 },
  { gap: 2, bar: 8, profile: 20, source: 12, account: 12, role: 14 },
  { gap: 2, bar: 5, profile: 20, source: 12, account: 12, role: 14 },
  { gap: 1, bar: 5, profile: 16, source: 12, account: 12, role: 12 },
  { gap: 1, bar: 4, profile: 14, source: 12, account: 12, role: 9 },
  { gap: 2, bar: 5, profile: 18, source: 0, account: 12, role: 11 },
  { gap: 1, bar: 5, profile: 16, source: 0, account: 12, role: 8 },
  { gap: 1, bar: 5, profile: 16, source: 0, account: 12, role: 0 },
  { gap: 2, bar: 5, profile: 16, source: 0, account: 0, role: 0 },
  { gap: 1, bar: 0, profile: 0, source: 0, account: 0, role: 0 },
];

export function widthOf({ gap, ...columns }: Columns): number {
  const shown = Object.values(columns).filter((width) => width > 0);
  const sum = shown.reduce((total, width) => total + width + gap, 0);
  return sum + fixed.pointer + fixed.sign + fixed.word + gap + fixed.left;
}

function withPlan(plan: Plan, longest: Longest): Columns {
  const width = (column: keyof Longest) => Math.min(plan[column], longest[column]);
  const columns = { source: width('source'), account: width('account'), role: width('role'), bar: plan.bar };
  return { ...columns, profile: Math.max(width('profile'), 8), gap: plan.gap };
}

/** The columns for a width; what is left over goes to the texts that would be cut, then to the bar. */
export function columnsFor(width: number, longest: Longest): Columns {
  const all = plans.map((plan) => withPlan(plan, longest));
  const columns = all.find((candidate) => widthOf(candidate) <= width) ?? all.at(-1);
  if (columns === undefined) throw new Error('there is no plan for the columns');
  let spare = width - widthOf(columns);
  const more = (current: number, most: number): number => {
    const added = Math.max(-current, Math.min(spare, current === 0 ? 0 : most - current));
    spare -= added;
    return current + added;
  };
  if (spare < 0) return { ...columns, profile: Math.max(1, columns.profile + spare) };
  const profile = more(columns.profile, Math.max(8, longest.profile));
  const role = more(columns.role, longest.role);
  return { ...columns, profile, role, bar: more(columns.bar, 16) };
}

export interface Areas {
  /** The last column stays free: erasing to the end of a full line would take its last character along. */
  readonly width: number;
  readonly height: number;
  /** Whether a free line fits below the head. */
  readonly roomy: boolean;
  /** Between the head and the two lines at the bottom. */
  readonly body: number;
  /** Whether the pane stands beside the list. */
  readonly beside: boolean;
  readonly list: { readonly width: number; readonly rows: number };
  /** `gap` columns at its left, or lines above it, are free. */
  readonly pane: { readonly width: number; readonly height: number; readonly gap: number };
}

const head = 1;
const bottom = 2;
const titles = 1;

export function areasFor({ columns, rows }: Size): Areas {
  const width = Math.max(1, columns - 1);
  const height = Math.max(1, rows);
  const roomy = rows >= 24;
  const body = Math.max(1, height - head - bottom - (roomy ? 1 : 0));
  const outer = { width, height, roomy, body };
  if (width >= 140) {
    const pane = { width: Math.min(90, Math.floor(width * 0.42)), height: body, gap: 3 };
    const list = { width: width - pane.width - pane.gap, rows: Math.max(1, body - titles) };
    return { ...outer, beside: true, list, pane };
  }
  const pane = { width, height: body < 12 ? 0 : Math.min(13, Math.ceil(body / 2)), gap: body < 26 ? 0 : 1 };
  const list = { width, rows: Math.max(1, body - titles - pane.height - pane.gap) };
  return { ...outer, beside: false, list, pane };
}

/** How wide a text is at most: what is not ASCII may take two columns. Ink measures exactly when it draws. */
export function cells(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : Array.from(text).reduce((sum, char) => sum + (char > '~' ? 2 : 1), 0);
}

/** A text's lines cut to a width, between words where that can be; what goes on is indented a little further. */
export function wrapped(lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => {
    const indent = ' '.repeat(width < 20 ? 0 : Math.min(/^ */.exec(line)?.[0].length ?? 0, width >> 1) + 2);
    const pieces: string[] = [];
    let rest = line;
    for (let end = room(rest, width); end < rest.length; end = room(rest, width)) {
      const blank = rest.lastIndexOf(' ', end);
      const cut = blank > Math.max(end >> 1, indent.length) ? blank : end;
      pieces.push(rest.slice(0, cut));
      rest = indent + rest.slice(cut).trimStart();
    }
    return [...pieces, rest];
  });
}

/** How much of a text fits. */
function room(text: string, width: number): number {
  let left = width;
  let end = 0;
  for (const char of text) {
    left -= cells(char);
    if (left < 0 && end > 0) return end;
    end += char.length;
  }
  return end;
}
