import { codes, type Severity } from '../checks/codes';
import { countOf, type Told } from '../checks/examine';
import { printable } from '../core/printable';

/** Help indents by two more. */
const width = 78;

const signs: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', note: '·', ok: '✓' };
const order: readonly Severity[] = ['error', 'warning', 'note', 'ok'];

/** Lines of at most so many columns, broken at blanks; what has none may stand out. */
function wrapped(text: string, first: string, indent: string): string[] {
  const [word = '', ...rest] = printable(text).split(' ');
  const lines: string[] = [];
  let line = `${first}${word}`;
  for (const next of rest) {
    if (line.length + 1 + next.length <= width) line += ` ${next}`;
    else {
      lines.push(line);
      line = `${indent}${next}`;
    }
  }
  return [...lines, line];
}

function findingLines({ code, verdict, what, advice, place, fixed }: Told): string[] {
  if (verdict === 'ok') return wrapped(what, `${signs.ok} ok: `, '  ');
  return [
    '',
    `${signs[verdict]} ${verdict} ${code}${fixed === undefined ? '' : ' (put right)'}`,
    ...wrapped(what, '  ', '  '),
    ...(place === undefined ? [] : [`  at ${printable(place)}`]),
    ...(fixed !== undefined
      ? wrapped(fixed, '  done: ', '    ')
      : advice === undefined
        ? []
        : wrapped(advice, '  do: ', '    ')),
  ];
}

function count(number: number, what: string): string[] {
  return number === 0 ? [] : [`${number} ${what}${number === 1 ? '' : 's'}`];
}

/** `2 errors, 1 warning`; notes ask for nothing. */
function summary(all: readonly Told[]): string {
  const { error, warning, fixed } = countOf(all);
  const open = [...count(error, 'error'), ...count(warning, 'warning')].join(', ');
  const done = fixed === 0 ? '' : `${fixed} put right; `;
  const fixable = all.filter((one) => one.fixable && one.fixed === undefined && one.verdict !== 'ok').length;
  const offer = fixable === 0 ? '' : `; \`brs doctor --fix\` puts ${fixable} of all that right`;
  return `${done}${open === '' ? 'nothing to mend' : open}${offer}`;
}

/** For people: errors first, and how many at the end. */
export function report(all: readonly Told[], { verbose, home }: { verbose: boolean; home: string }): string {
  const shown = order
    .flatMap((verdict) => all.filter((one) => one.verdict === verdict))
    .filter(({ verdict }) => verbose || verdict !== 'ok');
  const tilde = (text: string | undefined) => text?.replaceAll(`${home}/`, '~/');
  const short = (told: Told) => ({
    ...told,
    what: tilde(told.what) ?? '',
    advice: tilde(told.advice),
    place: tilde(told.place),
  });
  const lines = shown.map(short).flatMap(findingLines);
  const gap = shown.length === 0 ? [] : [''];
  return `${[...lines, ...gap, summary(all)].join('\n').replace(/^\n/, '')}\n`;
}

/** The documented shape of `--json`; members without a value are left out. */
export function document(all: readonly Told[]): string {
  const findings = all
    .filter(({ code }) => code !== 'fine')
    .map(({ code, verdict, what, advice, place, fixable, fixed }) => {
      return { code, verdict, what, do: advice, place, fixable, fixed };
    });
  return `${JSON.stringify({ findings, counts: countOf(all) }, null, 2)}\n`;
}

/** Every code with its verdict and meaning, for help. */
export function codeLines(): string {
  const most = Math.max(...Object.keys(codes).map((code) => code.length));
  return Object.entries(codes)
    .flatMap(([code, { verdict, means }]) => {
      const left = `${code.padEnd(most)}  ${verdict.padEnd(7)}  `;
      return wrapped(means, left, ' '.repeat(left.length));
    })
    .join('\n');
}
