// Interactive shells with the hook loaded, under a pseudo-terminal.
import { runInTerminal } from '../support/terminal';
import type { Sandbox } from '../support/sandbox';

export type HookShell = 'bash' | 'zsh' | 'fish';

interface Dialect {
  readonly words: readonly string[];
  /** The line for the start-up file. */
  readonly load: string;
  readonly take: (words: string) => string;
  readonly set: (name: string, value: string) => string;
  readonly unset: (name: string) => string;
  readonly status: string;
  /** Has a prompt show the status of the last command in braces. */
  readonly showStatus: string;
}

const posix = {
  take: (words: string) => `eval $(brs env ${words})`,
  set: (name: string, value: string) => `export ${name}='${value}'`,
  unset: (name: string) => `unset ${name}`,
  status: '$?',
};

export const dialects: Readonly<Record<HookShell, Dialect>> = {
  bash: {
    ...posix,
    words: ['--norc', '--noprofile', '-i'],
    load: 'eval "$(brs hook bash)"',
    showStatus: `PS1='{$?}'`,
  },
  zsh: { ...posix, words: ['-f', '-i'], load: 'eval "$(brs hook zsh)"', showStatus: `PS1='{%?}'` },
  fish: {
    words: ['--no-config', '--init-command', 'function fish_prompt; echo -n "ready> "; end', '-i'],
    load: 'brs hook fish | source',
    take: (words) => `brs env ${words} | source`,
    set: (name, value) => `set -gx ${name} '${value}'`,
    unset: (name) => `set -eg ${name}`,
    status: '$status',
    showStatus: 'function fish_prompt; echo -n "{$status}"; end',
  },
};

export const hookShells = Object.keys(dialects) as HookShell[];

export interface Prompting extends Dialect {
  /** A line as typed. */
  readonly type: (line: string) => void;
  /** What an expression is, as a command at the next prompt sees it. */
  readonly ask: (expression: string) => Promise<string>;
  /** The same of a variable; empty where there is none. */
  readonly value: (name: string) => Promise<string>;
  readonly waitFor: (wanted: string | RegExp) => Promise<string>;
  /** All that the terminal has shown. */
  readonly shown: () => string;
  readonly dispose: () => Promise<void>;
}

/** Starts a shell as a person does who has the hook in the start-up file; `words` instead of the usual ones. */
export async function openShell(box: Sandbox, shell: HookShell, words?: readonly string[]): Promise<Prompting> {
  const dialect = dialects[shell];
  const env = { ...box.env, PS1: 'ready> ' };
  const terminal = runInTerminal({ command: shell, args: words ?? dialect.words, env, cwd: box.home });
  const type = (line: string): void => terminal.type(`${line}\r`);
  let asked = 0;
  const ask = async (expression: string): Promise<string> => {
    asked += 1;
    type(`printf '[%s|%s]\\n' ${asked} "${expression}"`);
    const answer = new RegExp(`\\[${asked}\\|([^\\]]*)\\]`);
    return answer.exec(await terminal.waitFor(answer))?.[1] ?? '';
  };
  // The braces keep a shell that minds unset variables quiet.
  const value = async (name: string) => await ask(shell === 'fish' ? `$${name}` : `\${${name}-}`);
  const shown = () => terminal.output();
  await terminal.waitFor('ready> ');
  type(dialect.load);
  await ask('loaded');
  return { ...dialect, type, ask, value, waitFor: terminal.waitFor, shown, dispose: terminal.dispose };
}
