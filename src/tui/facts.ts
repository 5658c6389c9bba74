// What the pane tells of a profile, as data.
import { formatTime } from '../core/time';
import type { Times, View } from '../core/view';
import { clockTime, moment } from './times';

/** When the next refresh in the background would be. */
export function nextRefresh({ state, steps, times, notBefore }: View, now: number): string {
  if (steps.length === 0) return 'none: the error comes first';
  if (steps.at(-1)?.kept === false) return 'not needed: nothing of it is kept';
  if (state === 'needs you') return 'none: only you can log in';
  if (times === undefined) return 'none yet: the first use asks for credentials';
  if (now >= times.staleAt) return 'none: the next use waits for new credentials';
  if (notBefore !== undefined && notBefore > now) return `put off until ${moment(notBefore, now)}`;
  if (now >= times.ageingAt) return 'due: the next use sets it off';
  return `from ${moment(times.ageingAt, now)} on, when used`;
}

/** The moments at which the state changes by itself. */
export function windowsOf({ ageingAt, staleAt, unusableAt }: Times, now: number): string {
  const parts = [`ageing ${moment(ageingAt, now)}`, `stale ${moment(staleAt, now)}`];
  return [...parts, `last handed out ${clockTime(unusableAt, now)}`].join(', ');
}

export function obtained(at: number, now: number): string {
  return `${moment(at, now)}, ${formatTime(at)}`;
}

export function keptIn({ steps, obtainedAt }: View, store: string, why: string | undefined): string {
  const last = steps.at(-1);
  if (last === undefined) return 'nothing';
  if (!last.kept) return 'nowhere: the source gives them at any time';
  const place = `${store}, entry ${last.fingerprint}${obtainedAt === undefined ? ' (not there yet)' : ''}`;
  return why === undefined ? place : `${place} (${why})`;
}
