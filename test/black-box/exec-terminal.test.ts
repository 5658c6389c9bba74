// The same keys at the same terminal, without brs and with it: what is seen must be the same.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { makeExecWorld, nothingLeft, type ExecWorld } from '../support/exec-world';
import { testWith } from '../support/needs';
import { startTmux, TMUX_PROGRAMS, type Tmux } from '../support/tmux';
import { processesOf, until } from '../support/waiting';

const inTmux = testWith(TMUX_PROGRAMS, test);
const withEditor = testWith([...TMUX_PROGRAMS, 'busybox', 'stty'], test);

const ways = { without: 'exec "$@"', with: 'exec brs exec --profile prod -- "$@"' } as const;
const entries = { without: 'exec shell', with: 'exec brs exec --profile prod' } as const;

let world: ExecWorld;
let tmux: Tmux | undefined;
beforeAll(async () => {
  world = await makeExecWorld();
  world.box.script('shell', 'exec bash --noprofile --rcfile "$HOME/rc"');
  world.box.write('rc', 'PS1="${INNER}ready> "; HISTFILE=/dev/null');
  world.box.script('read-lines', 'echo begun; while read -r line; do echo "got $line"; done; echo ended; exit 4');
  world.box.write('count.bash', COUNT);
  // By bash's own means: what is stopped between fork and exec, and what a signal ends besides, depends on the moment.
  world.box.script('count', 'exec bash "$HOME/count.bash"');
});
afterEach(async () => {
  await tmux?.dispose();
  tmux = undefined;
  await nothingLeft(world.box);
});
afterAll(async () => await world.dispose());

const COUNT = `
trap 'echo int' INT
trap 'echo quit' QUIT
[ -p never ] || mkfifo never
exec 9<> never
echo begun
until [ -e go ]; do read -t 0.02 -u 9; done
rm go; echo over; exit 7`;

/** An interactive bash in which \`via\` runs a command without or with brs. */
async function openShell(way: keyof typeof ways): Promise<Tmux> {
  world.box.script('via', ways[way]);
  world.box.script('enter', `export INNER='(in) '; ${entries[way]}`);
  const env = { ...world.box.env, SHELL: `${world.box.home}/scripts/shell` };
  tmux = await startTmux({ command: 'shell', env, cwd: world.box.home });
  await tmux.waitFor('ready>');
  return tmux;
}

/** Does it both ways; fails unless all that was returned is the same. */
async function alike(doIt: (tmux: Tmux) => Promise<unknown>): Promise<void> {
  const results: unknown[] = [];
  for (const way of ['without', 'with'] as const) {
    const opened = await openShell(way);
    results.push(await doIt(opened));
    await opened.dispose();
    await until(
      () => processesOf(world.box).length === 0,
      () => `an end of ${JSON.stringify(processesOf(world.box))}`,
    );
  }
  expect(results[1]).toEqual(results[0]);
}

/** Whether all but bash itself is stopped: brs and its child, or the child alone. */
function stopped(): boolean {
  const jobs = processesOf(world.box).filter(({ words }) => !words.some((word) => /tmux|--rcfile/.test(word)));
  return jobs.length > 0 && jobs.every(({ state }) => state === 'T');
}

function runs(...command: readonly string[]): boolean {
  return processesOf(world.box).some(({ words }) => words.join(' ') === command.join(' '));
}

describe('Ctrl-Z', () => {
  inTmux('stops the job, `jobs` shows it, `fg` lets it go on, again and again, and its end is told', async () => {
    await alike(async ({ line, keys, waitFor }) => {
      await line('via read-lines');
      await waitFor('begun');
      for (const round of [1, 2, 3]) {
        await keys('C-z');
        await waitFor(new RegExp(`(Stopped[^]*){${round}}`));
        await until(stopped, 'a stop of all');
        await line('fg');
        await waitFor(new RegExp(`(fg\nvia[^]*){${round}}`));
        await line(`round ${round}`);
        await waitFor(`got round ${round}`);
      }
      await keys('C-z');
      await waitFor(/(Stopped[^]*){4}/);
      await line('jobs');
      await waitFor(/(Stopped[^]*){5}/);
      await line('fg');
      await waitFor(/(fg\nvia[^]*){4}/);
      await line('last');
      await waitFor('got last');
      await keys('C-d');
      await waitFor(/ended\nready>$/);
      await line('echo "status $?"');
      return await waitFor(/status \d+\nready>$/);
    });
  });

  inTmux('and `bg`: it goes on behind, and `wait` has its status', async () => {
    await alike(async ({ line, keys, waitFor }) => {
      await line('via count');
      await waitFor('begun');
      await keys('C-z');
      await waitFor('Stopped');
      await line('bg');
      await until(() => !stopped(), 'its going on');
      await line('touch go; wait %1; echo "status $?"');
      // The notice of its end comes before it or after.
      return /^status 7$/m.test(await waitFor(/^status \d$/m));
    });
  });
});

describe('a child that stops itself', () => {
  inTmux('by SIGSTOP or SIGTSTP stops the job, and `fg` lets it go on', async () => {
    for (const signal of ['STOP', 'TSTP']) {
      await alike(async ({ line, waitFor }) => {
        await line(`via sh -c 'echo begun; kill -${signal} $$; echo went on; exit 3'`);
        await waitFor(/Stopped[^]*ready>$/);
        await line('fg; echo "status $?"');
        return (await waitFor(/status \d+\nready>$/)).replace('Stopped (signal)', 'Stopped').replace(/ +via/g, ' via');
      });
    }
  });

  inTmux('goes on by SIGCONT to the job’s own process', async () => {
    await alike(async ({ line, waitFor }) => {
      await line(`via sh -c 'echo begun; kill -STOP $$; echo went on'`);
      await waitFor(/Stopped[^]*ready>$/);
      await line('kill -CONT $(jobs -p)');
      await waitFor(/went on$/m);
      await line('wait; echo all over');
      return /^all over/m.test(await waitFor(/^all over/m));
    });
  });
});

describe('Ctrl-C', () => {
  inTmux('and Ctrl-\\ reach the child exactly once each, and brs waits for what it makes of them', async () => {
    await alike(async ({ line, keys, waitFor }) => {
      await line('via count');
      await waitFor('begun');
      for (const round of [1, 2, 3]) {
        await keys('C-c');
        await waitFor(new RegExp(`(int$[^]*){${round}}`, 'm'));
        await keys('C-\\');
        await waitFor(new RegExp(`(quit$[^]*){${round}}`, 'm'));
      }
      world.box.write('go', '');
      await waitFor(/over\nready>$/);
      await line('echo "status $?"');
      return await waitFor(/status \d+\nready>$/);
    });
  });

  inTmux('ends a loop of the shell as it does without brs', async () => {
    await alike(async ({ line, keys, waitFor }) => {
      await line('for i in 1 2 3; do echo "turn $i"; via sleep 1000; done; echo "after"');
      await waitFor(/^turn 1/m);
      await until(() => runs('sleep', '1000'), 'the child');
      await keys('C-c');
      const screen = await waitFor(/\^C\n[^]*ready>$/);
      expect(screen).not.toMatch(/^(turn 2|after$)/m);
      await line('echo "status $?"');
      return await waitFor(/status \d+\nready>$/);
    });
  });

  inTmux('does not end a loop whose child made something else of it', async () => {
    await alike(async ({ line, keys, waitFor }) => {
      await line('for i in 1 2; do via sh -c \'trap "exit 5" INT; echo begun; while :; do sleep 0.02; done\'; done');
      for (const round of [1, 2]) {
        await waitFor(new RegExp(`(begun\n?[^]*){${round + 1}}`));
        await keys('C-c');
      }
      await waitFor(/\^C[^]*\^C\n?ready>$/);
      await line('echo "status $?"');
      return await waitFor(/status \d+\nready>$/);
    });
  });
});

describe('programs that take the whole terminal', () => {
  withEditor(
    'an editor opens, types, is stopped and goes on, saves, quits, and leaves the terminal as it was',
    async () => {
      await alike(async ({ line, keys, screen, waitFor }) => {
        world.box.write('text', 'first line\n');
        await line('stty -a > before; clear; via busybox vi text; stty -a > after');
        await waitFor(/^first line\n~/m);
        await keys('o');
        await keys('second', 'Space', 'line', 'Escape');
        const opened = await waitFor('second line');
        await keys('C-z');
        await waitFor('Stopped');
        await line('fg');
        await until(async () => !(await screen()).includes('Stopped'), 'its screen');
        await line(':wq');
        await waitFor(/ready>$/);
        await until(() => world.box.read('text').includes('second'), 'the file');
        expect(world.box.read('text')).toBe('first line\nsecond line\n');
        expect(world.box.read('after')).toBe(world.box.read('before'));
        return opened;
      });
    },
  );

  inTmux('a shell, where no command is given, has its jobs, its Ctrl-C, and its own status', async () => {
    await alike(async ({ line, keys, waitFor }) => {
      await line('enter; echo "outer $?"');
      await waitFor(/ready> .*\n\(in\) ready>$/);
      await line('sleep 1000 & jobs');
      await waitFor(/Running/);
      await line('sleep 1001');
      await until(() => runs('sleep', '1001'), 'the inner command');
      await keys('C-c');
      await waitFor(/\^C\n\(in\) ready>$/);
      await line('echo "inner $?"; kill %1; wait; exit 3');
      return (await waitFor(/outer 3\nready>$/)).replace(/^\[1\] \d+$/m, '[1] …');
    });
  });
});

describe('what is done to the terminal', () => {
  inTmux('by the child outlives it', async () => {
    await alike(async ({ line, waitFor }) => {
      await line('via stty -echo; stty -a > modes; stty echo; echo ready to look');
      await waitFor(/^ready to look/m);
      expect(world.box.read('modes')).toContain(' -echo ');
      return world.box.read('modes');
    });
  });

  inTmux('by others while the child is in the background is not undone by its end', async () => {
    await alike(async ({ line, waitFor }) => {
      await line('via count &');
      await waitFor('begun');
      await line('stty -echo; touch go; wait; stty -a > modes; stty echo; echo ready to look');
      await waitFor(/^ready to look/m);
      expect(world.box.read('modes')).toContain(' -echo ');
      return world.box.read('modes');
    });
  });
});
