import type { Args, Option, Words } from '../commands/command';

/** What a command line may hold. */
export interface Grammar {
  readonly options: readonly Option[];
  readonly words?: Words | undefined;
}

function named(options: readonly Option[], word: string | undefined): Option | undefined {
  return options.find(({ name, short }) => word === `--${name}` || (short !== undefined && word === `-${short}`));
}

/**
 * Where options end and somebody else's command line begins: behind `--`, or at the first word that is neither an
 * option nor the value of one. Undefined where there is nothing else's.
 */
export function splitVerbatim(argv: readonly string[], options: readonly Option[]): [string[], string[]] {
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') return [argv.slice(0, at), argv.slice(at + 1)];
    if (!word.startsWith('-') || word === '-') return [argv.slice(0, at), argv.slice(at)];
    if (named(options, word)?.value !== undefined) at += 1;
  }
  return [[...argv], []];
}

/**
 * Reads plain command lines without a parser library: `--name value`, `--name=value`, `--switch`, `-p value`, and the
 * words that the command takes. Whatever else stands there makes it decline (undefined), and yargs reads the whole line
 * or says what is wrong with it.
 */
export function fastParse(argv: readonly string[], { options, words: takes }: Grammar): Args | undefined {
  const [own, theirs] = takes?.verbatim === true ? splitVerbatim(argv, options) : [argv, []];
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  const words: string[] = [...theirs];
  for (let at = 0; at < own.length; at += 1) {
    const text = own[at] ?? '';
    if (takes !== undefined && /^[^-]/.test(text)) {
      words.push(text);
      continue;
    }
    const [, word, joined] = /^(--?[a-z][a-z0-9-]*)(?:=([^]*))?$/.exec(text) ?? [];
    const option = named(options, word);
    if (option === undefined || option.name in values || switches.has(option.name)) return undefined;
    if (option.value === undefined) {
      if (joined !== undefined) return undefined;
      switches.add(option.name);
    } else if (joined === undefined) {
      at += 1;
      const next = own[at];
      if (next === undefined || next.startsWith('-')) return undefined;
      values[option.name] = next;
    } else {
      if (word?.startsWith('--') !== true) return undefined;
      values[option.name] = joined;
    }
  }
  if (takes !== undefined && (words.length < takes.least || words.length > takes.most)) return undefined;
  return { values, switches, words, argv };
}
