// Shells with the hook at prompts where nothing is due: what they show, and that nothing else is changed by it.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { testWith } from '../support/needs';
import { TERMINAL_PROGRAMS } from '../support/terminal';
import { makeWorld, type World } from '../support/world';
import { hookShells, openShell, type Prompting } from './prompting';
import { callsOf, install } from './shells';

let world: World;
let shell: Prompting | undefined;
beforeEach(async () => {
  world = await makeWorld();
  install(world.box);
});
afterEach(async () => {
  await shell?.dispose();
  shell = undefined;
  await world.dispose();
});

const prompt = async ({ value }: Prompting): Promise<string> => await value('BRS_PROMPT');
const inSeconds = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);
/** What a new hour shows, also when a moment of it has gone by. */
const anHour = /^prod (1h00m|59m)$/;
const hookCalls = (): string[] => callsOf(world.box).filter((line) => line.includes('--hook'));

describe.each(hookShells)('at a prompt of %s', (name) => {
  const inShell = testWith([...TERMINAL_PROGRAMS, name], test);
  const open = async (words?: readonly string[]): Promise<Prompting> =>
    (shell = await openShell(world.box, name, words));

  inShell('before the time comes no program is needed, and none is started', async () => {
    const opened = await open();
    opened.type(opened.take('--profile prod'));
    expect(await prompt(opened)).toMatch(anHour);
    const before = opened.shown().length;
    opened.type(opened.set('PATH', '/nowhere'));
    opened.type(opened.set('BRS_EXPIRES_AT', inSeconds(150)));
    expect(await prompt(opened)).toBe('prod 2m');
    expect(opened.shown().slice(before)).not.toMatch(/not found|nknown command|No such file/);
    expect(callsOf(world.box)).toEqual([`hook ${name}`, 'env --profile prod']);
  });

  inShell('BRS_PROMPT tells the profile and the time left, and is not there without either', async () => {
    const opened = await open();
    const told: string[] = [];
    const shownAt = async (expiresAt: string): Promise<void> => {
      opened.type(opened.set('BRS_EXPIRES_AT', expiresAt));
      told.push(await prompt(opened));
    };
    told.push(await prompt(opened));
    opened.type(opened.set('BRS_PROFILE', 'prod'));
    told.push(await prompt(opened));
    for (const seconds of [59 * 60 + 30, 30, -30, 2 * 3600 + 5 * 60 + 30, 3600 + 30, 90 * 3600 + 30]) {
      await shownAt(inSeconds(seconds));
    }
    opened.type(opened.unset('BRS_PROFILE'));
    told.push(await prompt(opened));
    await shownAt('1');
    opened.type(opened.unset('BRS_EXPIRES_AT'));
    told.push(await prompt(opened));
    const times = ['prod 59m', 'prod 0m', 'prod expired', 'prod 2h05m', 'prod 1h00m', 'prod 90h00m'];
    expect(told).toEqual(['', 'prod', ...times, '90h00m', 'expired', '']);
    opened.type('seen');
    await opened.ask('seen');
    expect(world.box.read('seen')).not.toContain('BRS_PROMPT');
  });

  inShell(
    'the person’s own prompt sees the status of the last command, and their own work at prompts goes on',
    async () => {
      const opened = await open();
      const own = {
        bash: `own() { OWN="$OWN$?"; }; PROMPT_COMMAND="$PROMPT_COMMAND;own"`,
        zsh: `own() { OWN="$OWN$?" }; precmd_functions+=(own)`,
        fish: `function own --on-event fish_prompt; set -g OWN "$OWN$status"; end`,
      }[name];
      opened.type(opened.showStatus);
      opened.type(own);
      opened.type("sh -c 'exit 7'");
      await opened.waitFor('{7}');
      opened.type(opened.load);
      opened.type("sh -c 'exit 8'");
      await opened.waitFor('{8}');
      expect(await opened.value('OWN')).toBe('0708');
      opened.type("sh -c 'exit 9'");
      expect(await opened.ask(opened.status)).toBe('9');
    },
  );

  inShell('the hook loaded twice runs once', async () => {
    const opened = await open();
    opened.type(opened.load);
    const registered = {
      bash: '$PROMPT_COMMAND',
      zsh: '$precmd_functions',
      fish: '(functions --handlers-type generic | string match "*_brs_hook")',
    }[name];
    const asked = name === 'fish' ? opened.ask(`"${registered}"`) : opened.ask(registered);
    expect((await asked).trim().replace(/^fish_prompt\s+/, '')).toBe('_brs_hook');
  });

  const poison = [
    'a[$(touch x)]',
    'x=$(touch x)',
    '-1',
    '',
    '0',
    '08',
    '9999999999999999999999',
    '1 || 1',
    '１２',
    '*',
  ];

  inShell('a time that is none is no command, and disturbs nothing', async () => {
    const opened = await open();
    opened.type(opened.take('--profile prod'));
    const key = await opened.value('AWS_ACCESS_KEY_ID');
    const before = opened.shown().length;
    for (const text of poison) {
      for (const variable of ['BRS_RENEW_AT', 'BRS_EXPIRES_AT']) opened.type(opened.set(variable, text));
      expect(await prompt(opened)).toBe('prod');
    }
    opened.type(opened.set('BRS_PROFILE', '$(touch x)`touch x`'));
    opened.type(opened.set('BRS_RENEW_AT', '1'));
    expect(await opened.value('AWS_ACCESS_KEY_ID')).toBe(key);
    expect(existsSync(join(world.box.home, 'x'))).toBe(false);
    expect(opened.shown().slice(before)).not.toMatch(/error|not found|value too great|invalid|nknown/i);
    expect(hookCalls()).toEqual([`env --hook --shell ${name} --profile=$(touch x)\`touch x\``]);
  });
});

const manners: readonly { title: string; name: 'bash' | 'zsh'; words?: readonly string[]; first: string }[] = [
  { title: 'bash where unset variables are errors', name: 'bash', first: 'set -u' },
  { title: 'bash where a failure ends the shell', name: 'bash', first: 'set -e' },
  { title: 'bash as POSIX', name: 'bash', words: ['--posix', '--norc', '--noprofile', '-i'], first: ':' },
  { title: 'bash with several prompt commands', name: 'bash', first: 'PROMPT_COMMAND=(: :)' },
  { title: 'bash with digits between words', name: 'bash', first: 'IFS=0123456789' },
  { title: 'zsh where unset variables are errors', name: 'zsh', first: 'setopt nounset' },
  { title: 'zsh that splits words', name: 'zsh', first: 'setopt sh_word_split' },
  { title: 'zsh that counts from zero', name: 'zsh', first: 'setopt ksh_arrays' },
  { title: 'bash that traces what it does', name: 'bash', first: 'set -x' },
  { title: 'zsh that traces what it does', name: 'zsh', first: 'setopt xtrace' },
];

describe.each(manners)('$title', ({ name, words, first }) => {
  testWith([...TERMINAL_PROGRAMS, name], test)('renews as well, and shows no secret', async () => {
    const opened = (shell = await openShell(world.box, name, words));
    opened.type(opened.take('--profile prod'));
    const key = await opened.value('AWS_ACCESS_KEY_ID');
    await world.box.run(['creds', '--profile', 'prod', '--refresh']);
    opened.type(first);
    opened.type(opened.load);
    await opened.ask('loaded');
    const before = opened.shown().length;
    opened.type(opened.set('BRS_RENEW_AT', '1'));
    const renewed = await opened.value('AWS_ACCESS_KEY_ID');
    expect(renewed).not.toBe(key);
    expect(await prompt(opened)).toMatch(anHour);
    const secret = world.issuer.find(renewed)?.secretAccessKey ?? 'a secret';
    expect(opened.shown()).not.toContain(secret);
    expect(opened.shown().slice(before)).not.toMatch(/error|not found|unbound|parameter not set/);
    expect(hookCalls()).toHaveLength(1);
  });
});

describe('a bash without a clock', () => {
  /** The hook's text, as an older bash takes it. */
  async function older(): Promise<Prompting> {
    const { stdout } = await world.box.run(['hook', 'bash']);
    world.box.write('hook', stdout.replaceAll('BASH_VERSINFO', 'old').replace(/^/, 'old=(3 2); '));
    const opened = (shell = await openShell(world.box, 'bash'));
    opened.type('PROMPT_COMMAND=; . ./hook');
    return opened;
  }

  testWith([...TERMINAL_PROGRAMS, 'bash'], test)('knows the time also after SECONDS was set back', async () => {
    const opened = await older();
    opened.type(opened.take('--profile prod'));
    for (const line of [':', 'SECONDS=1000', 'SECONDS=0']) {
      opened.type(line);
      opened.type(opened.set('BRS_EXPIRES_AT', inSeconds(3630)));
      expect(await prompt(opened)).toBe(line === 'SECONDS=1000' ? 'prod 43m' : 'prod 1h00m');
    }
  });
});
