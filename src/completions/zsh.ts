import { origin, spellings, valuesOf } from './completion';
import type { Completion, Place, ShapeCommand, ShapeOption, ShapeWords, Values } from './completion';

/** A word of zsh's, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A text inside a specification of `_arguments`, where these mean something. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&');
}

function choice(word: string): string {
  return word.replace(/[^\w.,/-]/g, '\\$&');
}

/** Behind the last colon: what completes the place. */
const actions: Readonly<Record<Values, (choices: readonly string[]) => string>> = {
  choices: (choices) => `(${choices.map(choice).join(' ')})`,
  profiles: () => '_brs_profiles',
  files: () => '_files',
  programs: () => '_command_names -e',
  nothing: () => ' ',
};

function valued(place: Place): string {
  return `${escaped(place.name)}:${actions[valuesOf(place)](place.choices ?? [])}`;
}

/** One specification for each spelling; a spelling that was given takes the others away. */
function optionSpecs(option: ShapeOption): string[] {
  const all = spellings(option);
  const others = option.name === 'help' ? '(- *)' : all.length > 1 ? `(${all.join(' ')})` : '';
  return all.map((spelling) => {
    const joined = option.value !== undefined && spelling.startsWith('--') ? '=' : '';
    const value = option.value === undefined ? '' : `:${valued(option.value)}`;
    return quoted(`${others}${spelling}${joined}[${escaped(option.help)}]${value}`);
  });
}

function wordsSpec(words: ShapeWords): string {
  if (words.verbatim === true) return quoted(`*:::${escaped(words.name)}:_normal`);
  return quoted(`${words.most === 1 ? '1' : '*'}:${valued(words)}`);
}

function argumentsOf({ options, words }: Pick<ShapeCommand, 'options' | 'words'>): string {
  const flags = words?.verbatim === true ? ` -S -A '-*'` : '';
  const specs = [...options.flatMap(optionSpecs), ...(words === undefined ? [] : [wordsSpec(words)])];
  return [`_arguments${flags}`, ...specs].join(' \\\n        ');
}

function described({ name, summary }: ShapeCommand): string {
  return `    ${quoted(`${name}:${summary.replaceAll('\\', '\\\\')}`)}\n`;
}

export const zshCompletion: Completion = ({ options, commands }) => `#compdef brs
# zsh completion ${origin}

_brs_profiles() {
  local -a names
  names=(\${(f)"$("$program" complete profiles 2>/dev/null)"})
  compadd "$@" -a names
}

_brs_commands() {
  local -a rows=(
${commands.map(described).join('')}  )
  _describe -t commands command rows
}

_brs() {
  local program=\${(Q)words[1]} command=$words[2]
  [[ $program == \\~/* ]] && program=$HOME/\${program#\\~/}
  if (( CURRENT == 2 )); then
    ${argumentsOf({ options, words: undefined }).replace(/\n {4}/g, '\n  ')} \\
      '1:command:_brs_commands'
    return
  fi
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map((command) => `    ${command.name})\n      ${argumentsOf(command)}\n      ;;\n`).join('')}  esac
}

# Found in fpath, this file is the function's body; otherwise it was read by \`source\`.
if [[ $funcstack[1] == _brs ]]; then
  _brs "$@"
else
  compdef _brs brs
fi
`;
