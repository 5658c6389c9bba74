import type { Both, Changes, Refusal, Subject, Verdict } from '../config/adoption';
import { isOwnLine, programName } from '../config/command-line';
import { diffOf } from '../config/diff';
import { loadSharedConfig, type SharedConfig } from '../config/files';
import { ownCommand, quotedName } from '../config/own-line';
import { missingProfile } from '../config/profile';
import { openShared, write, type OpenFiles } from '../config/shared-files';
import { ConfigError, NeedsPersonError, UsageError } from '../core/errors';
import { printable } from '../core/printable';
import { isSwitchedOn } from '../core/switched';
import { takeInTurn } from '../session/single-flight';
import type { System } from '../system/system';
import type { Args, Option, Words } from './command';

/** What the commands that change profiles in the shared files have in common: which, shown, asked, written, told. */
export interface Rewriting {
  readonly command: 'adopt' | 'release';
  readonly done: string;
  readonly undo: 'adopt' | 'release';
  /** The profiles that `--all` means. */
  all(shared: Shared): readonly string[];
  decide(name: string, shared: Shared): Verdict;
  /** What the person should know once these are done. */
  warnings(names: readonly string[], shared: Shared): readonly string[];
}

/** The shared files, as brs reads them and as lines. */
export interface Shared {
  readonly config: SharedConfig;
  readonly open: OpenFiles;
  readonly system: System;
}

export const rewriteWords: Words = { name: 'PROFILE', help: 'the profiles to change', least: 0, most: 1000 };

export const rewriteOptions: readonly Option[] = [
  { name: 'all', help: 'every profile that can be' },
  { name: 'dry-run', help: 'show what would be changed, and change nothing' },
  { name: 'yes', help: 'do not ask' },
];

export const rewriteNotes = {
  heading: 'Before it writes',
  text: [
    'It shows the lines and asks, on the terminal; Enter means yes. With --yes or BRS_NO_PROMPT=1,',
    'and where nobody can be asked, it writes at once. Each file is replaced as a whole, with a copy',
    'beside it (config.2026-01-31T080910Z.brs-backup); links are followed, permissions stay.',
  ].join('\n'),
};

const waitMs = 600_000;

export function subjectOf(name: string, { open, system }: Shared): Subject {
  const files = { config: open.config.lines, credentials: open.credentials.lines };
  return { name, files, isOwn: (command) => isOwnLine(command, name, system.platform) };
}

/** One at a time: of two that read the same lines, the second would write over what the first wrote. */
export async function rewrite(kind: Rewriting, args: Args, system: System): Promise<string> {
  const lock = await takeInTurn(system, 'shared files', 'changing the shared files');
  try {
    return await rewriteAlone(kind, args, system);
  } finally {
    lock.release();
  }
}

async function rewriteAlone(kind: Rewriting, args: Args, system: System): Promise<string> {
  const config = await loadSharedConfig(system);
  const shared: Shared = { config, open: openShared(config, system.files), system };
  const decided = chosen(kind, args, shared).map((name) => ({ name, verdict: kind.decide(name, shared) }));
  const refused = decided.flatMap(({ name, verdict }) => ('refused' in verdict ? [{ name, ...verdict }] : []));
  if (!args.switches.has('all')) refuse(kind, refused);
  const fit = decided.flatMap(({ name, verdict }) => ('changes' in verdict ? [{ name, ...verdict }] : []));
  const left = refused.map(({ name, refused: why }) => `  ${name}: ${why}`);
  const warnings = kind.warnings(
    fit.map(({ name }) => name),
    shared,
  );
  const deed: Deed = {
    kind,
    names: fit.filter(({ changes }) => count(changes) > 0).map(({ name }) => name),
    changes: both((file) => fit.flatMap(({ changes }) => changes[file])),
    remarks: [...(left.length === 0 ? [] : [`not ${kind.done}:`, ...left]), ...warnings],
  };
  return await carryOut(deed, args, shared);
}

/** What is to be done, and what there is to say after it. */
interface Deed {
  readonly kind: Rewriting;
  readonly names: readonly string[];
  readonly changes: Changes;
  readonly remarks: readonly string[];
}

async function carryOut({ kind, names, changes, remarks }: Deed, args: Args, shared: Shared): Promise<string> {
  if (names.length === 0) return text(['nothing to change', ...remarks]);
  const diff = shownDiff(changes, names, shared);
  const list = names.join(', ');
  if (args.switches.has('dry-run')) {
    return diff + text([`would be ${kind.done}: ${list} (nothing is changed)`, ...remarks]);
  }
  const asked = await confirm(diff, args, shared.system);
  const written = write(shared.open, changes, shared.system);
  const told = written.map(({ path, backup }) => `changed ${path} (backup: ${backup})`);
  const undo = `undo: brs ${kind.undo} ${names.map(quotedName).join(' ')}`;
  return (asked ? '' : diff) + text([`${kind.done}: ${list}`, ...told, undo, ...remarks]);
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function both<T>(make: (file: keyof Both<T>) => T): Both<T> {
  return { config: make('config'), credentials: make('credentials') };
}

export function count({ config, credentials }: Changes): number {
  return config.length + credentials.length;
}

function chosen(kind: Rewriting, { words, switches }: Args, shared: Shared): readonly string[] {
  const all = switches.has('all');
  if (all === words.length > 0) {
    throw new UsageError({
      message: all ? '--all takes no profile' : 'no profile is given',
      hint: `name profiles (\`brs ${kind.command} prod\`), or give --all alone`,
    });
  }
  if (all) return kind.all(shared);
  const unknown = words.find((name) => !shared.config.profileNames().includes(name));
  if (unknown !== undefined) throw missingProfile(unknown, shared.config);
  return [...new Set(words)];
}

/** Of what was named, all is done or nothing. */
function refuse({ command, done }: Rewriting, refused: readonly (Refusal & { readonly name: string })[]): void {
  const [first, ...rest] = refused.map(({ name, refused: why }) => `profile ${name} can't be ${done}: ${why}`);
  if (first === undefined) return;
  throw new ConfigError({
    message: [first, ...rest].join('; '),
    hint: refused[0]?.hint ?? `nothing was changed; \`brs ${command} --all\` takes what can be ${done}`,
  });
}

/** A program's arguments may hold secrets: of lines that are not ours the program's name is shown. */
function shownDiff(changes: Changes, names: readonly string[], { open, system }: Shared): string {
  const ours = names.map((name) => ownCommand(name, system));
  const show = (line: string) => {
    const [, before = '', command] = /^((?:brs_)?credential_process\s*=\s*)(.*)$/i.exec(line) ?? [];
    if (command === undefined || ours.includes(command)) return line;
    return `${before}${programName({ shell: command }, system.platform)} …`;
  };
  return [open.config, open.credentials]
    .map(({ path }, at) => diffOf(at === 0 ? changes.config : changes.credentials, { path, show }))
    .join('');
}

/** Whether a person was asked, and said yes. Throws `NeedsPersonError` where they did not. */
async function confirm(
  diff: string,
  { switches }: Args,
  { terminal, isWatched, env, signal }: System,
): Promise<boolean> {
  if (switches.has('yes') || isSwitchedOn(env['BRS_NO_PROMPT']) || !isWatched() || !terminal.isThere()) return false;
  const answer = await terminal.ask({ text: `${diff}Change these lines? [Y/n] `, timeoutMs: waitMs, signal });
  if (answer !== undefined && /^\s*(y|yes)?\s*$/i.test(answer)) return true;
  throw new NeedsPersonError({
    message: answer === undefined ? 'nobody answered; nothing was changed' : 'nothing was changed, as you said',
    hint: 'answer y, or give --yes',
    asked: true,
  });
}
