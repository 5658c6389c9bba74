import { describeSeconds } from '../core/duration';
import { printable } from '../core/printable';
import { formatTime } from '../core/time';
import type { View } from '../core/view';

/** What is left, for people. */
export function leftText({ expiresAt, state }: View, now: number): string {
  if (expiresAt === undefined) return state === 'fresh' ? 'never expires' : '';
  const left = (expiresAt - now) / 1000;
  return left > 0 ? describeSeconds(left) : 'expired';
}

const columns: readonly { readonly title: string; readonly cell: (view: View, now: number) => string }[] = [
  { title: 'PROFILE', cell: ({ profile }) => profile },
  { title: 'STATE', cell: ({ state }) => state },
  { title: 'LEFT', cell: leftText },
  { title: 'SOURCE', cell: ({ source }) => source },
  { title: 'ACCOUNT', cell: ({ account }) => account ?? '' },
  { title: 'ROLE', cell: ({ role }) => role?.replace(/^[^/]*\//, '') ?? '' },
];

/** One line per profile under a line of titles. `most`: so many columns. */
export function tableOf(views: readonly View[], now: number, most = columns.length): string {
  const shown = columns.slice(0, most);
  const rows = views.map((view) => shown.map(({ cell }) => printable(cell(view, now))));
  const all = [shown.map(({ title }) => title), ...rows];
  const widths = shown.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return all.map((row) => `${line(row).trimEnd()}\n`).join('');
}

function time(at: number | undefined): string | undefined {
  return at === undefined || !Number.isFinite(at) ? undefined : formatTime(at);
}

/** The documented shape of `--json`: members without a value are left out; times are UTC with `Z`. */
export function documentOf(view: View, now: number) {
  const { profile, state, source, account, role, region, steps, times, fault } = view;
  return {
    profile,
    state,
    source,
    account,
    role,
    region,
    obtained: time(view.obtainedAt),
    expires: time(view.expiresAt),
    secondsLeft: view.expiresAt === undefined ? undefined : Math.floor((view.expiresAt - now) / 1000),
    ageing: time(times?.ageingAt),
    stale: time(times?.staleAt),
    refreshNotBefore: time(view.notBefore),
    error: fault === undefined ? undefined : { message: fault.message, hint: fault.hint, at: time(fault.at) },
    steps: steps.map(({ expiresAt, ...step }) => ({ ...step, expires: time(expiresAt) })),
  };
}
