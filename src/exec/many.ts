import { describeSeconds } from '../core/duration';
import { ConfigError } from '../core/errors';
import { printable } from '../core/printable';

/** How one of several went. */
export interface Result {
  readonly profile: string;
  readonly status: number;
  readonly seconds: number;
  /** Why it was not run. */
  readonly why?: string;
}

/** `team-*,dev?` as what matches a whole name: `*` any text, `?` one character, commas between patterns. */
export function matching(patterns: string, names: readonly string[]): string[] {
  const tests = patterns.split(',').map((pattern) => {
    const source = pattern.trim().replace(/[.+^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
  });
  const found = names.filter((name) => tests.some((test) => test.test(name)));
  if (found.length > 0) return found;
  throw new ConfigError({
    message: `no profile matches ${patterns}`,
    hint: names.length === 0 ? 'there are no profiles' : `profiles there: ${names.slice(0, 10).join(', ')}`,
  });
}

/**
 * Runs `one` for each, so many at a time, and keeps their order. Where one fails no more are begun, and it fails, too,
 * once those that were under way have ended.
 */
export async function inParallel<T, R>(items: readonly T[], most: number, one: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  const left = items.entries();
  const work = async () => {
    for (const [index, item] of left) {
      if (failures.length > 0) return;
      results[index] = await one(item);
    }
  };
  const working = Array.from({ length: Math.min(most, items.length) }, work);
  await Promise.all(working.map((each) => each.catch((error: unknown) => failures.push(error))));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** A table for people: profile, status, time, and why where there is a reason. */
export function summary(results: readonly Result[]): string {
  const rows = results.map(({ profile, status, seconds, why }) => [
    printable(profile),
    String(status),
    describeSeconds(seconds),
    why ?? '',
  ]);
  const all = [['profile', 'status', 'time', ''], ...rows];
  const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  const widths = [0, 1, 2].map(width);
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${all.map(line).join('\n')}\n`;
}
