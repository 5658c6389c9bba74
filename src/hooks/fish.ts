import type { Hook } from './hook';

/**
 * For fish 3.5 and later, which has no builtin clock: a file's age and its time of change, both builtin, add up to now.
 * fish can't give up on a program; brs itself ends within a second.
 */
export const fishHook: Hook = () => `# brs: renews what \`brs env\` set, and keeps BRS_PROMPT for fish_prompt.
function _brs_now
    math (path mtime /) + (path mtime -R /)
end
function _brs_renew --argument-names now
    string match -qr '^[0-9]{1,12}$' -- "$BRS_RENEW_AT"; or return 0
    test $now -lt $BRS_RENEW_AT; and return 0
    # Whatever becomes of this call: not again at the very next prompt.
    set -gx BRS_RENEW_AT (math $now + 30)
    command brs env --hook --shell fish --profile "$BRS_PROFILE" 2>/dev/null </dev/null | source
    return 0
end
function brs_prompt_info --argument-names now
    set -gx BRS_PROMPT ''
    if string match -qr '^[0-9]{1,12}$' -- "$BRS_EXPIRES_AT"
        set -l left (math -s0 "($BRS_EXPIRES_AT - $now) / 60")
        if test $now -ge $BRS_EXPIRES_AT
            set BRS_PROMPT "$BRS_PROFILE expired"
        else if test $left -lt 60
            set BRS_PROMPT "$BRS_PROFILE "$left"m"
        else
            set BRS_PROMPT "$BRS_PROFILE "(math -s0 $left / 60)h(math $left % 60)m
        end
    else if test -n "$BRS_PROFILE"
        set BRS_PROMPT $BRS_PROFILE
    end
end
function _brs_hook --on-event fish_prompt
    set -l last $status
    set -l now (_brs_now)
    _brs_renew $now
    brs_prompt_info $now
    return $last
end
`;
