// However the view of `brs status` ends, the terminal is the shell's again and the status tells how.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { TMUX_PROGRAMS, type Tmux } from '../support/tmux';
import { processesOf, until } from '../support/waiting';
import { afterwards, makeViewing, row, viewIn, type Viewing } from './viewing';

const inTmux = testWith([...TMUX_PROGRAMS, 'stty'], test);

let world: Viewing;
beforeAll(async () => {
  world = await makeViewing();
});
afterEach(async () => await world.close());
afterAll(async () => await world.dispose());

async function opened(): Promise<Tmux> {
  const tmux = await world.open();
  await tmux.waitFor(row('prod', 'never asked'));
  expect(await tmux.tell('display-message', '-p', '#{alternate_on} #{cursor_flag}')).toBe('1 0\n');
  return tmux;
}

describe('the terminal is clean and the shell is told', () => {
  inTmux('0 after q', async () => {
    const tmux = await opened();
    await tmux.keys('q');
    expect(await afterwards(tmux, world)).toBe('0');
  });

  inTmux('0 after Ctrl-C, which quits like q: whatever page is shown', async () => {
    const tmux = await opened();
    await tmux.keys('?');
    await tmux.waitFor('one up');
    await tmux.keys('C-c');
    expect(await afterwards(tmux, world)).toBe('0');
  });

  inTmux('0 after Ctrl-C while a code is asked for: nothing is sent', async () => {
    const tmux = await opened();
    await tmux.keys('End', 'k', 'l');
    await tmux.waitFor('MFA code of');
    await tmux.keys('1', '2', '3', '4', '5', '6', 'C-c');
    expect(await afterwards(tmux, world)).toBe('0');
    expect(world.sts.calls).toEqual([]);
  });

  inTmux('0 after q while STS takes its time: nobody waits for it', async () => {
    world.sts.delayMs = 60_000;
    try {
      const tmux = await opened();
      await tmux.keys('End', 'r');
      await tmux.waitFor(row('prod', 'refreshing'));
      await tmux.keys('q');
      expect(await afterwards(tmux, world)).toBe('0');
      expect((await world.box.run(['list'])).stdout).toMatch(/^prod +never asked$/m);
    } finally {
      world.sts.delayMs = 0;
    }
  });

  for (const [signal, status] of [
    ['SIGTERM', '143'],
    ['SIGHUP', '129'],
    ['SIGINT', '130'],
  ] as const) {
    inTmux(`${status} after ${signal} from outside`, async () => {
      const tmux = await opened();
      process.kill(await viewIn(world), signal);
      expect(await afterwards(tmux, world)).toBe(status);
    });
  }
});

/** The modes alone, of what `stty -a` says. */
function sizeless(modes: string): string {
  return modes.replace(/rows \d+; columns \d+/, '');
}

describe('Ctrl-Z', () => {
  inTmux('gives the shell its screen, and fg brings the view back, as large as the terminal is by now', async () => {
    const tmux = await opened();
    for (const [columns, rows] of [
      [60, 24],
      [80, 24],
    ] as const) {
      await tmux.keys('C-z');
      await tmux.waitFor(/from earlier[^]*Stopped[^]*ready>$/);
      await tmux.line('stty -a > during');
      await until(() => world.box.files().some(({ path, text }) => path === 'during' && text !== ''), 'the modes');
      expect(sizeless(world.box.read('during'))).toBe(sizeless(world.box.read('before')));
      await tmux.resize(columns, rows);
      await tmux.line('fg; rm during');
      await tmux.waitFor(row('prod', 'never asked'));
      await tmux.keys('G');
      await tmux.waitFor(/^› prod/m);
    }
    await tmux.keys('q');
    await tmux.waitFor(/ready>$/);
    await tmux.line('clear; echo from earlier; stty -a > before');
    expect(await afterwards(tmux, world)).toBe('0');
  });
});

describe('a terminal that is gone', () => {
  inTmux('takes the view with it', async () => {
    const tmux = await opened();
    await tmux.dispose();
    await until(
      () => processesOf(world.box).length === 0,
      () => `the end of ${JSON.stringify(processesOf(world.box))}`,
    );
  });
});
