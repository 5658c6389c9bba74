import type { Freshness, Times } from '../core/view';
import type { Entry } from '../vault/entry';

/** Seconds before expiry: *ageing* below the first, *stale* below the second. */
export interface Windows {
  readonly ageing: number;
  readonly stale: number;
}

const minute = 60;

/** Below this an entry is not handed out any more, whatever else fails. Seconds. */
export const unusableBelow = 60;

interface Rule {
  /** Holds for lifetimes up to this many seconds. */
  readonly upTo: number;
  readonly ageing: (lifetime: number) => number;
  readonly stale: (lifetime: number) => number;
}

/**
 * Set so that no SDK keeps asking for what it just got: botocore starts a process on every request while less than
 * 15 min remain, newer SDKs begin at 60 min for long lifetimes. The first rule that fits holds.
 */
const longest: Rule = { upTo: Infinity, ageing: () => 65 * minute, stale: () => 16 * minute };

const rules: readonly Rule[] = [
  { upTo: 20 * minute, ageing: (l) => l / 2, stale: (l) => Math.min(6 * minute, l / 2) },
  { upTo: 45 * minute, ageing: (l) => l / 2, stale: (l) => l / 3 },
  { upTo: 90 * minute, ageing: () => 25 * minute, stale: () => 16 * minute },
  longest,
];

export interface Wishes {
  readonly advisorySeconds?: number | undefined;
  readonly mandatorySeconds?: number | undefined;
  /** Less than this is stale. */
  readonly minTtlSeconds?: number | undefined;
}

/** What the windows are reckoned from. */
type Dated = Pick<Entry, 'credentials' | 'obtainedAt' | 'clockBehind'>;

/** A number from 0 to 1 that is the same for everyone who reads the entry, so that they agree on its freshness. */
function jitterOf({ credentials }: Dated): number {
  const sum = Buffer.from(credentials.accessKeyId).reduce((hash, byte) => (hash * 31 + byte) % 1009, 7);
  return sum / 1009;
}

/** The windows of an entry: by the lifetime it had when obtained, spread a little upwards, or as the person wishes. */
export function windowsOf(entry: Dated, wishes: Wishes = {}): Windows {
  const lifetime = lifetimeOf(entry);
  const rule = rules.find(({ upTo }) => lifetime <= upTo) ?? longest;
  const spread = 1 + 0.04 * jitterOf(entry);
  const ageing = wishes.advisorySeconds ?? rule.ageing(lifetime) * spread;
  const mandatory = wishes.mandatorySeconds ?? Math.min(rule.stale(lifetime) * spread, lifetime / 2);
  const stale = Math.max(mandatory, wishes.minTtlSeconds ?? 0);
  return { ageing: Math.max(ageing, stale), stale };
}

/** Seconds from the moment the entry was obtained to its expiry, by the other side's clock. */
export function lifetimeOf({ credentials, obtainedAt, clockBehind }: Dated): number {
  return (credentials.expiration - obtainedAt - clockBehind) / 1000;
}

/**
 * Seconds left. A clock that was behind when the entry came is taken to be so still: that errs to the safe side.
 * One that was ahead is not allowed for, nor is one that has gone back since: then nothing is left.
 */
export function secondsLeft({ credentials, obtainedAt, clockBehind }: Entry, now: number): number {
  const wentBack = now < obtainedAt - 1000;
  return wentBack ? 0 : (credentials.expiration - now - clockBehind) / 1000;
}

/** The windows as moments, for those who wait for them. */
export function timesOf(entry: Dated, wishes: Wishes = {}): Times {
  const { ageing, stale } = windowsOf(entry, wishes);
  const end = entry.credentials.expiration - entry.clockBehind;
  const least = Math.min(unusableBelow, lifetimeOf(entry) / 10);
  return { ageingAt: end - ageing * 1000, staleAt: end - stale * 1000, unusableAt: end - least * 1000 };
}

export function freshnessOf(entry: Entry, now: number, wishes: Wishes = {}): Freshness {
  const left = secondsLeft(entry, now);
  const { ageing, stale } = windowsOf(entry, wishes);
  if (left < stale || left < unusableBelow) return 'stale';
  return left < ageing ? 'ageing' : 'fresh';
}

/** Credentials that only obtain the next ones need to last for that call alone. */
export function servesNextStep(entry: Entry, now: number): boolean {
  return secondsLeft(entry, now) >= 2 * minute;
}
