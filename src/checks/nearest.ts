/** How many letters must be changed, added, taken away or exchanged with their neighbour to get from one word to the other. */
export function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column += 1) {
      const changed = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(row - 2, column - 2) + 1 : Infinity;
      rows[row]?.push(Math.min(changed, swapped, at(row - 1, column) + 1, at(row, column - 1) + 1));
    }
  }
  return at(a.length, b.length);
}

/** The known word that was probably meant: at most two letters off, and of short words one. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const most = word.length < 6 ? 1 : 2;
  const [best] = [...known]
    .map((name) => ({ name, off: distance(word, name) }))
    .filter(({ off }) => off <= most)
    .sort((a, b) => a.off - b.off);
  return best?.name;
}
