// A person at a shell in a terminal: types the beginning of a line, the Tab key and Enter.
import { readFileSync } from 'node:fs';
import type { Sandbox } from '../support/sandbox';
import { runInTerminal, type Terminal } from '../support/terminal';

/** Lines as they are typed before Tab, and what the program then got. */
export const typedLines: readonly (readonly [string, string])[] = [
  ['brs cr', '<creds>'],
  ['brs creds --profile my', '<creds> <--profile> <my prod>'],
  ['brs creds --profile=my', '<creds> <--profile=my prod>'],
  ['brs creds --debug --profile=a:b', '<creds> <--debug> <--profile=a:b=c@d>'],
  ['brs creds --profile "my p', '<creds> <--profile> <my prod>'],
  ['brs creds -p it', `<creds> <-p> <it's "$HOME" \`id\` \\x>`],
  ['brs creds --debug -p gr', '<creds> <--debug> <-p> <größe>'],
  ['brs creds --prompt ter', '<creds> <--prompt> <terminal>'],
  ['brs creds --prompt two', '<creds> <--prompt> <two words>'],
  ['brs creds --ca-bundle some', '<creds> <--ca-bundle> <some file>'],
  ['brs creds --ca-bundle=some', '<creds> <--ca-bundle=some file>'],
  ['brs creds --command oth', '<creds> <--command> <other>'],
  ['brs hook z', '<hook> <zsh>'],
  ['brs adopt default --dry-run on', '<adopt> <default> <--dry-run> <only>'],
  ['brs exec --st', '<exec> <--static>'],
  ['brs exec oth', '<exec> <other>'],
  ['brs exec --profile default -- oth', '<exec> <--profile> <default> <--> <other>'],
  ['brs exec --profile=default -- other --dep', '<exec> <--profile=default> <--> <other> <--depth>'],
  ['brs exec other --dep', '<exec> <other> <--depth>'],
];

export interface Shell {
  /** Runs a line that does not ask to be completed. */
  tell: (line: string) => Promise<void>;
  /** What `brs` got for a line that was typed with Tab in the end. */
  complete: (line: string) => Promise<string>;
  /** What the terminal shows when there is more than one way to go on, once it has been still for a while. */
  listed: (line: string) => Promise<string>;
  dispose: Terminal['dispose'];
}

async function stillness(terminal: Terminal): Promise<void> {
  for (let seen = -1; seen !== terminal.output().length;) {
    seen = terminal.output().length;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Lines that a shell runs first, then a person types. */
export function openShell(box: Sandbox, [command = '', ...args]: readonly string[]): Shell {
  box.write('some file', '');
  const terminal = runInTerminal({ command, args, env: box.env, cwd: box.home });
  let told = 0;
  const tell = async (line: string): Promise<void> => {
    told += 1;
    terminal.type(`${line}\r`);
    terminal.type(`printf '%s\\n' told:${told}:\r`);
    await terminal.waitFor(new RegExp(`^told:${told}:\r?$`, 'm'));
  };
  const complete = async (line: string): Promise<string> => {
    const before = terminal.output().length;
    terminal.type(`${line}\t`);
    terminal.type('\r');
    await terminal.waitFor(new RegExp(`^[^]{${before}}[^]*^got:[^\r\n]*\r?\n`, 'm'));
    return /^got: ([^\r\n]*)/m.exec(terminal.output().slice(before))?.[1] ?? '';
  };
  const listed = async (line: string): Promise<string> => {
    const before = terminal.output().length;
    terminal.type(`${line}\t`);
    await stillness(terminal);
    terminal.type('\x15');
    return terminal.output().slice(before);
  };
  return { tell, complete, listed, dispose: () => terminal.dispose() };
}

/** The file that is checked in, as a place for a shell to read it from. */
export function checkedIn(file: string): string {
  return readFileSync(`completions/${file}`, 'utf8');
}
