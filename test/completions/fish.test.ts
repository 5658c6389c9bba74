import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fishCompletion } from '../../src/completions/fish';
import { testWith } from '../support/needs';
import { TERMINAL_PROGRAMS } from '../support/terminal';
import { checkedIn, openShell, typedLines } from './in-terminal';
import { madeUp, makeMachine, profileNames } from './made-up';

const box = makeMachine();
const madeUpScript = box.write('made-up.fish', fishCompletion(madeUp));
const ourScript = box.write('brs.fish', checkedIn('brs.fish'));
box.write('some file', '');
afterAll(() => box.dispose());

const inFish = testWith(['fish'], test);
const other = 'complete -c other -f -a "--depth"';

/** What fish would offer for a line, with the descriptions behind tabs. */
function described(line: string, script = madeUpScript): string[] {
  const body = `source $argv[1]; ${other}; complete -C $argv[2]`;
  const args = ['--no-config', '-c', body, script, line];
  const { stdout, stderr } = spawnSync('fish', args, { env: box.env, cwd: box.home, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

function offered(line: string, script = madeUpScript): string[] {
  return described(line, script).map((row) => row.replace(/\t.*/, ''));
}

describe('fish offers', () => {
  inFish('the commands, options and profiles of the checked-in script', () => {
    expect(offered('brs cr', ourScript)).toEqual(['creds']);
    expect(offered('brs creds --profi', ourScript)).toEqual(['--profile']);
    expect(offered('brs creds --mfa-prompt=term', ourScript)).toEqual(['--mfa-prompt=terminal']);
    expect(new Set(offered('brs creds --profile ', ourScript))).toEqual(new Set(profileNames));
  });

  inFish('commands and options with what they are for, as it is written', () => {
    const help = `it's "$HOME" \`id\` $(id) [a:b] {c,d} \\ ‘e’ <f> *?~ 100%; x=1`;
    expect(described('brs cr')).toEqual([`creds\t${help}`]);
    expect(described('brs creds --deb')).toEqual([`--debug\t${help}`]);
  });

  inFish('what fits, and only that', () => {
    const rows: readonly (readonly [string, readonly string[]])[] = [
      ['brs ', ['adopt', 'creds', 'exec', 'hook']],
      ['brs --', ['--help']],
      ['brs creds ', []],
      ['brs creds --p', ['--profile', '--prompt']],
      ['brs creds --prompt ', ['auto', 'terminal', 'two words']],
      ['brs creds --prompt=t', ['--prompt=terminal', '--prompt=two words']],
      ['brs creds --role-arn ', []],
      ['brs creds --ca-bundle some', ['some file']],
      ['brs hook ', ['bash', 'zsh']],
      ['brs hook bash ', []],
      ['brs adopt only --dry-run onl', ['only']],
      ['brs adopt -p only onl', ['only']],
      ['brs unknown ', []],
      ['brs exec --st', ['--static']],
      ['brs exec other ', ['--depth']],
      ['brs exec other --', ['--depth']],
      ['brs exec --profile only -- other a ', ['--depth']],
      ['brs exec --profile=only other ', ['--depth']],
      ['AWS_PROFILE=x brs hook ', ['bash', 'zsh']],
    ];
    for (const [line, replies] of rows) expect([line, offered(line)]).toEqual([line, replies]);
  });
});

testWith(['fish', ...TERMINAL_PROGRAMS], test)('in a terminal, Tab makes the line that was meant', async () => {
  const shell = openShell(box, ['fish', '--no-config', '--interactive']);
  try {
    await shell.tell(`source ./made-up.fish; ${other}`);
    for (const [line, got] of typedLines) expect([line, await shell.complete(line)]).toEqual([line, got]);
  } finally {
    await shell.dispose();
  }
});
