// What the view knows and shows.
import type { Fault } from '../core/errors';
import type { View } from '../core/view';
import type { Longest, Size } from './layout';
import type { SortName } from './rows';

export type Mode =
  | { readonly name: 'list' }
  | { readonly name: 'detail' }
  | { readonly name: 'filter' }
  | { readonly name: 'help'; readonly top: number }
  | { readonly name: 'text'; readonly title: string; readonly lines: readonly string[]; readonly top: number }
  | { readonly name: 'confirm'; readonly profile: string }
  | { readonly name: 'ask'; readonly question: string; readonly typed: string; readonly before: Mode };

export interface Message {
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad';
}

export interface State {
  readonly now: number;
  readonly size: Size;
  /** Nothing has been loaded yet: then there are no profiles for another reason than an empty config. */
  readonly loading: boolean;
  readonly store: string;
  readonly why: string | undefined;
  readonly views: readonly View[];
  readonly longest: Longest;
  /** The views in the list, as they stand now. */
  readonly shown: readonly View[];
  readonly nextChange: number;
  readonly outdated: boolean;
  /** By name, so that it stays chosen whatever the order becomes. */
  readonly chosen: string | undefined;
  readonly top: number;
  readonly sort: SortName;
  readonly filter: string;
  readonly mode: Mode;
  /** What is being done with which profile. */
  readonly busy: ReadonlyMap<string, string>;
  /** What went wrong here, by profile. */
  readonly faults: ReadonlyMap<string, Fault & { readonly at: number }>;
  readonly message: (Message & { readonly until: number }) | undefined;
}

export function firstState(size: Size, now: number): State {
  return {
    now,
    size,
    loading: true,
    store: '',
    why: undefined,
    views: [],
    longest: { profile: 0, source: 0, account: 0, role: 0 },
    shown: [],
    nextChange: Infinity,
    outdated: false,
    chosen: undefined,
    top: 0,
    sort: 'name',
    filter: '',
    mode: { name: 'list' },
    busy: new Map(),
    faults: new Map(),
    message: undefined,
  };
}

export function chosenView({ shown, chosen }: State): View | undefined {
  return shown.find(({ profile }) => profile === chosen);
}

/** The last error of a profile: the one seen here, unless credentials came later. */
export function faultOf(state: State, view: View): View['fault'] {
  const seen = state.faults.get(view.profile);
  if (seen === undefined || (view.obtainedAt ?? 0) > seen.at) return view.fault;
  return seen.at >= (view.fault?.at ?? 0) ? seen : view.fault;
}
