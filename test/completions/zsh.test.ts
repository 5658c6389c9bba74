import { afterAll, expect, test } from '@jest/globals';
import { zshCompletion } from '../../src/completions/zsh';
import { testWith } from '../support/needs';
import { TERMINAL_PROGRAMS } from '../support/terminal';
import { checkedIn, openShell, typedLines, type Shell } from './in-terminal';
import { madeUp, makeMachine } from './made-up';

const box = makeMachine();
box.write('functions/_brs', checkedIn('_brs'));
box.write('made-up.zsh', zshCompletion(madeUp));
afterAll(() => box.dispose());

const inZsh = testWith(['zsh', ...TERMINAL_PROGRAMS], test);

async function withZsh(setup: string, use: (shell: Shell) => Promise<void>): Promise<void> {
  const shell = openShell(box, ['zsh', '-f', '-i']);
  try {
    await shell.tell("PROMPT='% '; unsetopt beep list_beep; fpath=(~/functions $fpath); autoload -Uz compinit");
    await shell.tell('compinit -u -D; _other() { compadd -- --depth }; compdef _other other');
    await shell.tell(setup);
    await use(shell);
  } finally {
    await shell.dispose();
  }
}

inZsh('in a terminal, Tab makes the line that was meant', async () => {
  await withZsh('source ./made-up.zsh', async (shell) => {
    for (const [line, got] of typedLines) expect([line, await shell.complete(line)]).toEqual([line, got]);
  });
});

inZsh('the checked-in function is found in fpath', async () => {
  await withZsh(':', async (shell) => {
    expect(await shell.complete('brs cr')).toBe('<creds>');
    expect(await shell.complete('brs creds --profile my')).toBe('<creds> <--profile> <my prod>');
    expect(await shell.complete('brs creds --mfa-prompt=term')).toBe('<creds> <--mfa-prompt=terminal>');
  });
});

inZsh('commands and options are listed with what they are for, as it is written', async () => {
  await withZsh('source ./made-up.zsh', async (shell) => {
    const help = `it's "$HOME" \`id\` $(id) [a:b] {c,d} \\ ‘e’ <f> *?~ 100%; x=1`;
    expect(await shell.listed('brs ')).toContain(`creds  -- ${help}`);
    expect(await shell.listed('brs creds --')).toContain(`--debug  -- ${help}`);
    expect(await shell.listed('brs hook ')).toMatch(/bash +zsh/);
  });
});
