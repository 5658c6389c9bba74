// `brs` as a command of real shells in a sandbox, and what the programs started there see.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programUnderTest, type Sandbox } from '../support/sandbox';

export type Variables = Readonly<Record<string, string>>;

/** Every shell that can be had here, with the words that make it run a script without the person's own files. */
export const shells: Readonly<Record<string, readonly string[]>> = {
  bash: ['--norc', '--noprofile', '-c'],
  zsh: ['-f', '-c'],
  dash: ['-c'],
  ksh: ['-c'],
  mksh: ['-c'],
  busybox: ['sh', '-c'],
  yash: ['--norcfile', '-c'],
  fish: ['--no-config', '-c'],
  tcsh: ['-f', '-c'],
  elvish: ['-norc', '-c'],
  xonsh: ['--no-rc', '-c'],
};

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Puts two commands on PATH: `brs`, which notes how it was called, and `seen`, which notes its environment. */
export function install(box: Sandbox): void {
  const { command, args } = programUnderTest();
  const brs = [command, ...args].map(quote).join(' ');
  // The shell must stay the parent of the program itself.
  box.script('brs', `echo "$*" >> ${quote(join(box.home, 'calls'))}\nexec ${brs} "$@"`);
  box.script('seen', `{ env -0; printf '\\001'; } >> ${quote(join(box.home, 'seen'))}`);
  box.env['PATH'] = `${join(box.home, 'scripts')}:${process.env['PATH'] ?? ''}`;
}

/** How `brs` was called so far. */
export function callsOf(box: Sandbox): string[] {
  return existsSync(join(box.home, 'calls')) ? box.read('calls').trimEnd().split('\n') : [];
}

/** What each `seen` saw of AWS's and brs's variables, in order. */
export function seenIn(box: Sandbox): Variables[] {
  if (!existsSync(join(box.home, 'seen'))) return [];
  const moments = box.read('seen').split('\x01').slice(0, -1);
  return moments.map((text) => {
    const pairs = text.split('\0').map((entry) => /^((?:AWS|BRS)_\w+)=(.*)$/s.exec(entry) ?? []);
    return Object.fromEntries(pairs.flatMap(([, name, value]) => (name === undefined ? [] : [[name, value ?? '']])));
  });
}

/** Runs a script in a shell, and gives what it said on stderr. */
export async function runShell(box: Sandbox, shell: string, script: string): Promise<string> {
  const words = [...(shells[shell] ?? []), script];
  return await new Promise((resolve) => {
    const options = { env: box.env, cwd: box.home, timeout: 50_000 };
    const child = execFile(shell, words, options, (_, __, stderr) => resolve(stderr));
    child.stdin?.end();
  });
}
