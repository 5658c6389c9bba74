// Waiting for a state instead of for a time, and seeing which processes are there.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 20_000;
const PAUSE_MS = 20;

/** Waits until something is so; rejects with what was waited for. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string | (() => string),
  ms = LIMIT_MS,
): Promise<void> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > ms) {
      throw new Error(`after ${ms} ms still waiting for ${typeof what === 'string' ? what : what()}`);
    }
    await sleep(PAUSE_MS);
  }
}

export interface Seen {
  pid: number;
  /** Field 3 of /proc/PID/stat: R, S, T (stopped), Z … */
  state: string;
  words: string[];
}

function look(pid: string, home: string): Seen[] {
  try {
    if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOME=${home}`)) return [];
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return [{ pid: Number(pid), state: stat.slice(stat.lastIndexOf(')') + 2).charAt(0), words }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

/** The processes that run with this home folder, on Linux. */
export function processesOf({ home }: { home: string }): Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => look(pid, home));
}

/** Those of brs among them. */
export function brsOf(box: { home: string }): Seen[] {
  return processesOf(box).filter(({ words }) => words.some((word) => word.endsWith('/bin/brs.js')));
}
