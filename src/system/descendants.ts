import type { ChildProcess } from 'node:child_process';
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

const graceMs = 1_000;

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * SIGTERM, then SIGKILL, to the program and what it started: it shares brs's process group, to keep the terminal, so
 * the group can't be signalled.
 */
export function endTree(child: ChildProcess): void {
  const { pid } = child;
  const all = pid === undefined ? [] : [pid, ...descendants(pid)];
  signalAll(all, 'SIGTERM');
  // While the program lives it keeps this timer going; once it is gone, what it left behind goes too.
  setTimeout(() => signalAll(all, 'SIGKILL'), graceMs).unref();
  child.once('exit', () => signalAll(all, 'SIGKILL'));
}
