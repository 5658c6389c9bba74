import { afterEach, describe, expect, test } from '@jest/globals';
import type { Board } from '../../src/tui/board';
import { openView } from '../../src/tui/open';
import { until } from '../support/waiting';
import { FakeTerminal, makeBoard, many, viewOf, type FakeBoard } from './stage';

const restored = '\u001b[?7h\u001b[?25h\u001b[?1049l';
const open: FakeBoard[] = [];

afterEach(() => {
  for (const board of open.splice(0)) board.abort.abort();
});

/** Not on the screen for long: what is waited for has to come of itself. */
async function opened(wish: Partial<Board> = {}, views = [viewOf('dev'), viewOf('prod', 'needs you')]) {
  const terminal = new FakeTerminal();
  const board = makeBoard(views, wish);
  open.push(board);
  const over = openView(board, terminal);
  over.catch(() => undefined);
  const shows = (text: string) =>
    until(
      () => terminal.screen().includes(text),
      () => `${text} on the screen:\n${terminal.screen()}`,
    );
  await shows(views[0]?.profile ?? '');
  return { terminal, board, over, shows };
}

function expectRestored(terminal: FakeTerminal): void {
  expect(terminal.written.endsWith(restored)).toBe(true);
  expect(terminal.isRaw).toBe(false);
}

describe('the terminal is as before', () => {
  test.each(['q', '\u0003'])('after the key %j', async (key) => {
    const { terminal, over } = await opened();
    terminal.type(key);
    await over;
    expectRestored(terminal);
  });

  test('after a signal, also in the middle of a question', async () => {
    const login: Board['login'] = async (_, ask) => {
      await ask('MFA code');
    };
    const { terminal, board, over, shows } = await opened({ login });
    terminal.type('l');
    await shows('MFA code:');
    board.abort.abort();
    await over;
    expectRestored(terminal);
  });

  test('after an error, which is for the caller', async () => {
    const stamps = ['1', '1'];
    const stamp = () => {
      const next = stamps.shift();
      if (next === undefined) throw new Error('a defect');
      return next;
    };
    const { terminal, over } = await opened({ stamp });
    await expect(over).rejects.toThrow('a defect');
    expectRestored(terminal);
  });

  test('after an error in a component', async () => {
    const { terminal, board, over } = await opened();
    board.views = [viewOf('prod', 'nonsense' as 'fresh')];
    board.mark = '2';
    await expect(over).rejects.toThrow();
    expectRestored(terminal);
  });

  test('when its other end is gone', async () => {
    const { terminal, over } = await opened();
    terminal.type(null as unknown as string);
    await over;
    expectRestored(terminal);
  });
});

test('where nothing can be read at all, that is for the caller', async () => {
  const terminal = new FakeTerminal();
  const board = makeBoard([], { load: () => Promise.reject(new Error('the keychain is locked')) });
  await expect(openView(board, terminal)).rejects.toThrow('the keychain is locked');
  expectRestored(terminal);
});

test('a signal that came before opens nothing', async () => {
  const terminal = new FakeTerminal();
  const board = makeBoard([]);
  board.abort.abort();
  await openView(board, terminal);
  expect(terminal.written).toBe('');
});

test('what another process changes is there within two seconds', async () => {
  const { board, shows } = await opened();
  const since = performance.now();
  board.views = [viewOf('dev'), viewOf('prod', 'needs you'), viewOf('quite-new')];
  board.mark = '2';
  await shows('quite-new');
  expect(performance.now() - since).toBeLessThan(2000);
});

test('time counts down each second, and nothing but that is written', async () => {
  const { terminal, board, shows } = await opened();
  await shows('0:42:00');
  terminal.written = '';
  board.time += 1000;
  await shows('0:41:59');
  expect(terminal.linesWritten()).toBeLessThanOrEqual(2);
});

test('a change of size leaves nothing of what was there', async () => {
  const { terminal, shows } = await opened({}, many(50));
  for (const [columns, rows] of [
    [40, 12],
    [200, 50],
    [80, 24],
  ] as const) {
    terminal.resize(columns, rows);
    await until(() => !terminal.screen().includes('left over'), 'all lines');
    await shows('profile-0');
    expect(terminal.screen().split('\n').slice(0, rows)).toHaveLength(rows);
  }
});

test('an MFA code is asked for in the view, and is not to be read there', async () => {
  const codes: (string | undefined)[] = [];
  const login: Board['login'] = async (_, ask) => void codes.push(await ask('MFA code for ann'));
  const { terminal, shows } = await opened({ login });
  terminal.type('jl');
  await shows('MFA code for ann:');
  terminal.type('123456');
  await shows('MFA code for ann: ••••••');
  terminal.type('\r');
  await shows('prod: logged in');
  expect(codes).toEqual(['123456']);
  expect(terminal.written).not.toContain('123456');
});

test('Ctrl-Z gives the terminal to the shell until the process goes on', async () => {
  const states: boolean[] = [];
  let resume = (): void => undefined;
  const suspend = (): Promise<void> =>
    new Promise((resolve) => {
      states.push(terminal.isRaw, terminal.written.endsWith(restored));
      resume = resolve;
    });
  const { terminal } = await opened({ suspend });
  terminal.type('\u001a');
  await until(() => states.length > 0, 'the stop');
  expect(states).toEqual([false, true]);
  terminal.written = '';
  resume();
  await until(() => terminal.linesWritten() === 24, 'the whole screen');
  expect(terminal.isRaw).toBe(true);
});

test('while one profile is worked on the rest is there', async () => {
  let finish = (): void => undefined;
  const refresh = () => new Promise<void>((resolve) => (finish = resolve));
  const { terminal, shows } = await opened({ refresh });
  terminal.type('r');
  await shows('↻ refreshing');
  terminal.type('j');
  await shows('› prod');
  finish();
  await shows('dev: new credentials');
});
