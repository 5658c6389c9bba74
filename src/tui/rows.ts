import { single } from 'fuzzysort';
import type { State, View } from '../core/view';

export const sortNames = ['name', 'state', 'expiry'] as const;
export type SortName = (typeof sortNames)[number];

const names = new Intl.Collator('en', { numeric: true });

/** What needs attention comes first. */
const urgency: readonly State[] = ['needs you', 'failed', 'stale', 'ageing', 'never asked', 'fresh'];

type Order = (a: View, b: View) => number;

const byName: Order = (a, b) => names.compare(a.profile, b.profile);
const orders: Readonly<Record<SortName, Order>> = {
  name: byName,
  state: (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || byName(a, b),
  expiry: (a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || byName(a, b),
};

/** `Deploy` of `arn:aws:iam::111122223333:role/path/Deploy`; another text as it is. */
export function roleName(role: string | undefined): string {
  return role?.split('/').at(-1) ?? '';
}

/** Below this a word's letters lie so far apart that nobody meant it. */
const leastScore = 0.3;

/** How well a view fits: every word has to be found in one of its columns; 0 where one is not. */
export function fits(view: View, words: readonly string[]): number {
  const columns = [view.profile, view.account ?? '', roleName(view.role), view.source, view.state];
  const scores = words.map((word) => Math.max(...columns.map((text) => single(word, text)?.score ?? 0)));
  return Math.min(1, ...scores.map((score) => (score < leastScore ? 0 : score)));
}

/** The state as time has gone on since the view was made. */
export function stateAt({ state, times }: View, now: number): State {
  if (times === undefined || (state !== 'fresh' && state !== 'ageing')) return state;
  if (now >= times.staleAt) return 'stale';
  return now >= times.ageingAt ? 'ageing' : state;
}

export interface Arranged {
  readonly shown: readonly View[];
  /** When a state changes by itself. */
  readonly nextChange: number;
  /** Some view has become stale since it was made: whether that needs a person only `load` knows. */
  readonly outdated: boolean;
}

export interface Wanted {
  readonly sort: SortName;
  readonly filter: string;
  readonly now: number;
}

/** The views that the filter leaves, as they stand now, in order; by name, what fits a filter best comes first. */
export function arrange(views: readonly View[], { sort, filter, now }: Wanted): Arranged {
  let nextChange = Infinity;
  let outdated = false;
  const current = views.map((view) => {
    const state = stateAt(view, now);
    if (state !== view.state && state === 'stale') outdated = true;
    for (const at of [view.times?.ageingAt, view.times?.staleAt]) {
      if (at !== undefined && at > now) nextChange = Math.min(nextChange, at);
    }
    return state === view.state ? view : { ...view, state };
  });
  const words = filter.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { shown: current.sort(orders[sort]), nextChange, outdated };
  const scored = current.map((view) => ({ view, score: fits(view, words) })).filter(({ score }) => score > 0);
  scored.sort((a, b) => (sort === 'name' ? b.score - a.score : 0) || orders[sort](a.view, b.view));
  return { shown: scored.map(({ view }) => view), nextChange, outdated };
}
