import { UsageError } from '../core/errors';
import { hooks, type HookName } from '../hooks/index';
import type { Command } from './command';

const names = Object.keys(hooks) as HookName[];
const lines = names.map((name) => `${hooks[name].line.padEnd(28)} # in ${hooks[name].file}`);

export const hook: Command = {
  name: 'hook',
  summary: 'print what makes a shell renew the variables of `brs env` at its prompt',
  options: [],
  words: { name: 'SHELL', help: names.join(', '), least: 1, most: 1, choices: names },
  more: [
    { heading: 'One line in the start-up file', text: lines.join('\n') },
    {
      heading: 'For a prompt',
      text:
        'the hook keeps BRS_PROMPT (`prod 42m`, `prod 2h05m`, `prod expired`), and takes it away where there is nothing:\n' +
        "PS1='${BRS_PROMPT:+[$BRS_PROMPT] }\\$ '         # bash\n" +
        "setopt prompt_subst                           # zsh\nPROMPT='${BRS_PROMPT:+[$BRS_PROMPT] }%# '\n" +
        'set -q BRS_PROMPT; and echo -n "[$BRS_PROMPT] " # in the fish_prompt of fish\n' +
        '[env_var.BRS_PROMPT]                          # starship.toml',
    },
  ],
  obeys: ['set by the hook'],
  examples: names.map((name) => ({ line: `brs hook ${name}`, does: `for ${name}` })),
  run: async ({ words: [shell = ''] }) => {
    const name = names.find((known) => known === shell);
    if (name !== undefined) return (await hooks[name].load())();
    throw new UsageError({ message: `there is no hook for ${shell}`, hint: `shells: ${names.join(', ')}` });
  },
};
