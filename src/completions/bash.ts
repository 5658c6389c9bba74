import { origin, spellings, valuesOf, type Completion, type Place, type ShapeCommand } from './completion';

/** A word as bash reads it back. */
function quoted(word: string): string {
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** `profiles`, or `choices` with the choices behind it. */
function valuesIn(place: Place): string {
  return [valuesOf(place), ...(place.choices ?? [])].map(quoted).join(' ');
}

/** One arm: sets `options` and `words`, and `values` for the option in $2 if it takes one. */
function arm({ name, options, words }: ShapeCommand): string {
  const arms = new Map<string, string[]>();
  for (const option of options) {
    if (option.value === undefined) continue;
    const values = valuesIn(option.value);
    arms.set(values, [...(arms.get(values) ?? []), ...spellings(option)]);
  }
  const cases = [...arms].map(([values, names]) => `        ${names.join(' | ')}) values=(${values}) ;;\n`);
  const [kind, most] = words?.verbatim === true ? ['verbatim', 0] : [words && valuesIn(words), words?.most ?? 0];
  return (
    `    ${quoted(name)})\n      options=(${options.flatMap(spellings).join(' ')})\n` +
    (kind === undefined ? '' : `      words=(${kind})\n      most=${Math.min(most, 999)}\n`) +
    (cases.length === 0 ? '' : `      case $2 in\n${cases.join('')}      esac\n`) +
    `      ;;\n`
  );
}

/** For bash 3.2 and later; the package bash-completion is used for other programs' words if it is there. */
export const bashCompletion: Completion = ({ options, commands }) => `# bash completion ${origin}

# What the command $1 takes: options, words beside them (at most so many), and the values of its option $2.
__brs_grammar() {
  options=() words=() values=() most=0
  case $1 in
${commands.map(arm).join('')}  esac
}

${walking}
${offering}
_brs() {
  COMPREPLY=()
  local line=() starts=()
  __brs_line
  local last=$((\${#line[@]} - 1))
  local typed=\${line[last]} front=
  local options words values most
  if ((last > 1)); then
    __brs_rest
  else
    __brs_offer choices ${[...commands.map(({ name }) => name), ...options.flatMap(spellings)].map(quoted).join(' ')}
  fi
}

complete -F _brs brs
`;

/** How a command line is read: readline cuts words at \`=\` and \`:\`, and counts what stands behind the cursor. */
const walking = `# Puts the words up to the cursor together again into \`line\`, with the place of each in COMP_WORDS in \`starts\`.
__brs_line() {
  local rest=\${COMP_LINE:0:COMP_POINT} at=0 trimmed token
  for ((at = 0; at <= COMP_CWORD; at++)); do
    trimmed=\${rest#"\${rest%%[![:space:]]*}"}
    token=\${COMP_WORDS[at]}
    ((at == COMP_CWORD)) && token=$trimmed
    if ((at == 0)) || [[ $trimmed != "$rest" ]]; then
      line+=("$token")
      starts+=("$at")
    else
      line[\${#line[@]} - 1]+=$token
    fi
    rest=\${trimmed#"$token"}
  done
}

# Behind the command: what the last word of \`line\` is, told by those before it.
__brs_rest() {
  local at=2 given=0
  __brs_grammar "\${line[1]}" ''
  while ((at < last)); do
    if [[ $words == verbatim && ( \${line[at]} == -- || \${line[at]} != -* ) ]]; then
      [[ \${line[at]} == -- ]] && ((at += 1))
      __brs_theirs "$at"
      return
    fi
    if [[ \${line[at]} == -* ]]; then
      __brs_grammar "\${line[1]}" "\${line[at]}"
      ((at += \${#values[@]} > 0 ? 2 : 1))
    else
      ((at += 1, given += 1))
    fi
  done
  if ((at > last)); then
    __brs_offer "\${values[@]}"
  elif [[ $typed == --*=* ]]; then
    front=\${typed%%=*}=
    __brs_grammar "\${line[1]}" "\${typed%%=*}"
    __brs_offer "\${values[@]}"
  elif [[ $typed == -* ]]; then
    __brs_offer choices "\${options[@]}"
  elif [[ $words == verbatim ]]; then
    __brs_theirs "$last"
  elif ((given < most)); then
    __brs_offer "\${words[@]}"
  elif [[ -z $typed ]]; then
    __brs_offer choices "\${options[@]}"
  fi
}
`;

const offering = `# Somebody else's command line, which begins at the word $1.
__brs_theirs() {
  if declare -F _comp_command_offset >/dev/null; then
    _comp_command_offset "\${starts[$1]}"
  elif declare -F _command_offset >/dev/null; then
    _command_offset "\${starts[$1]}"
  elif (($1 == last)); then
    __brs_offer programs
  else
    __brs_offer files
  fi
}

# Offers values of the kind $1 that begin like what was typed.
__brs_offer() {
  local program=\${line[0]} plain=\${typed#"$front"}
  [[ $program == \\~/* ]] && program=$HOME/\${program#\\~/}
  plain=\${plain#[\\'\\"]}
  plain=\${plain//\\\\/}
  case $1 in
    choices) __brs_reply "$(printf '%s\\n' "\${@:2}")" ;;
    profiles) __brs_reply "$("$program" complete profiles 2>/dev/null)" ;;
    programs) __brs_reply "$(compgen -c -- "$plain")" ;;
    # readline itself is better at files: it knows ~ and folders.
    files) compopt -o default 2>/dev/null || __brs_reply "$(compgen -f -- "$plain")" ;;
  esac
}

# Fills COMPREPLY with those lines of $1, quoted as the word under the cursor is, without what readline keeps of it.
__brs_reply() {
  local name form cut= open= value=\${typed#"$front"} breaks= mark
  for mark in = : @; do
    [[ $COMP_WORDBREAKS == *"$mark"* ]] && breaks+=$mark
  done
  if [[ $value == [\\'\\"]* ]]; then
    open=\${value:0:1}
    cut=$front$open
  elif [[ -n $breaks ]]; then
    cut=\${typed%"\${typed##*[$breaks]}"}
  fi
  while IFS= read -r name; do
    [[ -n $name ]] || continue
    __brs_quote "$open" "$name"
    [[ $form == "$value"* || $name == "$plain"* ]] || continue
    form=$front$form
    COMPREPLY+=("\${form#"$cut"}")
  done <<<"$1"
}

# The text $2 as \`form\`, behind the opening quote $1.
__brs_quote() {
  local at mark
  form=$1
  [[ -z $1 ]] && printf -v form %q "$2" && return
  for ((at = 0; at < \${#2}; at++)); do
    mark=\${2:at:1}
    case $1$mark in
      "''") form+="'\\\\''" ;;
      \\"[\\\\\\"$\\\`]) form+=\\\\$mark ;;
      *) form+=$mark ;;
    esac
  done
}
`;
