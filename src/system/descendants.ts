import { readdirSync, readFileSync } from 'node:fs';

/** The processes below one, on Linux; elsewhere none are found. Source: proc(5), fields 1 and 4 of /proc/<pid>/stat. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const [child, parent] of processes()) children.set(parent, [...(children.get(parent) ?? []), child]);
  const found: number[] = [];
  const below = [pid];
  for (let next = below.pop(); next !== undefined; next = below.pop()) {
    const own = children.get(next) ?? [];
    found.push(...own);
    below.push(...own);
  }
  return found;
}

function processes(): (readonly [pid: number, parent: number])[] {
  try {
    const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return names.flatMap((name) => {
      const parent = parentOf(name);
      return parent === undefined ? [] : [[Number(name), parent] as const];
    });
  } catch {
    return [];
  }
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
