# fish completion for brs: made from its table of commands by `npm run docs`, not to be edited

# Whether the option $argv[2] of the command $argv[1] takes the word behind it.
function __brs_takes
    switch $argv[1]
        case creds
            contains -- $argv[2] --profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --min-ttl --mfa-token --format
        case env
            contains -- $argv[2] --profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --min-ttl --mfa-token --shell --format
        case exec
            contains -- $argv[2] --profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --min-ttl --mfa-token --profiles --parallel
        case whoami
            contains -- $argv[2] --profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --min-ttl --mfa-token
        case login
            contains -- $argv[2] --profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --min-ttl --mfa-token
        case logout
            contains -- $argv[2] --profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode
        case explain
            contains -- $argv[2] --profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode
        case doctor
            contains -- $argv[2] --profile -p
        case clear
            contains -- $argv[2] --profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode
        case '*'
            false
    end
end

# The words before the one under the cursor, without variables set for this call.
function __brs_line
    set -l words (commandline -opc)
    while string match -q '*=*' -- $words[1]
        set -e words[1]
    end
    string join \n -- $words
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

# Somebody else's command line, behind `--` or from the first such word; fails where it has not begun.
function __brs_theirs
    set -l words (__brs_line)
    set -l command $words[2]
    set -e words[1..2]
    while set -q words[1]
        if test $words[1] = --
            set -e words[1]
            string join \n -- $words
            return 0
        else if not string match -q -- '-*' $words[1]
            string join \n -- $words
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

complete -c brs -f
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a creds -d 'print credentials as one JSON document (for credential_process)'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a env -d 'print credentials as variables, for a shell to take'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a exec -d 'run a command whose credentials are refreshed for as long as it runs'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a hook -d 'print what makes a shell renew the variables of `brs env` at its prompt'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a status -d 'look at all profiles, how long each lasts, and steer that'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a list -d 'list profiles, how each stands and how long it lasts'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a whoami -d 'say whose credentials a profile gives, by STS itself'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a login -d 'do now whatever needs a person, so that later calls need nobody'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a logout -d 'forget what profiles have, MFA sessions too'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a explain -d 'tell where a profile\'s credentials come from, setting by setting; sends nothing'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a doctor -d 'look for what is wrong or will go wrong, and say what to do'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a clear -d 'forget entries of a profile, or all'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a adopt -d 'let SDKs reach profiles through brs'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a release -d 'undo what adopt did to profiles'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -a completion -d 'print the completions of a shell'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -l help -s h -d 'show help'
complete -c brs -n 'test (count (__brs_line)) -eq 1' -l version -d 'show the version'

complete -c brs -n '__brs_is creds' -l profile -s p -x -a '(__brs_profiles)' -d 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'
complete -c brs -n '__brs_is creds' -l role-arn -x -d 'role to assume'
complete -c brs -n '__brs_is creds' -l source-profile -x -a '(__brs_profiles)' -d 'profile whose credentials assume the role'
complete -c brs -n '__brs_is creds' -l credential-source -x -a 'Environment Ec2InstanceMetadata EcsContainer' -d 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'
complete -c brs -n '__brs_is creds' -l role-session-name -x -d 'name of the session in CloudTrail'
complete -c brs -n '__brs_is creds' -l duration-seconds -x -d 'lifetime to ask for'
complete -c brs -n '__brs_is creds' -l external-id -x -d 'the trust policy\'s external id'
complete -c brs -n '__brs_is creds' -l mfa-serial -x -d 'MFA device: ARN, or serial number of a hardware one'
complete -c brs -n '__brs_is creds' -l source-identity -x -d 'source identity of the session'
complete -c brs -n '__brs_is creds' -l policy -x -d 'session policy: JSON or file://PATH'
complete -c brs -n '__brs_is creds' -l policy-arns -x -d 'managed session policies, separated by commas'
complete -c brs -n '__brs_is creds' -l session-tags -x -d 'session tags: team=a,stage=dev or a JSON object'
complete -c brs -n '__brs_is creds' -l transitive-tag-keys -x -d 'tags that go on to the next role'
complete -c brs -n '__brs_is creds' -l provided-contexts -x -d 'trusted context assertions: JSON or file://PATH'
complete -c brs -n '__brs_is creds' -l source -x -a 'environment ecs ec2' -d 'source by name: environment, ecs, ec2'
complete -c brs -n '__brs_is creds' -l command -x -a '(__fish_complete_command)' -d 'program that prints credentials'
complete -c brs -n '__brs_is creds' -l command-timeout-seconds -x -d 'its time limit (default 60)'
complete -c brs -n '__brs_is creds' -l mfa-process -x -a '(__fish_complete_command)' -d 'program that prints the MFA code (30 s)'
complete -c brs -n '__brs_is creds' -l mfa-prompt -x -a 'auto terminal desktop never' -d 'where to ask for the code: auto, terminal, desktop, never'
complete -c brs -n '__brs_is creds' -l mfa-session -x -a 'true false' -d 'one MFA session shared by all roles (default true), or a code for each role'
complete -c brs -n '__brs_is creds' -l mfa-session-seconds -x -d 'lifetime of that session (default 43200)'
complete -c brs -n '__brs_is creds' -l advisory-seconds -x -d 'ageing with less than this left'
complete -c brs -n '__brs_is creds' -l mandatory-seconds -x -d 'stale with less than this left'
complete -c brs -n '__brs_is creds' -l region -x -d 'region of the STS endpoint'
complete -c brs -n '__brs_is creds' -l endpoint-url -x -d 'STS endpoint to use instead'
complete -c brs -n '__brs_is creds' -l services -x -d 'section with endpoints per service'
complete -c brs -n '__brs_is creds' -l ignore-configured-endpoint-urls -x -a 'true false' -d 'leave configured endpoints out'
complete -c brs -n '__brs_is creds' -l sts-regional-endpoints -x -a 'regional legacy' -d 'regional (default) or legacy (global endpoint for the older regions)'
complete -c brs -n '__brs_is creds' -l use-fips-endpoint -x -a 'true false' -d 'FIPS endpoint'
complete -c brs -n '__brs_is creds' -l use-dualstack-endpoint -x -a 'true false' -d 'dual-stack endpoint'
complete -c brs -n '__brs_is creds' -l ca-bundle -r -F -d 'certificate authorities to trust, PEM'
complete -c brs -n '__brs_is creds' -l max-attempts -x -d 'calls to STS at the most (default 6)'
complete -c brs -n '__brs_is creds' -l retry-mode -x -a 'legacy standard adaptive' -d 'read and checked; brs paces itself'
complete -c brs -n '__brs_is creds' -l retry-seconds -x -d 'time for all calls together (default 20)'
complete -c brs -n '__brs_is creds' -l connect-timeout-seconds -x -d 'limit of one connection to STS (default 5)'
complete -c brs -n '__brs_is creds' -l read-timeout-seconds -x -d 'limit of one answer of STS (default 10)'
complete -c brs -n '__brs_is creds' -l aws-account-id -x -d 'account of the static key'
complete -c brs -n '__brs_is creds' -l ec2-metadata-service-endpoint -x -d 'where the instance metadata is'
complete -c brs -n '__brs_is creds' -l ec2-metadata-service-endpoint-mode -x -d 'IPv4 or IPv6'
complete -c brs -n '__brs_is creds' -l refresh -d 'get new credentials now'
complete -c brs -n '__brs_is creds' -l no-cache -d 'neither read nor keep entries'
complete -c brs -n '__brs_is creds' -l min-ttl -x -d 'refresh first if less is left (45m)'
complete -c brs -n '__brs_is creds' -l mfa-token -x -d 'the MFA code, where one is needed'
complete -c brs -n '__brs_is creds' -l no-prompt -d 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'
complete -c brs -n '__brs_is creds' -l debug -d 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'
complete -c brs -n '__brs_is creds' -l format -x -a 'process posix fish tcsh powershell cmd nushell elvish xonsh dotenv ini json' -d 'how they are written: process, posix, fish, tcsh, powershell, cmd, nushell, elvish, xonsh, dotenv, ini, json'
complete -c brs -n '__brs_is creds' -l help -s h -d 'show help'

complete -c brs -n '__brs_is env' -l profile -s p -x -a '(__brs_profiles)' -d 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'
complete -c brs -n '__brs_is env' -l role-arn -x -d 'role to assume'
complete -c brs -n '__brs_is env' -l source-profile -x -a '(__brs_profiles)' -d 'profile whose credentials assume the role'
complete -c brs -n '__brs_is env' -l credential-source -x -a 'Environment Ec2InstanceMetadata EcsContainer' -d 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'
complete -c brs -n '__brs_is env' -l role-session-name -x -d 'name of the session in CloudTrail'
complete -c brs -n '__brs_is env' -l duration-seconds -x -d 'lifetime to ask for'
complete -c brs -n '__brs_is env' -l external-id -x -d 'the trust policy\'s external id'
complete -c brs -n '__brs_is env' -l mfa-serial -x -d 'MFA device: ARN, or serial number of a hardware one'
complete -c brs -n '__brs_is env' -l source-identity -x -d 'source identity of the session'
complete -c brs -n '__brs_is env' -l policy -x -d 'session policy: JSON or file://PATH'
complete -c brs -n '__brs_is env' -l policy-arns -x -d 'managed session policies, separated by commas'
complete -c brs -n '__brs_is env' -l session-tags -x -d 'session tags: team=a,stage=dev or a JSON object'
complete -c brs -n '__brs_is env' -l transitive-tag-keys -x -d 'tags that go on to the next role'
complete -c brs -n '__brs_is env' -l provided-contexts -x -d 'trusted context assertions: JSON or file://PATH'
complete -c brs -n '__brs_is env' -l source -x -a 'environment ecs ec2' -d 'source by name: environment, ecs, ec2'
complete -c brs -n '__brs_is env' -l command -x -a '(__fish_complete_command)' -d 'program that prints credentials'
complete -c brs -n '__brs_is env' -l command-timeout-seconds -x -d 'its time limit (default 60)'
complete -c brs -n '__brs_is env' -l mfa-process -x -a '(__fish_complete_command)' -d 'program that prints the MFA code (30 s)'
complete -c brs -n '__brs_is env' -l mfa-prompt -x -a 'auto terminal desktop never' -d 'where to ask for the code: auto, terminal, desktop, never'
complete -c brs -n '__brs_is env' -l mfa-session -x -a 'true false' -d 'one MFA session shared by all roles (default true), or a code for each role'
complete -c brs -n '__brs_is env' -l mfa-session-seconds -x -d 'lifetime of that session (default 43200)'
complete -c brs -n '__brs_is env' -l advisory-seconds -x -d 'ageing with less than this left'
complete -c brs -n '__brs_is env' -l mandatory-seconds -x -d 'stale with less than this left'
complete -c brs -n '__brs_is env' -l region -x -d 'region of the STS endpoint'
complete -c brs -n '__brs_is env' -l endpoint-url -x -d 'STS endpoint to use instead'
complete -c brs -n '__brs_is env' -l services -x -d 'section with endpoints per service'
complete -c brs -n '__brs_is env' -l ignore-configured-endpoint-urls -x -a 'true false' -d 'leave configured endpoints out'
complete -c brs -n '__brs_is env' -l sts-regional-endpoints -x -a 'regional legacy' -d 'regional (default) or legacy (global endpoint for the older regions)'
complete -c brs -n '__brs_is env' -l use-fips-endpoint -x -a 'true false' -d 'FIPS endpoint'
complete -c brs -n '__brs_is env' -l use-dualstack-endpoint -x -a 'true false' -d 'dual-stack endpoint'
complete -c brs -n '__brs_is env' -l ca-bundle -r -F -d 'certificate authorities to trust, PEM'
complete -c brs -n '__brs_is env' -l max-attempts -x -d 'calls to STS at the most (default 6)'
complete -c brs -n '__brs_is env' -l retry-mode -x -a 'legacy standard adaptive' -d 'read and checked; brs paces itself'
complete -c brs -n '__brs_is env' -l retry-seconds -x -d 'time for all calls together (default 20)'
complete -c brs -n '__brs_is env' -l connect-timeout-seconds -x -d 'limit of one connection to STS (default 5)'
complete -c brs -n '__brs_is env' -l read-timeout-seconds -x -d 'limit of one answer of STS (default 10)'
complete -c brs -n '__brs_is env' -l aws-account-id -x -d 'account of the static key'
complete -c brs -n '__brs_is env' -l ec2-metadata-service-endpoint -x -d 'where the instance metadata is'
complete -c brs -n '__brs_is env' -l ec2-metadata-service-endpoint-mode -x -d 'IPv4 or IPv6'
complete -c brs -n '__brs_is env' -l refresh -d 'get new credentials now'
complete -c brs -n '__brs_is env' -l no-cache -d 'neither read nor keep entries'
complete -c brs -n '__brs_is env' -l min-ttl -x -d 'refresh first if less is left (45m)'
complete -c brs -n '__brs_is env' -l mfa-token -x -d 'the MFA code, where one is needed'
complete -c brs -n '__brs_is env' -l no-prompt -d 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'
complete -c brs -n '__brs_is env' -l debug -d 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'
complete -c brs -n '__brs_is env' -l shell -x -a 'sh bash zsh dash ksh mksh ash busybox yash fish tcsh csh powershell pwsh cmd nu nushell elvish xonsh' -d 'the shell (else the one that calls)'
complete -c brs -n '__brs_is env' -l format -x -a 'process posix fish tcsh powershell cmd nushell elvish xonsh dotenv ini json' -d 'how they are written: process, posix, fish, tcsh, powershell, cmd, nushell, elvish, xonsh, dotenv, ini, json'
complete -c brs -n '__brs_is env' -l set-region -d 'the profile\'s region goes over one that is set'
complete -c brs -n '__brs_is env' -l unset -d 'take everything back'
complete -c brs -n '__brs_is env' -l help -s h -d 'show help'

complete -c brs -n '__brs_is exec; and not __brs_theirs' -l profile -s p -x -a '(__brs_profiles)' -d 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l role-arn -x -d 'role to assume'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l source-profile -x -a '(__brs_profiles)' -d 'profile whose credentials assume the role'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l credential-source -x -a 'Environment Ec2InstanceMetadata EcsContainer' -d 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l role-session-name -x -d 'name of the session in CloudTrail'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l duration-seconds -x -d 'lifetime to ask for'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l external-id -x -d 'the trust policy\'s external id'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l mfa-serial -x -d 'MFA device: ARN, or serial number of a hardware one'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l source-identity -x -d 'source identity of the session'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l policy -x -d 'session policy: JSON or file://PATH'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l policy-arns -x -d 'managed session policies, separated by commas'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l session-tags -x -d 'session tags: team=a,stage=dev or a JSON object'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l transitive-tag-keys -x -d 'tags that go on to the next role'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l provided-contexts -x -d 'trusted context assertions: JSON or file://PATH'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l source -x -a 'environment ecs ec2' -d 'source by name: environment, ecs, ec2'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l command -x -a '(__fish_complete_command)' -d 'program that prints credentials'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l command-timeout-seconds -x -d 'its time limit (default 60)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l mfa-process -x -a '(__fish_complete_command)' -d 'program that prints the MFA code (30 s)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l mfa-prompt -x -a 'auto terminal desktop never' -d 'where to ask for the code: auto, terminal, desktop, never'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l mfa-session -x -a 'true false' -d 'one MFA session shared by all roles (default true), or a code for each role'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l mfa-session-seconds -x -d 'lifetime of that session (default 43200)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l advisory-seconds -x -d 'ageing with less than this left'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l mandatory-seconds -x -d 'stale with less than this left'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l region -x -d 'region of the STS endpoint'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l endpoint-url -x -d 'STS endpoint to use instead'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l services -x -d 'section with endpoints per service'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l ignore-configured-endpoint-urls -x -a 'true false' -d 'leave configured endpoints out'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l sts-regional-endpoints -x -a 'regional legacy' -d 'regional (default) or legacy (global endpoint for the older regions)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l use-fips-endpoint -x -a 'true false' -d 'FIPS endpoint'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l use-dualstack-endpoint -x -a 'true false' -d 'dual-stack endpoint'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l ca-bundle -r -F -d 'certificate authorities to trust, PEM'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l max-attempts -x -d 'calls to STS at the most (default 6)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l retry-mode -x -a 'legacy standard adaptive' -d 'read and checked; brs paces itself'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l retry-seconds -x -d 'time for all calls together (default 20)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l connect-timeout-seconds -x -d 'limit of one connection to STS (default 5)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l read-timeout-seconds -x -d 'limit of one answer of STS (default 10)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l aws-account-id -x -d 'account of the static key'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l ec2-metadata-service-endpoint -x -d 'where the instance metadata is'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l ec2-metadata-service-endpoint-mode -x -d 'IPv4 or IPv6'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l refresh -d 'get new credentials now'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l no-cache -d 'neither read nor keep entries'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l min-ttl -x -d 'refresh first if less is left (45m)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l mfa-token -x -d 'the MFA code, where one is needed'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l no-prompt -d 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l debug -d 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l static -d 'plain variables instead of the endpoint: they end when they expire'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l token-file -d 'the endpoint\'s token in a file of mode 0600 instead of a variable'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l set-region -d 'the profile\'s region goes over one that is set'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l profiles -x -d 'once for each profile that matches (\'team-*,dev?\')'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l parallel -x -d 'so many of them at a time (default 8)'
complete -c brs -n '__brs_is exec; and not __brs_theirs' -l help -s h -d 'show help'
complete -c brs -n '__brs_is exec' -a '(__brs_complete_theirs)'

complete -c brs -n '__brs_is hook' -l help -s h -d 'show help'
complete -c brs -n '__brs_is hook; and test (count (__brs_beside)) -lt 1' -a 'bash zsh fish'

complete -c brs -n '__brs_is status' -l plain -d 'as a table (also where stdout is no terminal)'
complete -c brs -n '__brs_is status' -l json -d 'as data: store, profiles with state, expiry, steps, error'
complete -c brs -n '__brs_is status' -l help -s h -d 'show help'

complete -c brs -n '__brs_is list' -l help -s h -d 'show help'

complete -c brs -n '__brs_is whoami' -l profile -s p -x -a '(__brs_profiles)' -d 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'
complete -c brs -n '__brs_is whoami' -l role-arn -x -d 'role to assume'
complete -c brs -n '__brs_is whoami' -l source-profile -x -a '(__brs_profiles)' -d 'profile whose credentials assume the role'
complete -c brs -n '__brs_is whoami' -l credential-source -x -a 'Environment Ec2InstanceMetadata EcsContainer' -d 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'
complete -c brs -n '__brs_is whoami' -l role-session-name -x -d 'name of the session in CloudTrail'
complete -c brs -n '__brs_is whoami' -l duration-seconds -x -d 'lifetime to ask for'
complete -c brs -n '__brs_is whoami' -l external-id -x -d 'the trust policy\'s external id'
complete -c brs -n '__brs_is whoami' -l mfa-serial -x -d 'MFA device: ARN, or serial number of a hardware one'
complete -c brs -n '__brs_is whoami' -l source-identity -x -d 'source identity of the session'
complete -c brs -n '__brs_is whoami' -l policy -x -d 'session policy: JSON or file://PATH'
complete -c brs -n '__brs_is whoami' -l policy-arns -x -d 'managed session policies, separated by commas'
complete -c brs -n '__brs_is whoami' -l session-tags -x -d 'session tags: team=a,stage=dev or a JSON object'
complete -c brs -n '__brs_is whoami' -l transitive-tag-keys -x -d 'tags that go on to the next role'
complete -c brs -n '__brs_is whoami' -l provided-contexts -x -d 'trusted context assertions: JSON or file://PATH'
complete -c brs -n '__brs_is whoami' -l source -x -a 'environment ecs ec2' -d 'source by name: environment, ecs, ec2'
complete -c brs -n '__brs_is whoami' -l command -x -a '(__fish_complete_command)' -d 'program that prints credentials'
complete -c brs -n '__brs_is whoami' -l command-timeout-seconds -x -d 'its time limit (default 60)'
complete -c brs -n '__brs_is whoami' -l mfa-process -x -a '(__fish_complete_command)' -d 'program that prints the MFA code (30 s)'
complete -c brs -n '__brs_is whoami' -l mfa-prompt -x -a 'auto terminal desktop never' -d 'where to ask for the code: auto, terminal, desktop, never'
complete -c brs -n '__brs_is whoami' -l mfa-session -x -a 'true false' -d 'one MFA session shared by all roles (default true), or a code for each role'
complete -c brs -n '__brs_is whoami' -l mfa-session-seconds -x -d 'lifetime of that session (default 43200)'
complete -c brs -n '__brs_is whoami' -l advisory-seconds -x -d 'ageing with less than this left'
complete -c brs -n '__brs_is whoami' -l mandatory-seconds -x -d 'stale with less than this left'
complete -c brs -n '__brs_is whoami' -l region -x -d 'region of the STS endpoint'
complete -c brs -n '__brs_is whoami' -l endpoint-url -x -d 'STS endpoint to use instead'
complete -c brs -n '__brs_is whoami' -l services -x -d 'section with endpoints per service'
complete -c brs -n '__brs_is whoami' -l ignore-configured-endpoint-urls -x -a 'true false' -d 'leave configured endpoints out'
complete -c brs -n '__brs_is whoami' -l sts-regional-endpoints -x -a 'regional legacy' -d 'regional (default) or legacy (global endpoint for the older regions)'
complete -c brs -n '__brs_is whoami' -l use-fips-endpoint -x -a 'true false' -d 'FIPS endpoint'
complete -c brs -n '__brs_is whoami' -l use-dualstack-endpoint -x -a 'true false' -d 'dual-stack endpoint'
complete -c brs -n '__brs_is whoami' -l ca-bundle -r -F -d 'certificate authorities to trust, PEM'
complete -c brs -n '__brs_is whoami' -l max-attempts -x -d 'calls to STS at the most (default 6)'
complete -c brs -n '__brs_is whoami' -l retry-mode -x -a 'legacy standard adaptive' -d 'read and checked; brs paces itself'
complete -c brs -n '__brs_is whoami' -l retry-seconds -x -d 'time for all calls together (default 20)'
complete -c brs -n '__brs_is whoami' -l connect-timeout-seconds -x -d 'limit of one connection to STS (default 5)'
complete -c brs -n '__brs_is whoami' -l read-timeout-seconds -x -d 'limit of one answer of STS (default 10)'
complete -c brs -n '__brs_is whoami' -l aws-account-id -x -d 'account of the static key'
complete -c brs -n '__brs_is whoami' -l ec2-metadata-service-endpoint -x -d 'where the instance metadata is'
complete -c brs -n '__brs_is whoami' -l ec2-metadata-service-endpoint-mode -x -d 'IPv4 or IPv6'
complete -c brs -n '__brs_is whoami' -l refresh -d 'get new credentials now'
complete -c brs -n '__brs_is whoami' -l no-cache -d 'neither read nor keep entries'
complete -c brs -n '__brs_is whoami' -l min-ttl -x -d 'refresh first if less is left (45m)'
complete -c brs -n '__brs_is whoami' -l mfa-token -x -d 'the MFA code, where one is needed'
complete -c brs -n '__brs_is whoami' -l no-prompt -d 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'
complete -c brs -n '__brs_is whoami' -l debug -d 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'
complete -c brs -n '__brs_is whoami' -l json -d 'as JSON: arn, account, userId, expiration, chain'
complete -c brs -n '__brs_is whoami' -l help -s h -d 'show help'

complete -c brs -n '__brs_is login' -l profile -s p -x -a '(__brs_profiles)' -d 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'
complete -c brs -n '__brs_is login' -l role-arn -x -d 'role to assume'
complete -c brs -n '__brs_is login' -l source-profile -x -a '(__brs_profiles)' -d 'profile whose credentials assume the role'
complete -c brs -n '__brs_is login' -l credential-source -x -a 'Environment Ec2InstanceMetadata EcsContainer' -d 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'
complete -c brs -n '__brs_is login' -l role-session-name -x -d 'name of the session in CloudTrail'
complete -c brs -n '__brs_is login' -l duration-seconds -x -d 'lifetime to ask for'
complete -c brs -n '__brs_is login' -l external-id -x -d 'the trust policy\'s external id'
complete -c brs -n '__brs_is login' -l mfa-serial -x -d 'MFA device: ARN, or serial number of a hardware one'
complete -c brs -n '__brs_is login' -l source-identity -x -d 'source identity of the session'
complete -c brs -n '__brs_is login' -l policy -x -d 'session policy: JSON or file://PATH'
complete -c brs -n '__brs_is login' -l policy-arns -x -d 'managed session policies, separated by commas'
complete -c brs -n '__brs_is login' -l session-tags -x -d 'session tags: team=a,stage=dev or a JSON object'
complete -c brs -n '__brs_is login' -l transitive-tag-keys -x -d 'tags that go on to the next role'
complete -c brs -n '__brs_is login' -l provided-contexts -x -d 'trusted context assertions: JSON or file://PATH'
complete -c brs -n '__brs_is login' -l source -x -a 'environment ecs ec2' -d 'source by name: environment, ecs, ec2'
complete -c brs -n '__brs_is login' -l command -x -a '(__fish_complete_command)' -d 'program that prints credentials'
complete -c brs -n '__brs_is login' -l command-timeout-seconds -x -d 'its time limit (default 60)'
complete -c brs -n '__brs_is login' -l mfa-process -x -a '(__fish_complete_command)' -d 'program that prints the MFA code (30 s)'
complete -c brs -n '__brs_is login' -l mfa-prompt -x -a 'auto terminal desktop never' -d 'where to ask for the code: auto, terminal, desktop, never'
complete -c brs -n '__brs_is login' -l mfa-session -x -a 'true false' -d 'one MFA session shared by all roles (default true), or a code for each role'
complete -c brs -n '__brs_is login' -l mfa-session-seconds -x -d 'lifetime of that session (default 43200)'
complete -c brs -n '__brs_is login' -l advisory-seconds -x -d 'ageing with less than this left'
complete -c brs -n '__brs_is login' -l mandatory-seconds -x -d 'stale with less than this left'
complete -c brs -n '__brs_is login' -l region -x -d 'region of the STS endpoint'
complete -c brs -n '__brs_is login' -l endpoint-url -x -d 'STS endpoint to use instead'
complete -c brs -n '__brs_is login' -l services -x -d 'section with endpoints per service'
complete -c brs -n '__brs_is login' -l ignore-configured-endpoint-urls -x -a 'true false' -d 'leave configured endpoints out'
complete -c brs -n '__brs_is login' -l sts-regional-endpoints -x -a 'regional legacy' -d 'regional (default) or legacy (global endpoint for the older regions)'
complete -c brs -n '__brs_is login' -l use-fips-endpoint -x -a 'true false' -d 'FIPS endpoint'
complete -c brs -n '__brs_is login' -l use-dualstack-endpoint -x -a 'true false' -d 'dual-stack endpoint'
complete -c brs -n '__brs_is login' -l ca-bundle -r -F -d 'certificate authorities to trust, PEM'
complete -c brs -n '__brs_is login' -l max-attempts -x -d 'calls to STS at the most (default 6)'
complete -c brs -n '__brs_is login' -l retry-mode -x -a 'legacy standard adaptive' -d 'read and checked; brs paces itself'
complete -c brs -n '__brs_is login' -l retry-seconds -x -d 'time for all calls together (default 20)'
complete -c brs -n '__brs_is login' -l connect-timeout-seconds -x -d 'limit of one connection to STS (default 5)'
complete -c brs -n '__brs_is login' -l read-timeout-seconds -x -d 'limit of one answer of STS (default 10)'
complete -c brs -n '__brs_is login' -l aws-account-id -x -d 'account of the static key'
complete -c brs -n '__brs_is login' -l ec2-metadata-service-endpoint -x -d 'where the instance metadata is'
complete -c brs -n '__brs_is login' -l ec2-metadata-service-endpoint-mode -x -d 'IPv4 or IPv6'
complete -c brs -n '__brs_is login' -l min-ttl -x -d 'refresh first if less is left (45m)'
complete -c brs -n '__brs_is login' -l mfa-token -x -d 'the MFA code, where one is needed'
complete -c brs -n '__brs_is login' -l no-prompt -d 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'
complete -c brs -n '__brs_is login' -l debug -d 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'
complete -c brs -n '__brs_is login' -l help -s h -d 'show help'
complete -c brs -n '__brs_is login' -a '(__brs_profiles)'

complete -c brs -n '__brs_is logout' -l profile -s p -x -a '(__brs_profiles)' -d 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'
complete -c brs -n '__brs_is logout' -l role-arn -x -d 'role to assume'
complete -c brs -n '__brs_is logout' -l source-profile -x -a '(__brs_profiles)' -d 'profile whose credentials assume the role'
complete -c brs -n '__brs_is logout' -l credential-source -x -a 'Environment Ec2InstanceMetadata EcsContainer' -d 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'
complete -c brs -n '__brs_is logout' -l role-session-name -x -d 'name of the session in CloudTrail'
complete -c brs -n '__brs_is logout' -l duration-seconds -x -d 'lifetime to ask for'
complete -c brs -n '__brs_is logout' -l external-id -x -d 'the trust policy\'s external id'
complete -c brs -n '__brs_is logout' -l mfa-serial -x -d 'MFA device: ARN, or serial number of a hardware one'
complete -c brs -n '__brs_is logout' -l source-identity -x -d 'source identity of the session'
complete -c brs -n '__brs_is logout' -l policy -x -d 'session policy: JSON or file://PATH'
complete -c brs -n '__brs_is logout' -l policy-arns -x -d 'managed session policies, separated by commas'
complete -c brs -n '__brs_is logout' -l session-tags -x -d 'session tags: team=a,stage=dev or a JSON object'
complete -c brs -n '__brs_is logout' -l transitive-tag-keys -x -d 'tags that go on to the next role'
complete -c brs -n '__brs_is logout' -l provided-contexts -x -d 'trusted context assertions: JSON or file://PATH'
complete -c brs -n '__brs_is logout' -l source -x -a 'environment ecs ec2' -d 'source by name: environment, ecs, ec2'
complete -c brs -n '__brs_is logout' -l command -x -a '(__fish_complete_command)' -d 'program that prints credentials'
complete -c brs -n '__brs_is logout' -l command-timeout-seconds -x -d 'its time limit (default 60)'
complete -c brs -n '__brs_is logout' -l mfa-process -x -a '(__fish_complete_command)' -d 'program that prints the MFA code (30 s)'
complete -c brs -n '__brs_is logout' -l mfa-prompt -x -a 'auto terminal desktop never' -d 'where to ask for the code: auto, terminal, desktop, never'
complete -c brs -n '__brs_is logout' -l mfa-session -x -a 'true false' -d 'one MFA session shared by all roles (default true), or a code for each role'
complete -c brs -n '__brs_is logout' -l mfa-session-seconds -x -d 'lifetime of that session (default 43200)'
complete -c brs -n '__brs_is logout' -l advisory-seconds -x -d 'ageing with less than this left'
complete -c brs -n '__brs_is logout' -l mandatory-seconds -x -d 'stale with less than this left'
complete -c brs -n '__brs_is logout' -l region -x -d 'region of the STS endpoint'
complete -c brs -n '__brs_is logout' -l endpoint-url -x -d 'STS endpoint to use instead'
complete -c brs -n '__brs_is logout' -l services -x -d 'section with endpoints per service'
complete -c brs -n '__brs_is logout' -l ignore-configured-endpoint-urls -x -a 'true false' -d 'leave configured endpoints out'
complete -c brs -n '__brs_is logout' -l sts-regional-endpoints -x -a 'regional legacy' -d 'regional (default) or legacy (global endpoint for the older regions)'
complete -c brs -n '__brs_is logout' -l use-fips-endpoint -x -a 'true false' -d 'FIPS endpoint'
complete -c brs -n '__brs_is logout' -l use-dualstack-endpoint -x -a 'true false' -d 'dual-stack endpoint'
complete -c brs -n '__brs_is logout' -l ca-bundle -r -F -d 'certificate authorities to trust, PEM'
complete -c brs -n '__brs_is logout' -l max-attempts -x -d 'calls to STS at the most (default 6)'
complete -c brs -n '__brs_is logout' -l retry-mode -x -a 'legacy standard adaptive' -d 'read and checked; brs paces itself'
complete -c brs -n '__brs_is logout' -l retry-seconds -x -d 'time for all calls together (default 20)'
complete -c brs -n '__brs_is logout' -l connect-timeout-seconds -x -d 'limit of one connection to STS (default 5)'
complete -c brs -n '__brs_is logout' -l read-timeout-seconds -x -d 'limit of one answer of STS (default 10)'
complete -c brs -n '__brs_is logout' -l aws-account-id -x -d 'account of the static key'
complete -c brs -n '__brs_is logout' -l ec2-metadata-service-endpoint -x -d 'where the instance metadata is'
complete -c brs -n '__brs_is logout' -l ec2-metadata-service-endpoint-mode -x -d 'IPv4 or IPv6'
complete -c brs -n '__brs_is logout' -l all -d 'every entry of brs in this store'
complete -c brs -n '__brs_is logout' -l help -s h -d 'show help'
complete -c brs -n '__brs_is logout' -a '(__brs_profiles)'

complete -c brs -n '__brs_is explain' -l profile -s p -x -a '(__brs_profiles)' -d 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'
complete -c brs -n '__brs_is explain' -l role-arn -x -d 'role to assume'
complete -c brs -n '__brs_is explain' -l source-profile -x -a '(__brs_profiles)' -d 'profile whose credentials assume the role'
complete -c brs -n '__brs_is explain' -l credential-source -x -a 'Environment Ec2InstanceMetadata EcsContainer' -d 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'
complete -c brs -n '__brs_is explain' -l role-session-name -x -d 'name of the session in CloudTrail'
complete -c brs -n '__brs_is explain' -l duration-seconds -x -d 'lifetime to ask for'
complete -c brs -n '__brs_is explain' -l external-id -x -d 'the trust policy\'s external id'
complete -c brs -n '__brs_is explain' -l mfa-serial -x -d 'MFA device: ARN, or serial number of a hardware one'
complete -c brs -n '__brs_is explain' -l source-identity -x -d 'source identity of the session'
complete -c brs -n '__brs_is explain' -l policy -x -d 'session policy: JSON or file://PATH'
complete -c brs -n '__brs_is explain' -l policy-arns -x -d 'managed session policies, separated by commas'
complete -c brs -n '__brs_is explain' -l session-tags -x -d 'session tags: team=a,stage=dev or a JSON object'
complete -c brs -n '__brs_is explain' -l transitive-tag-keys -x -d 'tags that go on to the next role'
complete -c brs -n '__brs_is explain' -l provided-contexts -x -d 'trusted context assertions: JSON or file://PATH'
complete -c brs -n '__brs_is explain' -l source -x -a 'environment ecs ec2' -d 'source by name: environment, ecs, ec2'
complete -c brs -n '__brs_is explain' -l command -x -a '(__fish_complete_command)' -d 'program that prints credentials'
complete -c brs -n '__brs_is explain' -l command-timeout-seconds -x -d 'its time limit (default 60)'
complete -c brs -n '__brs_is explain' -l mfa-process -x -a '(__fish_complete_command)' -d 'program that prints the MFA code (30 s)'
complete -c brs -n '__brs_is explain' -l mfa-prompt -x -a 'auto terminal desktop never' -d 'where to ask for the code: auto, terminal, desktop, never'
complete -c brs -n '__brs_is explain' -l mfa-session -x -a 'true false' -d 'one MFA session shared by all roles (default true), or a code for each role'
complete -c brs -n '__brs_is explain' -l mfa-session-seconds -x -d 'lifetime of that session (default 43200)'
complete -c brs -n '__brs_is explain' -l advisory-seconds -x -d 'ageing with less than this left'
complete -c brs -n '__brs_is explain' -l mandatory-seconds -x -d 'stale with less than this left'
complete -c brs -n '__brs_is explain' -l region -x -d 'region of the STS endpoint'
complete -c brs -n '__brs_is explain' -l endpoint-url -x -d 'STS endpoint to use instead'
complete -c brs -n '__brs_is explain' -l services -x -d 'section with endpoints per service'
complete -c brs -n '__brs_is explain' -l ignore-configured-endpoint-urls -x -a 'true false' -d 'leave configured endpoints out'
complete -c brs -n '__brs_is explain' -l sts-regional-endpoints -x -a 'regional legacy' -d 'regional (default) or legacy (global endpoint for the older regions)'
complete -c brs -n '__brs_is explain' -l use-fips-endpoint -x -a 'true false' -d 'FIPS endpoint'
complete -c brs -n '__brs_is explain' -l use-dualstack-endpoint -x -a 'true false' -d 'dual-stack endpoint'
complete -c brs -n '__brs_is explain' -l ca-bundle -r -F -d 'certificate authorities to trust, PEM'
complete -c brs -n '__brs_is explain' -l max-attempts -x -d 'calls to STS at the most (default 6)'
complete -c brs -n '__brs_is explain' -l retry-mode -x -a 'legacy standard adaptive' -d 'read and checked; brs paces itself'
complete -c brs -n '__brs_is explain' -l retry-seconds -x -d 'time for all calls together (default 20)'
complete -c brs -n '__brs_is explain' -l connect-timeout-seconds -x -d 'limit of one connection to STS (default 5)'
complete -c brs -n '__brs_is explain' -l read-timeout-seconds -x -d 'limit of one answer of STS (default 10)'
complete -c brs -n '__brs_is explain' -l aws-account-id -x -d 'account of the static key'
complete -c brs -n '__brs_is explain' -l ec2-metadata-service-endpoint -x -d 'where the instance metadata is'
complete -c brs -n '__brs_is explain' -l ec2-metadata-service-endpoint-mode -x -d 'IPv4 or IPv6'
complete -c brs -n '__brs_is explain' -l json -d 'as one JSON document'
complete -c brs -n '__brs_is explain' -l debug -d 'say on stderr what is done, without secrets'
complete -c brs -n '__brs_is explain' -l help -s h -d 'show help'
complete -c brs -n '__brs_is explain; and test (count (__brs_beside)) -lt 1' -a '(__brs_profiles)'

complete -c brs -n '__brs_is doctor' -l profile -s p -x -a '(__brs_profiles)' -d 'look at this profile and those it stands on'
complete -c brs -n '__brs_is doctor' -l fix -d 'put right what is safe: permissions, leftovers, entries that nobody can read'
complete -c brs -n '__brs_is doctor' -l offline -d 'leave the network alone: no endpoints, no clock'
complete -c brs -n '__brs_is doctor' -l verbose -d 'say also what is well'
complete -c brs -n '__brs_is doctor' -l json -d 'as JSON: findings (code, verdict, what, do, place, fixable, fixed) and counts'
complete -c brs -n '__brs_is doctor' -l debug -d 'say on stderr what is done, without secrets'
complete -c brs -n '__brs_is doctor' -l help -s h -d 'show help'
complete -c brs -n '__brs_is doctor; and test (count (__brs_beside)) -lt 1' -a '(__brs_profiles)'

complete -c brs -n '__brs_is clear' -l profile -s p -x -a '(__brs_profiles)' -d 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'
complete -c brs -n '__brs_is clear' -l role-arn -x -d 'role to assume'
complete -c brs -n '__brs_is clear' -l source-profile -x -a '(__brs_profiles)' -d 'profile whose credentials assume the role'
complete -c brs -n '__brs_is clear' -l credential-source -x -a 'Environment Ec2InstanceMetadata EcsContainer' -d 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'
complete -c brs -n '__brs_is clear' -l role-session-name -x -d 'name of the session in CloudTrail'
complete -c brs -n '__brs_is clear' -l duration-seconds -x -d 'lifetime to ask for'
complete -c brs -n '__brs_is clear' -l external-id -x -d 'the trust policy\'s external id'
complete -c brs -n '__brs_is clear' -l mfa-serial -x -d 'MFA device: ARN, or serial number of a hardware one'
complete -c brs -n '__brs_is clear' -l source-identity -x -d 'source identity of the session'
complete -c brs -n '__brs_is clear' -l policy -x -d 'session policy: JSON or file://PATH'
complete -c brs -n '__brs_is clear' -l policy-arns -x -d 'managed session policies, separated by commas'
complete -c brs -n '__brs_is clear' -l session-tags -x -d 'session tags: team=a,stage=dev or a JSON object'
complete -c brs -n '__brs_is clear' -l transitive-tag-keys -x -d 'tags that go on to the next role'
complete -c brs -n '__brs_is clear' -l provided-contexts -x -d 'trusted context assertions: JSON or file://PATH'
complete -c brs -n '__brs_is clear' -l source -x -a 'environment ecs ec2' -d 'source by name: environment, ecs, ec2'
complete -c brs -n '__brs_is clear' -l command -x -a '(__fish_complete_command)' -d 'program that prints credentials'
complete -c brs -n '__brs_is clear' -l command-timeout-seconds -x -d 'its time limit (default 60)'
complete -c brs -n '__brs_is clear' -l mfa-process -x -a '(__fish_complete_command)' -d 'program that prints the MFA code (30 s)'
complete -c brs -n '__brs_is clear' -l mfa-prompt -x -a 'auto terminal desktop never' -d 'where to ask for the code: auto, terminal, desktop, never'
complete -c brs -n '__brs_is clear' -l mfa-session -x -a 'true false' -d 'one MFA session shared by all roles (default true), or a code for each role'
complete -c brs -n '__brs_is clear' -l mfa-session-seconds -x -d 'lifetime of that session (default 43200)'
complete -c brs -n '__brs_is clear' -l advisory-seconds -x -d 'ageing with less than this left'
complete -c brs -n '__brs_is clear' -l mandatory-seconds -x -d 'stale with less than this left'
complete -c brs -n '__brs_is clear' -l region -x -d 'region of the STS endpoint'
complete -c brs -n '__brs_is clear' -l endpoint-url -x -d 'STS endpoint to use instead'
complete -c brs -n '__brs_is clear' -l services -x -d 'section with endpoints per service'
complete -c brs -n '__brs_is clear' -l ignore-configured-endpoint-urls -x -a 'true false' -d 'leave configured endpoints out'
complete -c brs -n '__brs_is clear' -l sts-regional-endpoints -x -a 'regional legacy' -d 'regional (default) or legacy (global endpoint for the older regions)'
complete -c brs -n '__brs_is clear' -l use-fips-endpoint -x -a 'true false' -d 'FIPS endpoint'
complete -c brs -n '__brs_is clear' -l use-dualstack-endpoint -x -a 'true false' -d 'dual-stack endpoint'
complete -c brs -n '__brs_is clear' -l ca-bundle -r -F -d 'certificate authorities to trust, PEM'
complete -c brs -n '__brs_is clear' -l max-attempts -x -d 'calls to STS at the most (default 6)'
complete -c brs -n '__brs_is clear' -l retry-mode -x -a 'legacy standard adaptive' -d 'read and checked; brs paces itself'
complete -c brs -n '__brs_is clear' -l retry-seconds -x -d 'time for all calls together (default 20)'
complete -c brs -n '__brs_is clear' -l connect-timeout-seconds -x -d 'limit of one connection to STS (default 5)'
complete -c brs -n '__brs_is clear' -l read-timeout-seconds -x -d 'limit of one answer of STS (default 10)'
complete -c brs -n '__brs_is clear' -l aws-account-id -x -d 'account of the static key'
complete -c brs -n '__brs_is clear' -l ec2-metadata-service-endpoint -x -d 'where the instance metadata is'
complete -c brs -n '__brs_is clear' -l ec2-metadata-service-endpoint-mode -x -d 'IPv4 or IPv6'
complete -c brs -n '__brs_is clear' -l all -d 'every entry of brs in this store'
complete -c brs -n '__brs_is clear' -l debug -d 'say on stderr what is done, without secrets'
complete -c brs -n '__brs_is clear' -l help -s h -d 'show help'

complete -c brs -n '__brs_is adopt' -l all -d 'every profile that can be'
complete -c brs -n '__brs_is adopt' -l dry-run -d 'show what would be changed, and change nothing'
complete -c brs -n '__brs_is adopt' -l yes -d 'do not ask'
complete -c brs -n '__brs_is adopt' -l help -s h -d 'show help'
complete -c brs -n '__brs_is adopt; and test (count (__brs_beside)) -lt 1000' -a '(__brs_profiles)'

complete -c brs -n '__brs_is release' -l all -d 'every profile that can be'
complete -c brs -n '__brs_is release' -l dry-run -d 'show what would be changed, and change nothing'
complete -c brs -n '__brs_is release' -l yes -d 'do not ask'
complete -c brs -n '__brs_is release' -l help -s h -d 'show help'
complete -c brs -n '__brs_is release; and test (count (__brs_beside)) -lt 1000' -a '(__brs_profiles)'

complete -c brs -n '__brs_is completion' -l help -s h -d 'show help'
complete -c brs -n '__brs_is completion; and test (count (__brs_beside)) -lt 1' -a 'bash zsh fish powershell'
