import type { Hook } from './hook';

/**
 * For bash 3.2 and later. Without the builtin clock (before 4.2) one `date` at the start tells how far SECONDS is off.
 * `read -t` gives up on a brs that takes too long; only what came whole is evaluated.
 */
export const bashHook: Hook = () => `# brs: renews what \`brs env\` set, and keeps BRS_PROMPT for PS1.
if [[ \${BASH_VERSINFO[0]} -lt 4 || ( \${BASH_VERSINFO[0]} -eq 4 && \${BASH_VERSINFO[1]} -lt 2 ) ]]; then
  _brs_epoch=$(( $(date +%s) - SECONDS ))
fi
_brs_now() {
  if [[ -n \${_brs_epoch-} ]]; then _brs_time=$(( _brs_epoch + SECONDS )); else printf -v _brs_time '%(%s)T' -1; fi
}
_brs_renew() {
  [[ \${BRS_RENEW_AT-} =~ ^[0-9]{1,12}$ ]] || return 0
  [[ $_brs_time -lt $BRS_RENEW_AT ]] && return 0
  # Whatever becomes of this call: not again at the very next prompt.
  export BRS_RENEW_AT=$(( _brs_time + 30 ))
  local text='' status
  IFS= read -r -t 1 -d '' text < <(command brs env --hook --shell bash --profile "\${BRS_PROFILE-}" 2>/dev/null </dev/null)
  status=$?
  [[ $status -eq 1 && -n $text ]] && eval "$text"
  return 0
}
brs_prompt_info() {
  BRS_PROMPT=''
  if [[ \${BRS_EXPIRES_AT-} =~ ^[0-9]{1,12}$ ]]; then
    local left=$(( (BRS_EXPIRES_AT - _brs_time) / 60 ))
    if [[ $_brs_time -ge $BRS_EXPIRES_AT ]]; then BRS_PROMPT="\${BRS_PROFILE-} expired"
    elif [[ $left -lt 60 ]]; then BRS_PROMPT="\${BRS_PROFILE-} \${left}m"
    else BRS_PROMPT="\${BRS_PROFILE-} $(( left / 60 ))h$(( left % 60 ))m"; fi
  elif [[ -n \${BRS_PROFILE-} ]]; then
    BRS_PROMPT=$BRS_PROFILE
  fi
  export BRS_PROMPT
}
_brs_hook() {
  local status=$? _brs_time
  _brs_now
  _brs_renew
  brs_prompt_info
  return $status
}
if [[ "$(declare -p PROMPT_COMMAND 2>/dev/null)" == 'declare -a'* ]]; then
  [[ " \${PROMPT_COMMAND[*]} " == *' _brs_hook '* ]] || PROMPT_COMMAND=(_brs_hook "\${PROMPT_COMMAND[@]}")
elif [[ ";\${PROMPT_COMMAND-};" != *';_brs_hook;'* ]]; then
  PROMPT_COMMAND="_brs_hook\${PROMPT_COMMAND:+;$PROMPT_COMMAND}"
fi
`;
