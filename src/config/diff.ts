import { printable } from '../core/printable';
import { inOrder, type Change } from './lines';

interface Hunk {
  readonly at: number;
  readonly removed: string[];
  readonly added: string[];
}

/** Changes that touch each other are shown as one. */
function hunksOf(changes: readonly Change[]): Hunk[] {
  const hunks: Hunk[] = [];
  for (const { at, removed, added } of inOrder(changes)) {
    const last = hunks.at(-1);
    if (last !== undefined && last.at + last.removed.length === at) {
      last.removed.push(...removed);
      last.added.push(...added);
    } else hunks.push({ at, removed: [...removed], added: [...added] });
  }
  return hunks;
}

/** `@@ -3,0 +4,2 @@`: where nothing is, the line before is named. */
function range(first: number, count: number): string {
  return `${count === 0 ? first : first + 1}${count === 1 ? '' : `,${count}`}`;
}

interface Shown {
  readonly path: string;
  /** How a line is shown: some hold what is not for every eye. */
  readonly show: (text: string) => string;
}

/** The changes of one file in the unified form of diff(1), without lines around them. */
export function diffOf(changes: readonly Change[], { path, show }: Shown): string {
  if (changes.length === 0) return '';
  const out = [`--- ${path}`, `+++ ${path}`];
  let shift = 0;
  for (const { at, removed, added } of hunksOf(changes)) {
    out.push(`@@ -${range(at, removed.length)} +${range(at + shift, added.length)} @@`);
    out.push(...removed.map((text) => `-${show(text)}`), ...added.map((text) => `+${show(text)}`));
    shift += added.length - removed.length;
  }
  return out.map((line) => `${line.split('\t').map(printable).join('\t')}\n`).join('');
}
