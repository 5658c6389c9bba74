// How the state changes: no screen, no clock, nothing that acts.
import type { Fault } from '../core/errors';
import type { View } from '../core/view';
import type { Loaded } from './board';
import { areasFor, cells, type Longest, type Size } from './layout';
import { arrange, roleName } from './rows';
import type { Message, State } from './state';

export type Action =
  | { readonly type: 'tick' }
  | { readonly type: 'sized'; readonly size: Size }
  | { readonly type: 'loaded'; readonly loaded: Loaded }
  | { readonly type: 'began'; readonly profiles: readonly string[]; readonly doing: string }
  | { readonly type: 'ended'; readonly profile: string; readonly fault?: Fault | undefined }
  | { readonly type: 'said'; readonly message: Message }
  | { readonly type: 'asked'; readonly question: string }
  | { readonly type: 'text'; readonly title: string; readonly text: string };

export type Dispatch = (action: Action) => void;

/** Chooses by place, and scrolls as far as it takes to see it. */
export function choose(state: State, index: number): State {
  const { shown, size } = state;
  const at = Math.max(0, Math.min(index, shown.length - 1));
  const { rows } = areasFor(size).list;
  const top = Math.max(at - rows + 1, Math.min(state.top, at, Math.max(0, shown.length - rows)));
  return { ...state, chosen: shown[at]?.profile, top };
}

/** The list anew; the chosen profile stays so, or its neighbour becomes it. */
export function rearranged(state: State): State {
  const before = state.shown.findIndex(({ profile }) => profile === state.chosen);
  const next = { ...state, ...arrange(state.views, state) };
  const same = next.shown.findIndex(({ profile }) => profile === state.chosen);
  return choose(next, same >= 0 ? same : before);
}

function longestOf(views: readonly View[]): Longest {
  const most = (text: (view: View) => string) => views.reduce((most, view) => Math.max(most, cells(text(view))), 0);
  return {
    profile: most(({ profile }) => profile),
    source: most(({ source }) => source),
    account: most(({ account }) => account ?? ''),
    role: most(({ role }) => roleName(role)),
  };
}

/** How long a message stays; an error stays until the next key. */
const messageMs = 8000;

function said(state: State, message: Message): State {
  const until = message.tone === 'bad' ? Infinity : state.now + messageMs;
  return { ...state, message: { ...message, until } };
}

function ended(state: State, profile: string, fault: Fault | undefined): State {
  const busy = new Map(state.busy);
  const faults = new Map(state.faults);
  busy.delete(profile);
  faults.delete(profile);
  if (fault !== undefined) faults.set(profile, { message: fault.message, hint: fault.hint, at: state.now });
  return { ...state, busy, faults };
}

function ticked(state: State): State {
  const { message, now, nextChange } = state;
  const next = message !== undefined && now >= message.until ? { ...state, message: undefined } : state;
  return now >= nextChange ? rearranged(next) : next;
}

/** `now` is when it happened. */
export function reduce(before: State, action: Action, now: number): State {
  const state = { ...before, now };
  switch (action.type) {
    case 'tick':
      return ticked(state);
    case 'sized':
      return rearranged({ ...state, size: action.size });
    case 'loaded':
      return rearranged({ ...state, ...action.loaded, loading: false, longest: longestOf(action.loaded.views) });
    case 'began':
      return {
        ...state,
        busy: new Map([...state.busy, ...action.profiles.map((name) => [name, action.doing] as const)]),
      };
    case 'ended':
      return ended(state, action.profile, action.fault);
    case 'said':
      return said(state, action.message);
    case 'asked':
      return { ...state, mode: { name: 'ask', question: action.question, typed: '', before: state.mode } };
    case 'text':
      return {
        ...state,
        mode: { name: 'text', title: action.title, lines: action.text.trimEnd().split('\n'), top: 0 },
      };
  }
}
