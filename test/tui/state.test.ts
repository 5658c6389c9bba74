import { describe, expect, test } from '@jest/globals';
import type { View } from '../../src/core/view';
import { areasFor } from '../../src/tui/layout';
import { edited, press, type Effect } from '../../src/tui/press';
import { reduce, type Action } from '../../src/tui/reduce';
import { faultOf, type State } from '../../src/tui/state';
import { many, minute, now, size, staticView, stateWith, viewOf } from './stage';

function type(state: State, ...keys: string[]): { state: State; effects: Effect[] } {
  const effects: Effect[] = [];
  let current = state;
  for (const key of keys) {
    const { state: next, effect } = press(current, key);
    current = next;
    if (effect !== undefined) effects.push(effect);
  }
  return { state: current, effects };
}

const shown = ({ shown: views }: State) => views.map(({ profile }) => profile);
const three = [viewOf('a'), viewOf('b', 'needs you'), viewOf('c', 'ageing')];
const rows = areasFor(size).list.rows;
const after = (state: State, ...actions: Action[]) =>
  actions.reduce((last, action) => reduce(last, action, now), state);

describe('moving', () => {
  test.each<[string[], string]>([
    [[], 'profile-0'],
    [['j'], 'profile-1'],
    [['down', 'down', 'k'], 'profile-1'],
    [['up'], 'profile-0'],
    [['G'], 'profile-99'],
    [['end', 'j'], 'profile-99'],
    [['end', 'home'], 'profile-0'],
    [['G', 'g'], 'profile-0'],
    [['pagedown'], `profile-${rows - 1}`],
    [['pagedown', ' ', 'pageup'], `profile-${rows - 1}`],
    [['G', 'pageup'], `profile-${99 - (rows - 1)}`],
  ])('by %j leads to %s, which is on the screen', (keys, chosen) => {
    const { state } = type(stateWith(many(100)), ...keys);
    const visible = shown(state).slice(state.top, state.top + rows);
    expect(state.chosen).toBe(chosen);
    expect(visible).toHaveLength(rows);
    expect(visible).toContain(chosen);
  });

  test('does nothing where there is nothing', () => {
    const { state, effects } = type(stateWith([]), 'j', 'G', 'pageup', 'enter', 'r', 'c', 'e', 'y', 'l');
    expect([state.chosen, state.mode.name, effects]).toEqual([undefined, 'list', []]);
  });
});

describe('the chosen profile', () => {
  const loaded = (views: View[]): Action => ({ type: 'loaded', loaded: { views, store: 'keychain', why: undefined } });

  test('stays chosen when others come, when the order changes, and when the screen does', () => {
    const { state } = type(stateWith(three), 'j');
    expect(after(state, loaded([viewOf('0'), viewOf('1'), ...three])).chosen).toBe('b');
    expect(type(state, 's').state).toMatchObject({ chosen: 'b', sort: 'state' });
    const small = after(type(stateWith(many(100)), 'G').state, { type: 'sized', size: { columns: 40, rows: 12 } });
    expect(small.top + areasFor(small.size).list.rows).toBe(100);
  });

  test('gives way to its neighbour when it goes', () => {
    const { state } = type(stateWith(three), 'j');
    expect(after(state, loaded([viewOf('a'), viewOf('c')])).chosen).toBe('c');
    expect(after(state, loaded([viewOf('a')])).chosen).toBe('a');
    expect(after(state, loaded([])).chosen).toBeUndefined();
  });
});

describe('a filter', () => {
  test('works as it is typed, is kept by Enter, and ends with Escape', () => {
    const typing = type(stateWith(many(100)), '/', '9', '9').state;
    expect([typing.mode.name, shown(typing)]).toEqual(['filter', ['profile-99']]);
    const kept = type(typing, 'enter').state;
    expect([kept.mode.name, kept.filter, kept.chosen]).toEqual(['list', '99', 'profile-99']);
    expect(shown(type(kept, 'escape').state)).toHaveLength(100);
    expect(shown(type(typing, 'escape').state)).toHaveLength(100);
  });

  test('takes letters that are keys elsewhere, blanks, and arrows to move', () => {
    const { state, effects } = type(stateWith(three), '/', 'q', ' ', 'r', 'ctrl-w', 'backspace', 'backspace', 'down');
    expect([state.filter, state.chosen, effects]).toEqual(['', 'b', []]);
  });

  test.each([
    ['ab', 'c', 'abc'],
    ['ab', 'backspace', 'a'],
    ['a😀', 'backspace', 'a'],
    ['prod dep', 'ctrl-w', 'prod '],
    ['prod ', 'ctrl-w', ''],
    ['prod', 'ctrl-u', ''],
    ['', '本', '本'],
    ['ab', 'f1x', undefined],
  ])('of %j is after %s %j', (text, key, result) => {
    expect(edited(text, key)).toBe(result);
  });
});

describe('what acts', () => {
  test.each([
    ['r', { name: 'refresh', profile: 'b' }],
    ['l', { name: 'login', profile: 'b' }],
    ['e', { name: 'explain', profile: 'b' }],
    ['y', { name: 'copy', profile: 'b' }],
    ['q', { name: 'quit' }],
    ['ctrl-c', { name: 'quit' }],
    ['ctrl-z', { name: 'suspend' }],
    ['ctrl-l', { name: 'redraw' }],
  ] as const)('%s is told as data', (key, effect) => {
    expect(type(stateWith(three), 'j', key).effects).toEqual([effect]);
  });

  test('clearing is asked about first', () => {
    const asked = type(stateWith(three), 'c');
    expect([asked.state.mode, asked.effects]).toEqual([{ name: 'confirm', profile: 'a' }, []]);
    expect(type(asked.state, 'y')).toMatchObject({
      state: { mode: { name: 'list' } },
      effects: [{ name: 'clear', profile: 'a' }],
    });
    for (const no of ['n', 'escape', 'q', 'enter'])
      expect(type(asked.state, no)).toMatchObject({ state: { mode: { name: 'list' } }, effects: [] });
    expect(type(asked.state, 'x').state.mode.name).toBe('confirm');
  });

  test('refreshing all leaves out who needs a person, what is not kept, and what shares an entry', () => {
    const [shared] = viewOf('a').steps;
    const views = [
      ...three,
      staticView('keys'),
      viewOf('twin', 'fresh', { steps: shared === undefined ? [] : [shared] }),
    ];
    const { effects } = type(stateWith(views), 'R');
    expect(effects).toEqual([{ name: 'refresh all', profiles: ['twin', 'c'], waiting: 1 }]);
    const filtered = type(stateWith(views), '/', 'c', 'enter', 'R').effects;
    expect(filtered).toMatchObject([{ profiles: ['c'] }]);
    expect(type(stateWith([viewOf('b', 'needs you')]), 'R')).toMatchObject({
      effects: [],
      state: { message: { text: 'all 1 need you' } },
    });
  });

  test('a profile that is being worked on is left alone', () => {
    const busy = after(stateWith(three), { type: 'began', profiles: ['a'], doing: 'refreshing' });
    expect(type(busy, 'r')).toMatchObject({ effects: [], state: { message: { text: 'a is being worked on' } } });
    expect(type(busy, 'R').effects).toMatchObject([{ profiles: ['c'] }]);
    expect(after(busy, { type: 'ended', profile: 'a' }).busy.size).toBe(0);
  });
});

describe('a question', () => {
  const asked = after(type(stateWith(three), 'enter').state, { type: 'asked', question: 'MFA code: ' });

  test('is answered with Enter, and the view is as before', () => {
    const { state, effects } = type(asked, '1', '2', 'q', 'backspace', '3', 'enter');
    expect([state.mode.name, effects]).toEqual(['detail', [{ name: 'answer', text: '123' }]]);
  });

  test('is given up with Escape', () => {
    expect(type(asked, '1', 'escape').effects).toEqual([{ name: 'answer', text: undefined }]);
  });
});

describe('what is said', () => {
  const say = (tone: 'good' | 'bad') => after(stateWith(three), { type: 'said', message: { text: 'so it is', tone } });

  test('goes by itself, and an error with the next key', () => {
    expect(reduce(say('good'), { type: 'tick' }, now + 7000).message?.text).toBe('so it is');
    expect(reduce(say('good'), { type: 'tick' }, now + 9000).message).toBeUndefined();
    expect(reduce(say('bad'), { type: 'tick' }, now + 99 * minute).message?.text).toBe('so it is');
    expect(type(say('bad'), 'j').state.message).toBeUndefined();
  });

  test('an error stays with its profile until credentials come', () => {
    const fault = { message: 'refused', hint: 'do this' };
    const failed = after(stateWith(three), { type: 'ended', profile: 'b', fault });
    const told = (view: View) => faultOf(failed, view)?.message;
    expect(told(viewOf('b', 'needs you'))).toBe('refused');
    expect(told(viewOf('b', 'fresh', { obtainedAt: now + 1 }))).toBeUndefined();
    expect(told(viewOf('b', 'failed', { fault: { message: 'later', at: now + 1 } }))).toBe('later');
    expect(told(viewOf('a'))).toBeUndefined();
  });
});

describe('time', () => {
  test('that passes changes nothing but itself until a state changes', () => {
    const state = stateWith([viewOf('a', 'fresh', { left: 42 })]);
    expect(reduce(state, { type: 'tick' }, now + minute).shown).toBe(state.shown);
    expect(reduce(state, { type: 'tick' }, now + 17 * minute).shown[0]?.state).toBe('ageing');
    expect(reduce(state, { type: 'tick' }, now + 26 * minute)).toMatchObject({ outdated: true });
  });
});

describe('texts', () => {
  const text = Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n');

  test('scroll, no further than to their end', () => {
    const open = after(stateWith(three), { type: 'text', title: 'a', text });
    const top = (...keys: string[]) => type(open, ...keys).state.mode;
    const page = areasFor(size).body - 2;
    expect(top('j')).toMatchObject({ top: 1 });
    expect(top('G')).toMatchObject({ top: 60 - page });
    expect(top('pagedown', 'pageup')).toMatchObject({ top: 0 });
    expect(top('escape')).toEqual({ name: 'list' });
  });

  test('help opens with ? and closes with Escape', () => {
    const help = type(stateWith(three), '?').state;
    expect(help.mode).toEqual({ name: 'help', top: 0 });
    expect(type(help, 'q').state.mode.name).toBe('list');
  });
});
