// A key binding is data: the footer and the help are drawn from it.
import type { Mode } from './state';

export type Command =
  | 'up'
  | 'down'
  | 'page up'
  | 'page down'
  | 'first'
  | 'last'
  | 'filter'
  | 'sort'
  | 'details'
  | 'refresh'
  | 'refresh all'
  | 'login'
  | 'clear'
  | 'explain'
  | 'copy'
  | 'help'
  | 'suspend'
  | 'redraw'
  | 'quit'
  | 'back'
  | 'accept'
  | 'edit';

export interface Binding {
  /** As input.ts names them. */
  readonly keys: readonly string[];
  readonly does: Command;
  readonly help: string;
  /** For the footer; without one the binding is told in the help alone. */
  readonly label?: string;
}

const arrows: readonly Binding[] = [
  { keys: ['up'], does: 'up', help: 'one up' },
  { keys: ['down'], does: 'down', help: 'one down' },
  { keys: ['pageup'], does: 'page up', help: 'one page up' },
  { keys: ['pagedown'], does: 'page down', help: 'one page down' },
];

const moves: readonly Binding[] = [
  { keys: ['up', 'k'], does: 'up', help: 'one up' },
  { keys: ['down', 'j'], does: 'down', help: 'one down' },
  { keys: ['pageup', 'ctrl-b'], does: 'page up', help: 'one page up' },
  { keys: ['pagedown', 'ctrl-f', ' '], does: 'page down', help: 'one page down' },
  { keys: ['home', 'g'], does: 'first', help: 'to the first' },
  { keys: ['end', 'G'], does: 'last', help: 'to the last' },
];

const always: readonly Binding[] = [
  { keys: ['ctrl-l'], does: 'redraw', help: 'draw the screen anew' },
  { keys: ['ctrl-z'], does: 'suspend', help: 'to the shell; `fg` comes back' },
  { keys: ['ctrl-c'], does: 'quit', help: 'quit, whatever is going on' },
];

/** In the order in which the footer gives them room. */
const actions: readonly Binding[] = [
  { keys: ['/'], does: 'filter', help: 'filter: all words have to fit', label: 'filter' },
  { keys: ['r'], does: 'refresh', help: 'new credentials for this one', label: 'refresh' },
  { keys: ['l'], does: 'login', help: 'log in, with a code if need be', label: 'login' },
  { keys: ['s'], does: 'sort', help: 'sort by name, state or expiry', label: 'sort' },
  { keys: ['enter'], does: 'details', help: 'everything about this profile', label: 'details' },
  { keys: ['e'], does: 'explain', help: 'how it gets its credentials', label: 'explain' },
  { keys: ['c'], does: 'clear', help: 'forget what is kept for it', label: 'clear' },
  { keys: ['R'], does: 'refresh all', help: 'refresh all that need nobody', label: 'all' },
  { keys: ['y'], does: 'copy', help: 'copy its line for the config', label: 'copy' },
];

const help: Binding = { keys: ['?', 'h'], does: 'help', help: 'these keys', label: 'help' };
const quit: Binding = { keys: ['q'], does: 'quit', help: 'quit', label: 'quit' };
const back: Binding = { keys: ['escape', 'q'], does: 'back', help: 'back to the list', label: 'back' };
const scrolled: readonly Binding[] = [back, ...moves, ...always];

const typing: readonly Binding[] = [
  { keys: ['backspace', 'delete', 'ctrl-u', 'ctrl-w'], does: 'edit', help: 'take back a letter, all, a word' },
  ...always,
];

export const keymap: Readonly<Record<Mode['name'], readonly Binding[]>> = {
  list: [
    ...moves,
    ...actions,
    { keys: ['escape'], does: 'back', help: 'show all profiles again' },
    help,
    quit,
    ...always,
  ],
  detail: [
    ...moves,
    ...actions.filter(({ does }) => ['refresh', 'login', 'explain', 'clear', 'copy'].includes(does)),
    help,
    { keys: ['escape', 'enter', 'q'], does: 'back', help: 'back to the list', label: 'back' },
    ...always,
  ],
  filter: [
    { keys: ['enter'], does: 'accept', help: 'keep the filter', label: 'keep' },
    { keys: ['escape'], does: 'back', help: 'show all profiles again', label: 'show all' },
    ...arrows,
    ...typing,
  ],
  help: scrolled,
  text: scrolled,
  confirm: [
    { keys: ['y'], does: 'accept', help: 'yes', label: 'yes' },
    { keys: ['n', 'escape', 'q', 'enter'], does: 'back', help: 'no', label: 'no' },
    ...always,
  ],
  ask: [
    { keys: ['enter'], does: 'accept', help: 'send the answer', label: 'send' },
    { keys: ['escape'], does: 'back', help: 'give up', label: 'give up' },
    ...typing,
  ],
};

export function commandOf(mode: Mode['name'], key: string): Command | undefined {
  return keymap[mode].find(({ keys }) => keys.includes(key))?.does;
}
