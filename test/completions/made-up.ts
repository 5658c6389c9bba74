// A program's shape with everything that a completion must get right, and a machine with profiles to complete.
import type { Shape, ShapeOption } from '../../src/completions/completion';
import { makeSandbox, programUnderTest, type Sandbox } from '../support/sandbox';

/** What means something to one shell or another. */
const nasty = `it's "$HOME" \`id\` $(id) [a:b] {c,d} \\ ‘e’ <f> *?~ 100%; x=1`;

const profile: ShapeOption = { name: 'profile', short: 'p', help: nasty, value: { name: 'PROFILE' } };

export const madeUp: Shape = {
  options: [{ name: 'help', short: 'h', help: 'show help' }],
  commands: [
    {
      name: 'creds',
      summary: nasty,
      options: [
        profile,
        { name: 'prompt', help: nasty, value: { name: 'WHERE', choices: ['auto', 'terminal', 'two words'] } },
        { name: 'ca-bundle', help: 'a file', value: { name: 'FILE' } },
        { name: 'role-arn', help: 'nobody knows it', value: { name: 'ARN' } },
        { name: 'command', help: 'a program', value: { name: 'COMMAND' } },
        { name: 'debug', help: nasty },
      ],
    },
    {
      name: 'exec',
      summary: 'runs another program',
      options: [profile, { name: 'static', help: 'a switch' }],
      words: { name: 'COMMAND', most: Infinity, verbatim: true },
    },
    {
      name: 'hook',
      summary: 'one word',
      options: [],
      words: { name: 'SHELL', most: 1, choices: ['bash', 'zsh'] },
    },
    {
      name: 'adopt',
      summary: 'many words',
      options: [profile, { name: 'dry-run', help: 'a switch' }],
      words: { name: 'PROFILE', most: Infinity },
    },
  ],
};

/** Profiles by name, in the order of the files. */
export const profileNames = [
  'default',
  'my prod',
  'a:b=c@d',
  `it's "$HOME" \`id\` \\x`,
  'größe',
  '*',
  '~tilde',
  'only',
];

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * A sandbox with those profiles, where `brs` on PATH is the program under test for `complete`, and shows the words it
 * was given for everything else. `other` shows its words too.
 */
export function makeMachine(): Sandbox {
  const box = makeSandbox();
  const sections = profileNames.slice(0, -1).map((name) => `[${name === 'default' ? name : `profile ${name}`}]`);
  box.config(`${sections.join('\nregion = eu-west-1\n')}\n[profile tab\there]\n`);
  box.credentials('[only]\n[my prod]\n');
  const { command, args } = programUnderTest();
  const show = `printf 'got:'; printf ' <%s>' "$@"; echo`;
  box.script('brs', `case $1 in complete) exec ${[command, ...args].map(quote).join(' ')} "$@" ;; esac\n${show}`);
  box.script('other', show);
  box.env['PATH'] = `${box.home}/scripts:${box.env['PATH'] ?? ''}`;
  return box;
}
