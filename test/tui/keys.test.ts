import { describe, expect, test } from '@jest/globals';
import { commandOf, keymap, type Binding } from '../../src/tui/keys';
import { fitting } from '../../src/tui/foot';
import { makeTheme } from '../../src/tui/theme';
import type { Mode } from '../../src/tui/state';

const modes = Object.entries(keymap) as [Mode['name'], readonly Binding[]][];
const theme = makeTheme({ color: false });
const written = (bindings: readonly Binding[], width: number) =>
  fitting(bindings, width, theme)
    .map(({ keys, label = '' }) => `${theme.key(keys[0] ?? '')} ${label}`)
    .join('  ');

describe.each(modes)('in the mode %s', (mode, bindings) => {
  test('no key does two things', () => {
    const keys = bindings.flatMap(({ keys }) => keys);
    expect(keys).toEqual([...new Set(keys)]);
  });

  test('every binding says what it does, in a few words', () => {
    expect(bindings.filter(({ help }) => help === '' || help.length > 31)).toEqual([]);
  });

  test('Ctrl-C quits, and there is a way back', () => {
    expect(commandOf(mode, 'ctrl-c')).toBe('quit');
    expect(commandOf(mode, 'escape')).toBe('back');
  });

  test('the keys at the bottom fit into 39, 79 and 199 columns', () => {
    for (const width of [39, 79, 199]) expect(written(bindings, width).length).toBeLessThanOrEqual(width);
  });
});

test.each([
  ['up', 'up'],
  ['k', 'up'],
  ['down', 'down'],
  ['j', 'down'],
  ['pageup', 'page up'],
  ['pagedown', 'page down'],
  ['home', 'first'],
  ['end', 'last'],
  ['/', 'filter'],
  ['s', 'sort'],
  ['r', 'refresh'],
  ['R', 'refresh all'],
  ['c', 'clear'],
  ['l', 'login'],
  ['e', 'explain'],
  ['y', 'copy'],
  ['?', 'help'],
  ['q', 'quit'],
  ['ctrl-z', 'suspend'],
  ['ctrl-l', 'redraw'],
  ['x', undefined],
] as const)('in the list %s is: %s', (key, command) => {
  expect(commandOf('list', key)).toBe(command);
});

test('letters are text where text is typed', () => {
  for (const key of ['j', 'k', 'q', 'r', 'g', ' ']) {
    expect([commandOf('filter', key), commandOf('ask', key)]).toEqual([undefined, undefined]);
  }
});

test('help and quit are told however narrow it is', () => {
  expect(written(keymap.list, 39)).toBe('/ filter  r refresh  ? help  q quit');
  expect(written(keymap.list, 10)).toBe('? help  q quit');
});
