import { expect, test } from '@jest/globals';
import { makeScreen } from '../../src/tui/screen';
import { FakeTerminal } from './stage';

function stage(ascii = false) {
  const terminal = new FakeTerminal();
  const screen = makeScreen(terminal.stdout, ascii);
  return { terminal, screen };
}

test('the terminal is taken over and given back, once each', () => {
  const { terminal, screen } = stage();
  screen.leave();
  expect(terminal.written).toBe('');
  screen.enter();
  screen.enter();
  screen.leave();
  screen.leave();
  expect(terminal.written).toBe(
    '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[H\u001b[2J\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l',
  );
});

test('only lines that changed are written, and nothing where none did', () => {
  const { terminal, screen } = stage();
  screen.enter();
  screen.paint('one\ntwo\nthree');
  terminal.written = '';
  screen.paint('one\ntwo\nthree');
  expect(terminal.written).toBe('');
  screen.paint('one\nTWO\nthree');
  expect(terminal.written).toBe('\u001b[?2026h\u001b[2;1HTWO\u001b[0m\u001b[K\u001b[?2026l');
});

test('all lines are written when nobody knows what is there', () => {
  const { terminal, screen } = stage();
  screen.enter();
  screen.paint('one\ntwo');
  terminal.written = '';
  screen.forget();
  screen.paint('one\ntwo');
  expect(terminal.linesWritten()).toBe(2);
});

test('nothing is written outside of its screen, or below its end', () => {
  const { terminal, screen } = stage();
  screen.paint('one');
  expect(terminal.written).toBe('');
  terminal.rows = 2;
  screen.enter();
  screen.paint('one\ntwo\nthree');
  expect(terminal.screen()).toBe('one\ntwo');
});

test('a terminal that reads ASCII gets nothing else', () => {
  const { terminal, screen } = stage(true);
  screen.enter();
  screen.paint('\u001b[1mprod…\u001b[0m 日本');
  expect(terminal.screen()).toBe('prod. ??');
});
