import { loadSharedConfig } from '../config/files';
import { BrsError, UsageError } from '../core/errors';
import { withVariables } from '../core/variables';
import type { Lifeline } from '../exec/exec';
import { inParallel, matching, summary, type Result } from '../exec/many';
import { printable } from '../core/printable';
import { inTurn } from '../system/in-turn';
import type { System } from '../system/system';
import type { Args, Ended } from './command';
import { lifelineFor } from './lifeline';

function parallelOf({ values }: Args): number {
  const text = values['parallel'] ?? '8';
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError({
    message: '--parallel must be a whole number from 1 to 999',
    hint: 'for example --parallel 4',
  });
}

function refuse({ values, words }: Args): void {
  if ((values['profiles'] ?? '').trim() === '') {
    throw new UsageError({ message: '--profiles is empty', hint: "for example --profiles 'team-*'" });
  }
  if (values['profile'] !== undefined) {
    throw new UsageError({ message: '--profile and --profiles exclude each other', hint: 'give one of them' });
  }
  if (words.length === 0) {
    throw new UsageError({
      message: '--profiles needs a command',
      hint: "for example brs exec --profiles 'team-*' -- aws s3 ls",
    });
  }
}

interface Ready {
  readonly profile: string;
  readonly line: Lifeline | BrsError;
}

/** What a profile needs is asked for before the first command runs. Throws what is no fault of the profile's. */
async function ready(profile: string, args: Args, system: System): Promise<Ready> {
  try {
    const own = { ...args, values: { ...args.values, profile } };
    return { profile, line: await lifelineFor(own, system) };
  } catch (error) {
    if (error instanceof BrsError && !system.signal.aborted) return { profile, line: error };
    throw error;
  }
}

async function runOne({ profile, line }: Ready, args: Args, system: System & { width: number }): Promise<Result> {
  if (line instanceof BrsError) return { profile, status: line.exitCode, seconds: 0, why: line.message };
  const begun = system.clock.now();
  try {
    if (system.signal.aborted) return { profile, status: 130, seconds: 0, why: 'interrupted before it began' };
    const { status } = await system.piped({
      command: args.words,
      env: withVariables(system.env, line.variables),
      prefix: `${printable(profile).padEnd(system.width)} | `,
      signal: system.signal,
    });
    return { profile, status, seconds: (system.clock.now() - begun) / 1000 };
  } catch (error) {
    if (!(error instanceof BrsError)) throw error;
    return { profile, status: error.exitCode, seconds: 0, why: error.message };
  } finally {
    line.close();
  }
}

/** The command once per matching profile, side by side; the worst status is the whole's. */
export async function execMany(args: Args, watched: System): Promise<Ended> {
  refuse(args);
  const parallel = parallelOf(args);
  const config = await loadSharedConfig(watched);
  const names = matching(args.values['profiles'] ?? '', config.profileNames());
  const system = { ...watched, terminal: inTurn(watched.terminal) };
  const opened: Lifeline[] = [];
  try {
    const all = await inParallel(names, parallel, async (name) => {
      const one = await ready(name, args, system);
      if (!(one.line instanceof BrsError)) opened.push(one.line);
      return one;
    });
    const width = Math.max(...names.map((name) => name.length));
    const results = await inParallel(all, parallel, (one) => runOne(one, args, { ...system, width }));
    system.notes.passOn(summary(results));
    return { status: Math.max(...results.map(({ status }) => status)) };
  } finally {
    for (const line of opened) line.close();
  }
}
