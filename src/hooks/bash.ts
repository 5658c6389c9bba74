import type { Hook } from './hook';

/**
 * For bash 3.2 and later. Without the builtin clock (before 4.2) one `date` at the start tells how far SECONDS is off,
 * and one more where the person sets SECONDS back. `read -t` gives up on a brs that takes too long; only what came
 * whole is evaluated. Nothing is said, also where the shell traces what it does: that would show the secrets.
 */
export const bashHook: Hook = () => `# brs: renews what \`brs env\` set, and keeps BRS_PROMPT for PS1.
_brs_epoch=''
if [[ \${BASH_VERSINFO[0]} -lt 4 || ( \${BASH_VERSINFO[0]} -eq 4 && \${BASH_VERSINFO[1]} -lt 2 ) ]]; then
  _brs_epoch=$(( $(date +%s) - SECONDS )) _brs_seconds=$SECONDS
fi
_brs_now() {
  if [[ -z $_brs_epoch ]]; then printf -v _brs_time '%(%s)T' -1; return 0; fi
  if [[ $SECONDS -lt $_brs_seconds ]]; then _brs_epoch=$(( $(date +%s) - SECONDS )); fi
  _brs_seconds=$SECONDS
  _brs_time=$(( _brs_epoch + SECONDS ))
}
_brs_is_time() {
  case $1 in '' | 0* | *[!0-9]* | ?????????????*) return 1 ;; esac
}
_brs_renew() {
  [[ -n \${BRS_ACCESS_KEY_ID-} ]] && _brs_is_time "\${BRS_RENEW_AT-}" && [[ $_brs_time -ge $BRS_RENEW_AT ]] || return 0
  # Whatever becomes of this call: not again at the very next prompt.
  export BRS_RENEW_AT=$(( _brs_time + 30 ))
  local text='' ended=0
  IFS= read -r -t 1 -d '' text < <(command brs env --hook --shell bash "--profile=\${BRS_PROFILE-}" </dev/null) || ended=$?
  if [[ $ended -eq 1 && -n $text ]]; then eval "$text"; fi
}
_brs_prompt() {
  local left name="\${BRS_PROFILE:+$BRS_PROFILE }"
  if _brs_is_time "\${BRS_EXPIRES_AT-}"; then
    left=$(( (BRS_EXPIRES_AT - _brs_time) / 60 ))
    if [[ $_brs_time -ge $BRS_EXPIRES_AT ]]; then BRS_PROMPT="\${name}expired"
    elif [[ $left -lt 60 ]]; then BRS_PROMPT="$name\${left}m"
    else printf -v BRS_PROMPT '%s%dh%02dm' "$name" "$(( left / 60 ))" "$(( left % 60 ))"; fi
    export BRS_PROMPT
  elif [[ -n \${BRS_PROFILE-} ]]; then
    export BRS_PROMPT=$BRS_PROFILE
  else
    unset BRS_PROMPT
  fi
}
_brs_hook() {
  local status=$? _brs_time
  # Keys that the person set since are theirs.
  if [[ \${AWS_ACCESS_KEY_ID-} == "\${BRS_ACCESS_KEY_ID-}" && -z \${AWS_PROFILE-} ]]; then
    _brs_now
    _brs_renew
    _brs_prompt
  else
    unset BRS_PROMPT
  fi
  return $status
} 2>/dev/null
case ";\${PROMPT_COMMAND-};" in
  *';_brs_hook;'*) ;;
  *) PROMPT_COMMAND="_brs_hook\${PROMPT_COMMAND:+;$PROMPT_COMMAND}" ;;
esac
`;
