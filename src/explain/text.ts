import { flagsOnly } from '../config/profile';
import { describeSeconds } from '../core/duration';
import { printable } from '../core/printable';
import type { System } from '../system/system';
import type { Explanation, Hop, Ignored, SettingRead, Told, VaultState, Verdict } from './explanation';

const width = 80;

/** What stands on the left, and on the right. */
type Row = readonly [string, string];

/** Two columns: the right one is broken at blanks and stays in its place; what has no blanks may stand out. */
function row([left, right]: Row, indent: number, column: number): string[] {
  const room = width - indent - column - 2;
  const lines: string[] = [];
  for (const word of printable(right).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const pad = (text: string) => `${' '.repeat(indent)}${text.padEnd(column)}  `;
  return lines.map((line, index) => `${pad(index === 0 ? printable(left) : '')}${line}`.trimEnd());
}

function table(rows: readonly Row[], indent: number): string[] {
  const column = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.flatMap((one) => row(one, indent, column));
}

function settingRow({ key, written, value, place }: SettingRead): Row {
  return [key, `${value} (${written === undefined ? place : `${written}, ${place}`})`];
}

function told({ value, place }: Told): string {
  return `${value} (${place})`;
}

function entryOf({ kept, fingerprint, freshness, expiresAt }: Hop, vault: VaultState): string {
  if (!kept) return 'none: what is at hand anyway is not kept';
  if (vault.error !== undefined) return fingerprint;
  if (freshness === undefined) return `${fingerprint} nothing is kept yet`;
  return `${fingerprint} ${freshness}, expires ${expiresAt ?? ''}`;
}

function hopLines(hop: Hop, index: number, vault: VaultState): string[] {
  const { source, profile, what, settings, region, endpoint, duration, mfa } = hop;
  const facts: Row[] = settings.map(settingRow);
  if (mfa !== undefined) facts.push(['MFA code', mfa.way], ['  serves', mfa.serves]);
  if (region !== undefined) facts.push(['STS region', told(region)]);
  if (endpoint !== undefined) facts.push(['STS endpoint', told(endpoint)]);
  if (duration !== undefined) facts.push(['lasts', `${describeSeconds(duration.expected)}: ${duration.why}`]);
  facts.push(['entry', entryOf(hop, vault)]);
  return ['', `${index + 1}. ${source} (profile ${profile}): ${printable(what)}`, ...table(facts, 3)];
}

function ignoredRow({ profile, key, place, why }: Ignored): Row {
  return [place, `${key}${profile === undefined ? '' : ` of ${profile}`}: ${why}`];
}

function said({ says, key, place, goesRoundBrs }: Verdict): string {
  const by = key === undefined || key === '' ? place : `${key}, ${place ?? ''}`;
  return `${says}${by === undefined ? '' : ` (${by})`}${goesRoundBrs ? ' — goes round brs' : ''}`;
}

/** One row for all that do the same. */
function verdictRows(verdicts: readonly Verdict[]): Row[] {
  const texts = [...new Set(verdicts.map(said))];
  return texts.map((text) => {
    const names = verdicts.filter((verdict) => said(verdict) === text).map(({ sdk }) => sdk);
    return [names.join(', '), text];
  });
}

function section(title: string, rows: readonly Row[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...table(rows, 3)];
}

/** The explanation for people: two columns, no wider than 80 where the words allow it. */
export function drawn(explanation: Explanation, { home }: Pick<System, 'home'>): string {
  const { profile, chosenBy, files, error, hops, read, ignored, sdks, vault } = explanation;
  const tilde = (path: string) => (path.startsWith(home) ? `~${path.slice(home.length)}` : path);
  const fault: Row[] = [];
  if (error !== undefined) fault.push(['error', error.message.replaceAll(home, '~')]);
  if (error?.hint !== undefined) fault.push(['hint', error.hint.replaceAll(home, '~')]);
  const paths = [
    ['config', tilde(files.config)],
    ['credentials', tilde(files.credentials)],
  ] as const;
  const kept: Row[] =
    vault.error !== undefined
      ? [['vault', `can't be read: ${vault.error}`]]
      : vault.store === undefined
        ? []
        : [['vault', vault.store]];
  return [
    profile === flagsOnly ? `No profile, ${chosenBy} instead` : `Profile ${printable(profile)} (${chosenBy})`,
    ...table([...paths, ...kept], 3),
    ...section('No plan', fault),
    ...hops.flatMap((hop, index) => hopLines(hop, index, vault)),
    ...section('Read', read.map(settingRow)),
    ...section('Without effect', ignored.map(ignoredRow)),
    ...section(`SDKs with AWS_PROFILE=${printable(profile)}`, verdictRows(sdks)),
    '',
  ].join('\n');
}
