import type { Hook } from './hook';

/**
 * For fish 3.5 and later, which has no builtin clock: a file's age and its time of change, both builtin, add up to now.
 * fish can't give up on a program; brs itself ends within a second. fish tells of a missing one whatever is redirected.
 */
export const fishHook: Hook = () => `# brs: renews what \`brs env\` set, and keeps BRS_PROMPT for fish_prompt.
function _brs_now
    math (path mtime /) + (path mtime -R /)
end
function _brs_is_time --argument-names text
    string match -qr '^[1-9][0-9]{0,11}\\z' -- "$text"
end
function _brs_renew --argument-names now
    test -n "$BRS_ACCESS_KEY_ID"; and _brs_is_time "$BRS_RENEW_AT"; and test $now -ge "$BRS_RENEW_AT"; or return 0
    # Whatever becomes of this call: not again at the very next prompt.
    set -gx BRS_RENEW_AT (math $now + 30)
    command -q brs; or return 0
    command brs env --hook --shell fish "--profile=$BRS_PROFILE" 2>/dev/null </dev/null | source
end
function _brs_prompt --argument-names now
    set -l name "$BRS_PROFILE "
    test -n "$BRS_PROFILE"; or set name ''
    if _brs_is_time "$BRS_EXPIRES_AT"
        set -l left (math -s0 "($BRS_EXPIRES_AT - $now) / 60")
        if test $now -ge "$BRS_EXPIRES_AT"
            set -gx BRS_PROMPT $name"expired"
        else if test $left -lt 60
            set -gx BRS_PROMPT $name$left"m"
        else
            set -gx BRS_PROMPT $name(printf '%dh%02dm' (math -s0 $left / 60) (math $left % 60))
        end
    else if test -n "$BRS_PROFILE"
        set -gx BRS_PROMPT $BRS_PROFILE
    else
        set -eg BRS_PROMPT
    end
end
function _brs_hook --on-event fish_prompt
    set -l last $status
    # Keys that the person set since are theirs.
    if test "$AWS_ACCESS_KEY_ID" = "$BRS_ACCESS_KEY_ID"; and test -z "$AWS_PROFILE"
        set -l now (_brs_now)
        _brs_renew $now
        _brs_prompt $now
    else
        set -eg BRS_PROMPT
    end
    return $last
end
`;
