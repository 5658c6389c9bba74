import type { Hook } from './hook';

/** For zsh 5. `read -t` gives up on a brs that takes too long; only what came whole is evaluated. */
export const zshHook: Hook = () => `# brs: renews what \`brs env\` set, and keeps BRS_PROMPT for PROMPT.
zmodload zsh/datetime
autoload -Uz add-zsh-hook
_brs_renew() {
  emulate -L zsh
  [[ \${BRS_RENEW_AT-} =~ '^[0-9]{1,12}$' ]] || return 0
  (( EPOCHSECONDS < BRS_RENEW_AT )) && return 0
  # Whatever becomes of this call: not again at the very next prompt.
  export BRS_RENEW_AT=$(( EPOCHSECONDS + 30 ))
  local text='' brs_out
  exec {brs_out}< <(command brs env --hook --shell zsh --profile "\${BRS_PROFILE-}" 2>/dev/null </dev/null)
  # Without a delimiter in the text the end of the file is a failure, with the whole text read.
  local before=$EPOCHREALTIME
  IFS= read -r -t 1 -d '' -u $brs_out text
  (( EPOCHREALTIME - before < 1 )) && [[ -n $text ]] && eval "$text"
  exec {brs_out}<&-
  return 0
}
brs_prompt_info() {
  emulate -L zsh
  export BRS_PROMPT=''
  if [[ \${BRS_EXPIRES_AT-} =~ '^[0-9]{1,12}$' ]]; then
    local left=$(( (BRS_EXPIRES_AT - EPOCHSECONDS) / 60 ))
    if (( EPOCHSECONDS >= BRS_EXPIRES_AT )); then BRS_PROMPT="\${BRS_PROFILE-} expired"
    elif (( left < 60 )); then BRS_PROMPT="\${BRS_PROFILE-} \${left}m"
    else BRS_PROMPT="\${BRS_PROFILE-} $(( left / 60 ))h$(( left % 60 ))m"; fi
  elif [[ -n \${BRS_PROFILE-} ]]; then
    BRS_PROMPT=$BRS_PROFILE
  fi
}
_brs_hook() {
  _brs_renew
  brs_prompt_info
}
add-zsh-hook precmd _brs_hook
`;
