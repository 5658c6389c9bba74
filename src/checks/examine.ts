import { BrsError, reasonOf } from '../core/errors';
import type { Finding } from './check';
import { codes, type Code, type CodeRow, type Severity } from './codes';
import type { Context } from './context';
import { checks } from './index';

/** A finding as it is told: with what was done about it. */
export interface Told {
  readonly code: Code | 'fine';
  readonly verdict: Severity;
  readonly what: string;
  readonly advice: string | undefined;
  readonly place: string | undefined;
  /** Whether `--fix` would put it right. */
  readonly fixable: boolean;
  /** What `--fix` did: then it counts no more. */
  readonly fixed: string | undefined;
}

const table: Readonly<Record<Code, CodeRow>> = codes;

/** A check that went well says so. */
function fine(what: string): Told {
  return { code: 'fine', verdict: 'ok', what, advice: undefined, place: undefined, fixable: false, fixed: undefined };
}

async function told({ code, what, advice, place, fix }: Finding, mayFix: boolean): Promise<Told> {
  const { verdict } = table[code];
  const facts = { code, verdict, what, advice, place, fixable: fix !== undefined, fixed: undefined };
  if (fix === undefined || !mayFix) return facts;
  try {
    return { ...facts, fixed: await fix() };
  } catch (error) {
    return {
      ...facts,
      advice: `it could not be put right: ${error instanceof BrsError ? error.message : reasonOf(error)}`,
    };
  }
}

/** Runs every check, one after the other, and with `mayFix` puts right what is safe. */
export async function examine(context: Context, mayFix: boolean): Promise<Told[]> {
  const all: Told[] = [];
  for (const row of checks) {
    const found = await (await row.load()).run(context);
    const ended = await Promise.all(found.map((finding) => told(finding, mayFix)));
    all.push(...ended);
    // What was left out, for want of a network or of files, is not said to be fine.
    const skipped = row.name === 'endpoints' && context.reach === undefined;
    if (ended.every(({ verdict }) => verdict === 'ok') && !skipped) all.push(fine(row.fine));
  }
  return all;
}

export type Counts = Readonly<Record<Severity | 'fixed', number>>;

export function countOf(all: readonly Told[]): Counts {
  const of = (verdict: Severity) => all.filter((one) => one.fixed === undefined && one.verdict === verdict).length;
  const fixed = all.filter((one) => one.fixed !== undefined).length;
  return { error: of('error'), warning: of('warning'), note: of('note'), ok: of('ok'), fixed };
}
