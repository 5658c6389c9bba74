import { origin, spellings, valuesOf } from './completion';
import type { Completion, Place, ShapeCommand, ShapeOption, Values } from './completion';

/** A word of fish's, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function word(text: string): string {
  return /^[\w.,/-]+$/.test(text) ? text : quoted(text);
}

const values: Readonly<Record<Values, (choices: readonly string[]) => string>> = {
  choices: (choices) => ` -a ${quoted(choices.map(word).join(' '))}`,
  profiles: () => " -a '(__brs_profiles)'",
  files: () => ' -F',
  programs: () => " -a '(__fish_complete_command)'",
  nothing: () => '',
};

function valued(place: Place): string {
  return values[valuesOf(place)](place.choices ?? []);
}

function line(condition: string, rest: string): string {
  return `complete -c brs -n ${quoted(condition)}${rest}\n`;
}

function optionLine(condition: string, { name, short, help, value }: ShapeOption): string {
  const alias = short === undefined ? '' : ` -s ${short}`;
  const takes = value === undefined ? '' : ` ${valuesOf(value) === 'files' ? '-r' : '-x'}${valued(value)}`;
  return line(condition, ` -l ${name}${alias}${takes} -d ${quoted(help)}`);
}

function commandLines({ name, options, words }: ShapeCommand): string {
  const here = `__brs_is ${name}`;
  const own = words?.verbatim === true ? `${here}; and not __brs_theirs` : here;
  const lines = options.map((option) => optionLine(own, option));
  if (words?.verbatim === true) lines.push(line(here, " -a '(__brs_complete_theirs)'"));
  else if (words !== undefined) {
    const room = words.most === Infinity ? '' : `; and test (count (__brs_beside)) -lt ${words.most}`;
    lines.push(line(`${here}${room}`, valued(words)));
  }
  return `\n${lines.join('')}`;
}

/** An arm with the spellings that take the word behind them. */
function takingArm({ name, options }: ShapeCommand): string {
  const taking = options.filter(({ value }) => value !== undefined).flatMap(spellings);
  return taking.length === 0 ? '' : `        case ${name}\n            contains -- $argv[2] ${taking.join(' ')}\n`;
}

export const fishCompletion: Completion = ({ options, commands }) => `# fish completion ${origin}

# Whether the option $argv[2] of the command $argv[1] takes the word behind it.
function __brs_takes
    switch $argv[1]
${commands.map(takingArm).join('')}        case '*'
            false
    end
end

${reading}
complete -c brs -f
${commands.map(({ name, summary }) => line('test (count (__brs_line)) -eq 1', ` -a ${name} -d ${quoted(summary)}`)).join('')}\
${options.map((option) => optionLine('test (count (__brs_line)) -eq 1', option)).join('')}\
${commands.map(commandLines).join('')}`;

const reading = `# The words before the one under the cursor, without variables set for this call.
function __brs_line
    set -l words (commandline -opc)
    while string match -q '*=*' -- $words[1]
        set -e words[1]
    end
    string join \\n -- $words
end

function __brs_is
    set -l words (__brs_line)
    test "$words[2]" = $argv[1]
end

# The words behind the command that are neither options nor their values.
function __brs_beside
    set -l words (__brs_line)
    set -l command $words[2]
    set -e words[1..2]
    while set -q words[1]
        if not string match -q -- '-*' $words[1]
            echo -- $words[1]
        else if __brs_takes $command $words[1]
            set -e words[1]
        end
        set -e words[1]
    end 2>/dev/null
end

# Somebody else's command line, behind \`--\` or from the first such word; fails where it has not begun.
function __brs_theirs
    set -l words (__brs_line)
    set -l command $words[2]
    set -e words[1..2]
    while set -q words[1]
        if test $words[1] = --
            set -e words[1]
            string join \\n -- $words
            return 0
        else if not string match -q -- '-*' $words[1]
            string join \\n -- $words
            return 0
        else if __brs_takes $command $words[1]
            set -e words[1]
        end
        set -e words[1]
    end 2>/dev/null
    return 1
end

function __brs_complete_theirs
    set -l words (__brs_theirs)
    complete --do-complete=(string join ' ' -- (string escape -- $words) (commandline -ct))
end

function __brs_profiles
    set -l words (__brs_line)
    set -l program (string replace -r '^~/' $HOME/ -- $words[1])
    $program complete profiles 2>/dev/null
end
`;
