import yargs, { type Argv } from 'yargs';
import type { Args, Command, Words } from '../commands/command';
import { obeyedGroups } from '../commands/obeyed';
import { commands } from '../commands/index';
import { splitVerbatim } from './fast-parse';
import { defectExitCode, exitCodes, findingsExitCode, reasonOf, UsageError } from '../core/errors';

/** A command line that was understood, or a text to print (help, version). */
export type Parsed = { readonly command: Command; readonly args: Args } | { readonly print: string };

const exitTable = [
  'Exit status: 0 done',
  `${findingsExitCode} doctor found something`,
  `${exitCodes.UsageError} the command line is wrong`,
  `${exitCodes.ConfigError} a file or variable is wrong`,
  `${exitCodes.SourceError} the other side refused or can't be reached`,
  `${exitCodes.NeedsPersonError} a person is needed and not there`,
  `${exitCodes.VaultError} the keychain or file store failed`,
  `${exitCodes.NotExecutableError} the command of exec can't be started`,
  `${exitCodes.NotFoundError} it is not there`,
  `${exitCodes.AbortError} interrupted`,
  `${defectExitCode} a defect of brs`,
].join(', ');

function withOptions(parser: Argv, command: Command): Argv {
  const { words } = command;
  let built = parser.usage(
    `brs ${command.name} [options]${words === undefined ? '' : ` ${shape(words)}`}\n\n${command.summary}` +
      (words === undefined ? '' : `\n\n${words.name}: ${words.help}`),
  );
  for (const { name, value, short, help, group, hidden } of command.options) {
    built = built.option(name, {
      type: value === undefined ? 'boolean' : 'string',
      describe: value === undefined ? help : `${help} [${value}]`,
      ...(value === undefined ? {} : { requiresArg: true }),
      ...(short === undefined ? {} : { alias: short }),
      ...(hidden === true ? { hidden: true } : {}),
      // Named as yargs names the rest: else the rest would stand behind all other groups.
      group: group ?? 'Options:',
    });
  }
  for (const { line, does } of command.examples) built = built.example(line, does);
  const more = (command.more ?? []).map(({ heading, text }) => `${heading}:\n${text.replace(/^/gm, '  ')}\n\n`);
  return built.epilogue(`${more.join('')}${variablesText(command)}${exitTable}.`);
}

function variablesText(command: Command): string {
  const folded = (names: readonly string[]) => names.join(', ').replace(/(.{40,}?), /g, '$1,\n      ');
  const lines = obeyedGroups(command.obeys).map(({ about, names }) => `  ${about}: ${folded(names)}\n`);
  return `Variables:\n${lines.length === 0 ? '  none\n' : lines.join('')}\n`;
}

function shape({ name, least, most, verbatim }: Words): string {
  const some = `${name}${most > 1 ? '…' : ''}`;
  return `${verbatim === true ? '[--] ' : ''}${least > 0 ? some : `[${some}]`}`;
}

function parser(): Argv {
  return yargs()
    .scriptName('brs')
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'duplicate-arguments-array': true,
    })
    .version(false)
    .detectLocale(false)
    .help(true)
    .alias('h', 'help')
    .strict()
    .exitProcess(false)
    .wrap(100);
}

/** Reads any command line. Throws `UsageError`; help and the like come back as text. */
export async function parseWithYargs(argv: readonly string[], name: string | undefined): Promise<Parsed> {
  // `brs help status` is `brs status --help`.
  if (name === 'help' && argv.length === 2) return await parseWithYargs([argv[1] ?? '', '--help'], argv[1]);
  const row = commands.find((known) => known.name === name);
  let reading = parser().usage('brs <command> [options]\n\nAWS credentials that never go stale.');
  reading = reading.epilogue(`${exitTable}.`);
  for (const known of commands) if (known.hidden !== true) reading = reading.command(known.name, known.summary);
  if (row === undefined) return await readGeneral(reading, argv);
  const command = await row.load();
  const all = argv.slice(1);
  const [words, theirs] = command.words?.verbatim === true ? splitVerbatim(all, command.options) : [all, []];
  return await read(withOptions(parser(), command), { name, argv: words }, (found) => ({
    command,
    args: { ...toArgs(found, command, words), words: wordsIn(found, command, theirs), argv: all },
  }));
}

async function readGeneral(reading: Argv, argv: readonly string[]): Promise<Parsed> {
  const word = argv.find((candidate) => !candidate.startsWith('-'));
  if (word !== undefined && word !== 'help') {
    throw new UsageError({
      message: `there is no command ${word}`,
      hint: `commands: ${commands
        .filter(({ hidden }) => hidden !== true)
        .map(({ name }) => name)
        .join(', ')}`,
    });
  }
  const asked = argv.length === 0 || argv[0] === 'help' ? ['--help'] : argv;
  return await read(reading.strict(false).strictOptions(), { name: undefined, argv: asked }, () => {
    throw new UsageError({ message: 'no command is given', hint: '`brs --help` lists them' });
  });
}

/** The words to read, and the command they stand behind. */
interface Line {
  readonly name: string | undefined;
  readonly argv: readonly string[];
}

type Found = Readonly<Record<string, unknown>>;

/** yargs parses in step here (no command of its own runs), so what its callback gets is there when it returns. */
async function read(reading: Argv, { name, argv }: Line, use: (found: Found) => Parsed): Promise<Parsed> {
  let text = '';
  let found: Found = {};
  try {
    await reading.fail(false).parse([...argv], {}, (_error: unknown, result: Found, output: string) => {
      found = result;
      text = output;
    });
  } catch (error) {
    throw new UsageError({
      message: plain(reasonOf(error), argv),
      hint: `\`brs ${name === undefined ? '' : `${name} `}--help\` shows how it goes`,
    });
  }
  return text === '' ? use(found) : { print: `${text}\n` };
}

/** yargs' words, with its option names as they are typed. */
function plain(text: string, argv: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line
    .replace(/^Unknown argument: (.+)$/, (_, word: string) =>
      argv.includes(word) ? `${word} does not belong there` : `there is no option --${word}`,
    )
    .replace(/^Not enough arguments following: (\S+)$/, '--$1 needs a value');
}

function twice(name: string): UsageError {
  return new UsageError({ message: `--${name} is given twice`, hint: 'give it once' });
}

function noValue(name: string): UsageError {
  return new UsageError({ message: `--${name} takes no value`, hint: 'give it alone, or leave it out' });
}

function wordsIn(found: Found, command: Command, theirs: readonly string[]): string[] {
  const words = [...(found['_'] as readonly (string | number)[]).map(String), ...theirs];
  const { least, most, name } = command.words ?? { least: 0, most: 0, name: '' };
  const hint = `\`brs ${command.name} --help\` shows how it goes`;
  const stray = words[most];
  if (stray !== undefined) throw new UsageError({ message: `${stray} does not belong there`, hint });
  if (words.length < least) throw new UsageError({ message: `${name} is missing`, hint });
  return words;
}

function toArgs(found: Found, command: Command, argv: readonly string[]): Omit<Args, 'words'> {
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  for (const { name } of command.options) {
    const value = found[name];
    if (Array.isArray(value) || argv.filter((word) => word === `--${name}`).length > 1) throw twice(name);
    if (typeof value === 'string') values[name] = value;
    if (value === true) switches.add(name);
    if (typeof value === 'boolean' && argv.some((word) => word.startsWith(`--${name}=`))) throw noValue(name);
  }
  return { values, switches, argv };
}
