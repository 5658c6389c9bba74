// What a key does: pure, the effects are data for effects.ts.
import { commandOf, keymap, type Command } from './keys';
import { areasFor, wrapped } from './layout';
import { sortNames } from './rows';
import { choose, rearranged, reduce } from './reduce';
import { chosenView, type Mode, type State } from './state';

export type Effect =
  | { readonly name: 'refresh' | 'login' | 'clear' | 'explain' | 'copy'; readonly profile: string }
  | { readonly name: 'refresh all'; readonly profiles: readonly string[]; readonly waiting: number }
  | { readonly name: 'answer'; readonly text: string | undefined }
  | { readonly name: 'suspend' | 'redraw' | 'quit' };

export interface Pressed {
  readonly state: State;
  readonly effect?: Effect;
}

const list: Mode = { name: 'list' };

function indexOf({ shown, chosen }: State): number {
  return shown.findIndex(({ profile }) => profile === chosen);
}

/** Help and texts have a title and a free line above them. */
export function pageLines(body: number): number {
  return Math.max(1, body - 2);
}

/** Through the list, or through a text that is longer than the screen. */
function move(state: State, by: number): Pressed {
  const { mode, size } = state;
  if (mode.name !== 'help' && mode.name !== 'text') return { state: choose(state, indexOf(state) + by) };
  const { width, body } = areasFor(size);
  const lines = mode.name === 'help' ? keymap.list.length : wrapped(mode.lines, width).length;
  const last = Math.max(0, lines - pageLines(body));
  return { state: { ...state, mode: { ...mode, top: Math.max(0, Math.min(last, mode.top + by)) } } };
}

function page({ size, mode }: State): number {
  const { list: rows, body } = areasFor(size);
  return Math.max(1, mode.name === 'help' || mode.name === 'text' ? pageLines(body) : rows.rows - 1);
}

function say(state: State, text: string): Pressed {
  return { state: reduce(state, { type: 'said', message: { text, tone: 'plain' } }, state.now) };
}

/** One profile after another; what is being worked on already is left alone. */
function act(state: State, name: 'refresh' | 'login' | 'explain' | 'copy'): Pressed {
  const view = chosenView(state);
  if (view === undefined) return { state };
  const acts = name === 'refresh' || name === 'login';
  if (acts && state.busy.has(view.profile)) return say(state, `${view.profile} is being worked on`);
  return { state, effect: { name, profile: view.profile } };
}

/** All in the list that need nobody; profiles that share an entry are refreshed once. */
function refreshAll(state: State): Pressed {
  const kept = state.shown.filter(({ steps, profile }) => steps.at(-1)?.kept !== false && !state.busy.has(profile));
  const able = kept.filter((view) => view.state !== 'needs you');
  const one = new Map(able.map((view) => [view.steps.at(-1)?.fingerprint ?? view.profile, view.profile]));
  const waiting = kept.length - able.length;
  if (one.size === 0) return say(state, waiting > 0 ? `all ${waiting} need you` : 'there is nothing to refresh');
  return { state, effect: { name: 'refresh all', profiles: [...one.values()], waiting } };
}

function back(state: State): Pressed {
  const { mode } = state;
  if (mode.name === 'ask')
    return { state: { ...state, mode: mode.before }, effect: { name: 'answer', text: undefined } };
  const calm = { ...state, mode: list, message: undefined };
  const all = mode.name === 'filter' || mode.name === 'list';
  return { state: all && state.filter !== '' ? rearranged({ ...calm, filter: '' }) : calm };
}

function accept(state: State): Pressed {
  const { mode } = state;
  if (mode.name === 'ask')
    return { state: { ...state, mode: mode.before }, effect: { name: 'answer', text: mode.typed } };
  const next = { ...state, mode: list };
  return mode.name === 'confirm' ? { state: next, effect: { name: 'clear', profile: mode.profile } } : { state: next };
}

function clear(state: State): Pressed {
  const profile = chosenView(state)?.profile;
  return { state: profile === undefined ? state : { ...state, mode: { name: 'confirm', profile } } };
}

const commands: Readonly<Record<Exclude<Command, 'edit'>, (state: State) => Pressed>> = {
  up: (state) => move(state, -1),
  down: (state) => move(state, 1),
  'page up': (state) => move(state, -page(state)),
  'page down': (state) => move(state, page(state)),
  first: (state) => move(state, -Infinity),
  last: (state) => move(state, Number.MAX_SAFE_INTEGER),
  filter: (state) => ({ state: { ...state, mode: { name: 'filter' } } }),
  sort: (state) => {
    const sort = sortNames[(sortNames.indexOf(state.sort) + 1) % sortNames.length] ?? 'name';
    return { state: rearranged({ ...state, sort }) };
  },
  details: (state) => ({ state: chosenView(state) === undefined ? state : { ...state, mode: { name: 'detail' } } }),
  refresh: (state) => act(state, 'refresh'),
  'refresh all': refreshAll,
  login: (state) => act(state, 'login'),
  clear,
  explain: (state) => act(state, 'explain'),
  copy: (state) => act(state, 'copy'),
  help: (state) => ({ state: { ...state, mode: { name: 'help', top: 0 } } }),
  suspend: (state) => ({ state, effect: { name: 'suspend' } }),
  redraw: (state) => ({ state, effect: { name: 'redraw' } }),
  quit: (state) => ({ state, effect: { name: 'quit' } }),
  back,
  accept,
};

/** The text after a key; undefined where the key is none of a text's. */
export function edited(text: string, key: string): string | undefined {
  if (key === 'ctrl-u') return '';
  if (key === 'ctrl-w') return text.replace(/\S*\s*$/, '');
  if (key === 'backspace' || key === 'delete') return Array.from(text).slice(0, -1).join('');
  return Array.from(key).length === 1 ? text + key : undefined;
}

function typed(state: State, key: string): State {
  const { mode } = state;
  const before = mode.name === 'ask' ? mode.typed : state.filter;
  const text = edited(before, key);
  if (text === undefined || text === before) return state;
  if (mode.name === 'ask') return { ...state, mode: { ...mode, typed: text } };
  return choose(rearranged({ ...state, filter: text }), 0);
}

export function press(before: State, key: string): Pressed {
  // An error has been read once a key is pressed.
  const state = before.message?.tone === 'bad' ? { ...before, message: undefined } : before;
  const { name } = state.mode;
  const command = commandOf(name, key);
  if (command !== undefined && command !== 'edit') return commands[command](state);
  return { state: name === 'ask' || name === 'filter' ? typed(state, key) : state };
}
