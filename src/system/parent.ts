import * as fs from 'node:fs';
import { basename } from 'node:path';
import type { Run } from './run';

/** How other systems than Linux tell a process's program: the command, and the first word of its answer. */
const askers: Readonly<Partial<Record<NodeJS.Platform, (pid: number) => readonly string[]>>> = {
  darwin: (pid) => ['/bin/ps', '-o', 'comm=', '-p', String(pid)],
  win32: (pid) => ['tasklist', '/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'],
};

/** `-zsh` (a login shell), `/bin/zsh`, `"pwsh.exe","1234",…`: as a plain name. */
export function plainName(answer: string): string | undefined {
  const first = answer.trim().split('\n')[0]?.split('",')[0] ?? '';
  const name = basename(first.replace(/^"/, '').replaceAll('\\', '/'))
    .replace(/^-/, '')
    .replace(/\.exe$/i, '')
    .toLowerCase();
  return /^[a-z0-9_.+-]+$/.test(name) ? name : undefined;
}

/** The program that started this process; undefined where nobody can tell. */
export async function parentName(platform: NodeJS.Platform, run: Run): Promise<string | undefined> {
  try {
    if (platform === 'linux') return plainName(fs.readFileSync(`/proc/${process.ppid}/comm`, 'utf8'));
    const command = askers[platform]?.(process.ppid);
    if (command === undefined) return undefined;
    const { stdout } = await run({ command, env: process.env, timeoutMs: 2_000 });
    return plainName(stdout);
  } catch {
    return undefined;
  }
}
