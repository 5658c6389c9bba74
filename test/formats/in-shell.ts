// A format's text, taken in by a real shell the way a person writes it; what a program started there then sees.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ShellRun {
  /** The program and its options, without the person's own files; the script is added. */
  readonly shell: readonly string[];
  /** With `brs env` in it, which prints the text. */
  readonly script: string;
  readonly text: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Seen {
  /** NASTY_… and the ones that were to be taken away. */
  readonly variables: Record<string, string>;
  readonly complaints: string;
  readonly status: number | null;
  /** Files in the working folder that were not there before. */
  readonly newFiles: string[];
}

// In a folder with files that patterns would find.
const bait = [
  'a',
  'b',
  'ab',
  'x',
  '*',
  '[x]',
  '{a,b}',
  '-n',
  "'a'",
  "'*';",
  "NASTY_1='ab';",
  'env',
  'export',
  'printf',
];

/** Runs the idiom, then `env -0` as its child. */
export function seenIn({ shell, script, text, env }: ShellRun): Seen {
  const home = mkdtempSync(join(tmpdir(), 'brs-format-'));
  const [bin, folder] = [join(home, 'bin'), join(home, 'files')];
  try {
    for (const path of [bin, folder]) mkdirSync(path);
    for (const name of bait) writeFileSync(join(folder, name), '');
    writeFileSync(join(home, 'answer'), text);
    writeFileSync(join(bin, 'brs'), `#!/bin/sh\nexec cat '${home}/answer'\n`);
    chmodSync(join(bin, 'brs'), 0o755);
    const [program = '', ...options] = shell;
    const ran = spawnSync(program, [...options, `${script}\nenv -0`], {
      cwd: folder,
      env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: home, LANG: 'C.UTF-8', GONE: 'still here', ...env },
      timeout: 50_000,
      maxBuffer: 2 ** 24,
    });
    const newFiles = readdirSync(folder).filter((name) => !bait.includes(name));
    return { variables: parse(ran.stdout), complaints: ran.stderr.toString(), status: ran.status, newFiles };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function parse(output: Buffer): Record<string, string> {
  const entries = output.toString().split('\0');
  const pairs = entries.map((entry) => /^([^=]+)=(.*)$/s.exec(entry) ?? []);
  const ours = pairs.filter(([, name = '']) => /^(NASTY_\d+|GONE|ABSENT)$/.test(name));
  return Object.fromEntries(ours.map(([, name = '', value = '']) => [name, value]));
}
