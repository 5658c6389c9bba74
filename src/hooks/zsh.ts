import type { Hook } from './hook';

/**
 * For zsh 5. `read -t` gives up on a brs that takes too long; only what came whole is evaluated. Nothing is said, also
 * where the shell traces what it does: that would show the secrets.
 */
export const zshHook: Hook = () => `# brs: renews what \`brs env\` set, and keeps BRS_PROMPT for PROMPT.
zmodload zsh/datetime
autoload -Uz add-zsh-hook
_brs_is_time() {
  case $1 in ('' | 0* | *[!0-9]* | ?????????????*) return 1 ;; esac
}
_brs_renew() {
  [[ -n \${BRS_ACCESS_KEY_ID-} ]] && _brs_is_time "\${BRS_RENEW_AT-}" && (( EPOCHSECONDS >= BRS_RENEW_AT )) || return 0
  # Whatever becomes of this call: not again at the very next prompt.
  export BRS_RENEW_AT=$(( EPOCHSECONDS + 30 ))
  local text='' brs_out before=$EPOCHREALTIME
  exec {brs_out}< <(command brs env --hook --shell zsh "--profile=\${BRS_PROFILE-}" </dev/null)
  # Without a delimiter in the text the end of the file is a failure, with the whole text read.
  IFS= read -r -t 1 -d '' -u $brs_out text
  (( EPOCHREALTIME - before < 1 )) && [[ -n $text ]] && eval "$text"
  exec {brs_out}<&-
}
_brs_prompt() {
  local left name="\${BRS_PROFILE:+$BRS_PROFILE }"
  if _brs_is_time "\${BRS_EXPIRES_AT-}"; then
    left=$(( (BRS_EXPIRES_AT - EPOCHSECONDS) / 60 ))
    if (( EPOCHSECONDS >= BRS_EXPIRES_AT )); then export BRS_PROMPT="\${name}expired"
    elif (( left < 60 )); then export BRS_PROMPT="$name\${left}m"
    else export BRS_PROMPT="$name$(( left / 60 ))h\${(l:2::0:)$(( left % 60 ))}m"; fi
  elif [[ -n \${BRS_PROFILE-} ]]; then
    export BRS_PROMPT=$BRS_PROFILE
  else
    unset BRS_PROMPT
  fi
}
_brs_hook() {
  emulate -L zsh
  setopt no_xtrace
  {
    # Keys that the person set since are theirs.
    if [[ \${AWS_ACCESS_KEY_ID-} == "\${BRS_ACCESS_KEY_ID-}" && -z \${AWS_PROFILE-} ]]; then
      _brs_renew
      _brs_prompt
    else
      unset BRS_PROMPT
    fi
  } 2>/dev/null
}
add-zsh-hook precmd _brs_hook
`;
