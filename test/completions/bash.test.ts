import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { bashCompletion } from '../../src/completions/bash';
import { testWith } from '../support/needs';
import { TERMINAL_PROGRAMS } from '../support/terminal';
import { checkedIn, openShell, typedLines } from './in-terminal';
import { madeUp, makeMachine, profileNames } from './made-up';

const box = makeMachine();
const madeUpScript = box.write('made-up.bash', bashCompletion(madeUp));
const ourScript = box.write('brs.bash', checkedIn('brs.bash'));
afterAll(() => box.dispose());

const inBash = testWith(['bash'], test);

/** The words of a line as readline cuts them. */
function wordsOf(line: string): string[] {
  const words = line.match(/(?:\\.|"[^"]*"?|'[^']*'?|[^\s=:@"'\\])+|[=:@]+/g) ?? [];
  return /[^\\] $/.test(line) ? [...words, ''] : words;
}

/** What bash would offer for a line with the cursor at its end. */
function offered(line: string, { script = madeUpScript, breaks = ` \t\n"'@><=;|&(:` } = {}): string[] {
  const body = `source "$1"; COMP_WORDBREAKS=$2 COMP_LINE=$3 COMP_POINT=\${#3}; shift 3
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _brs; for reply in "\${COMPREPLY[@]}"; do printf '%s\\n' "$reply"; done`;
  const args = ['--norc', '-c', body, 'bash', script, breaks, line, ...wordsOf(line)];
  const { stdout, stderr } = spawnSync('bash', args, { env: box.env, cwd: box.home, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

describe('bash offers', () => {
  inBash('the commands and options of the checked-in script', () => {
    expect(offered('brs cr', { script: ourScript })).toEqual(['creds']);
    expect(offered('brs creds --profi', { script: ourScript })).toEqual(['--profile']);
    expect(offered('brs creds --mfa-prompt=t', { script: ourScript })).toEqual(['terminal']);
    expect(offered('brs comp', { script: ourScript })).toEqual(['completion']);
  });

  inBash('every profile, quoted as bash reads it back', () => {
    const replies = offered('brs creds --profile ', { script: ourScript });
    const read = spawnSync('bash', ['-c', `printf '%s\\n' ${replies.join(' ')}`], { env: box.env, encoding: 'utf8' });
    expect(read.stdout.split('\n').slice(0, -1)).toEqual(profileNames);
  });

  inBash('what fits, and only that', () => {
    const rows: readonly (readonly [string, readonly string[]])[] = [
      ['brs ', ['creds', 'exec', 'hook', 'adopt', '--help', '-h']],
      ['brs --', ['--help']],
      ['brs creds ', ['--profile', '-p', '--prompt', '--ca-bundle', '--role-arn', '--command', '--debug']],
      ['brs creds --p', ['--profile', '--prompt']],
      ['brs creds --prompt ', ['auto', 'terminal', 'two\\ words']],
      ['brs creds --prompt=', ['auto', 'terminal', 'two\\ words']],
      ['brs creds --role-arn ', []],
      ['brs creds --debug=', []],
      ['brs creds --prompt auto --de', ['--debug']],
      ['brs creds -p my\\ p', ['my\\ prod']],
      ['brs creds -p "my', ['my prod']],
      ["brs creds -p 'my", ['my prod']],
      ['brs creds -p "it', [`it's \\"\\$HOME\\" \\\`id\\\` \\\\x`]],
      ["brs creds -p 'it", [`it'\\''s "$HOME" \`id\` \\x`]],
      ['brs creds --profile=a:b', ['b=c@d']],
      ['brs creds --profile "a:', ['a:b=c@d']],
      ['brs hook ', ['bash', 'zsh']],
      ['brs hook bash z', []],
      ['brs adopt only --dry-run onl', ['only']],
      ['brs unknown ', []],
      ['brs exec --static', ['--static']],
      ['brs exec -p only -- --s', []],
    ];
    for (const [line, replies] of rows) expect([line, offered(line)]).toEqual([line, replies]);
  });

  inBash('the rest of a word where readline does not cut it at = or :', () => {
    const breaks = ' \t\n';
    expect(offered('brs creds --profile=my', { breaks })).toEqual(['--profile=my\\ prod']);
    expect(offered('brs creds --profile=a:', { breaks })).toEqual(['--profile=a:b=c@d']);
  });

  inBash("the program's own words through bash-completion if that is there", () => {
    const script = box.write(
      'with-offset.bash',
      `${bashCompletion(madeUp)}\n_command_offset() { COMPREPLY=("at $1"); }\n`,
    );
    expect(offered('brs exec --profile=only -- other a', { script })).toEqual(['at 6']);
    expect(offered('brs exec -p only other ', { script })).toEqual(['at 4']);
  });

  inBash('nothing where the program cannot be run', () => {
    expect(offered('/nowhere/brs creds -p ')).toEqual([]);
  });
});

testWith(['bash', ...TERMINAL_PROGRAMS], test)('in a terminal, Tab makes the line that was meant', async () => {
  const shell = openShell(box, ['bash', '--norc', '--noprofile', '-i']);
  try {
    await shell.tell('source ./made-up.bash; bind "set bell-style none"');
    await shell.tell('_command_offset() { COMPREPLY=(--depth); [[ $COMP_LINE == *other* ]] || COMPREPLY=(other); }');
    for (const [line, got] of typedLines) expect([line, await shell.complete(line)]).toEqual([line, got]);
  } finally {
    await shell.dispose();
  }
});
