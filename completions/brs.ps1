# PowerShell completion for brs: made from its table of commands by `npm run docs`, not to be edited

Register-ArgumentCompleter -Native -CommandName @('brs', 'brs.cmd', 'brs.ps1') -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commands = [ordered]@{
        'creds' = @{
            Help = 'print credentials as one JSON document (for credential_process)'; Words = @(); Most = 0
            Options = [ordered]@{
                '--profile' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '-p' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '--role-arn' = @{ Help = 'role to assume'; Values = @('nothing') }
                '--source-profile' = @{ Help = 'profile whose credentials assume the role'; Values = @('profiles') }
                '--credential-source' = @{ Help = 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'; Values = @('choices', 'Environment', 'Ec2InstanceMetadata', 'EcsContainer') }
                '--role-session-name' = @{ Help = 'name of the session in CloudTrail'; Values = @('nothing') }
                '--duration-seconds' = @{ Help = 'lifetime to ask for'; Values = @('nothing') }
                '--external-id' = @{ Help = 'the trust policy''s external id'; Values = @('nothing') }
                '--mfa-serial' = @{ Help = 'MFA device: ARN, or serial number of a hardware one'; Values = @('nothing') }
                '--source-identity' = @{ Help = 'source identity of the session'; Values = @('nothing') }
                '--policy' = @{ Help = 'session policy: JSON or file://PATH'; Values = @('nothing') }
                '--policy-arns' = @{ Help = 'managed session policies, separated by commas'; Values = @('nothing') }
                '--session-tags' = @{ Help = 'session tags: team=a,stage=dev or a JSON object'; Values = @('nothing') }
                '--transitive-tag-keys' = @{ Help = 'tags that go on to the next role'; Values = @('nothing') }
                '--provided-contexts' = @{ Help = 'trusted context assertions: JSON or file://PATH'; Values = @('nothing') }
                '--source' = @{ Help = 'source by name: environment, ecs, ec2'; Values = @('choices', 'environment', 'ecs', 'ec2') }
                '--command' = @{ Help = 'program that prints credentials'; Values = @('programs') }
                '--command-timeout-seconds' = @{ Help = 'its time limit (default 60)'; Values = @('nothing') }
                '--mfa-process' = @{ Help = 'program that prints the MFA code (30 s)'; Values = @('programs') }
                '--mfa-prompt' = @{ Help = 'where to ask for the code: auto, terminal, desktop, never'; Values = @('choices', 'auto', 'terminal', 'desktop', 'never') }
                '--mfa-session' = @{ Help = 'one MFA session shared by all roles (default true), or a code for each role'; Values = @('choices', 'true', 'false') }
                '--mfa-session-seconds' = @{ Help = 'lifetime of that session (default 43200)'; Values = @('nothing') }
                '--advisory-seconds' = @{ Help = 'ageing with less than this left'; Values = @('nothing') }
                '--mandatory-seconds' = @{ Help = 'stale with less than this left'; Values = @('nothing') }
                '--region' = @{ Help = 'region of the STS endpoint'; Values = @('nothing') }
                '--endpoint-url' = @{ Help = 'STS endpoint to use instead'; Values = @('nothing') }
                '--services' = @{ Help = 'section with endpoints per service'; Values = @('nothing') }
                '--ignore-configured-endpoint-urls' = @{ Help = 'leave configured endpoints out'; Values = @('choices', 'true', 'false') }
                '--sts-regional-endpoints' = @{ Help = 'regional (default) or legacy (global endpoint for the older regions)'; Values = @('choices', 'regional', 'legacy') }
                '--use-fips-endpoint' = @{ Help = 'FIPS endpoint'; Values = @('choices', 'true', 'false') }
                '--use-dualstack-endpoint' = @{ Help = 'dual-stack endpoint'; Values = @('choices', 'true', 'false') }
                '--ca-bundle' = @{ Help = 'certificate authorities to trust, PEM'; Values = @('files') }
                '--max-attempts' = @{ Help = 'calls to STS at the most (default 6)'; Values = @('nothing') }
                '--retry-mode' = @{ Help = 'read and checked; brs paces itself'; Values = @('choices', 'legacy', 'standard', 'adaptive') }
                '--retry-seconds' = @{ Help = 'time for all calls together (default 20)'; Values = @('nothing') }
                '--connect-timeout-seconds' = @{ Help = 'limit of one connection to STS (default 5)'; Values = @('nothing') }
                '--read-timeout-seconds' = @{ Help = 'limit of one answer of STS (default 10)'; Values = @('nothing') }
                '--aws-account-id' = @{ Help = 'account of the static key'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint' = @{ Help = 'where the instance metadata is'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint-mode' = @{ Help = 'IPv4 or IPv6'; Values = @('nothing') }
                '--refresh' = @{ Help = 'get new credentials now'; Values = @() }
                '--no-cache' = @{ Help = 'neither read nor keep entries'; Values = @() }
                '--min-ttl' = @{ Help = 'refresh first if less is left (45m)'; Values = @('nothing') }
                '--mfa-token' = @{ Help = 'the MFA code, where one is needed'; Values = @('nothing') }
                '--no-prompt' = @{ Help = 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'; Values = @() }
                '--debug' = @{ Help = 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'; Values = @() }
                '--format' = @{ Help = 'how they are written: process, posix, fish, tcsh, powershell, cmd, nushell, elvish, xonsh, dotenv, ini, json'; Values = @('choices', 'process', 'posix', 'fish', 'tcsh', 'powershell', 'cmd', 'nushell', 'elvish', 'xonsh', 'dotenv', 'ini', 'json') }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'env' = @{
            Help = 'print credentials as variables, for a shell to take'; Words = @(); Most = 0
            Options = [ordered]@{
                '--profile' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '-p' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '--role-arn' = @{ Help = 'role to assume'; Values = @('nothing') }
                '--source-profile' = @{ Help = 'profile whose credentials assume the role'; Values = @('profiles') }
                '--credential-source' = @{ Help = 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'; Values = @('choices', 'Environment', 'Ec2InstanceMetadata', 'EcsContainer') }
                '--role-session-name' = @{ Help = 'name of the session in CloudTrail'; Values = @('nothing') }
                '--duration-seconds' = @{ Help = 'lifetime to ask for'; Values = @('nothing') }
                '--external-id' = @{ Help = 'the trust policy''s external id'; Values = @('nothing') }
                '--mfa-serial' = @{ Help = 'MFA device: ARN, or serial number of a hardware one'; Values = @('nothing') }
                '--source-identity' = @{ Help = 'source identity of the session'; Values = @('nothing') }
                '--policy' = @{ Help = 'session policy: JSON or file://PATH'; Values = @('nothing') }
                '--policy-arns' = @{ Help = 'managed session policies, separated by commas'; Values = @('nothing') }
                '--session-tags' = @{ Help = 'session tags: team=a,stage=dev or a JSON object'; Values = @('nothing') }
                '--transitive-tag-keys' = @{ Help = 'tags that go on to the next role'; Values = @('nothing') }
                '--provided-contexts' = @{ Help = 'trusted context assertions: JSON or file://PATH'; Values = @('nothing') }
                '--source' = @{ Help = 'source by name: environment, ecs, ec2'; Values = @('choices', 'environment', 'ecs', 'ec2') }
                '--command' = @{ Help = 'program that prints credentials'; Values = @('programs') }
                '--command-timeout-seconds' = @{ Help = 'its time limit (default 60)'; Values = @('nothing') }
                '--mfa-process' = @{ Help = 'program that prints the MFA code (30 s)'; Values = @('programs') }
                '--mfa-prompt' = @{ Help = 'where to ask for the code: auto, terminal, desktop, never'; Values = @('choices', 'auto', 'terminal', 'desktop', 'never') }
                '--mfa-session' = @{ Help = 'one MFA session shared by all roles (default true), or a code for each role'; Values = @('choices', 'true', 'false') }
                '--mfa-session-seconds' = @{ Help = 'lifetime of that session (default 43200)'; Values = @('nothing') }
                '--advisory-seconds' = @{ Help = 'ageing with less than this left'; Values = @('nothing') }
                '--mandatory-seconds' = @{ Help = 'stale with less than this left'; Values = @('nothing') }
                '--region' = @{ Help = 'region of the STS endpoint'; Values = @('nothing') }
                '--endpoint-url' = @{ Help = 'STS endpoint to use instead'; Values = @('nothing') }
                '--services' = @{ Help = 'section with endpoints per service'; Values = @('nothing') }
                '--ignore-configured-endpoint-urls' = @{ Help = 'leave configured endpoints out'; Values = @('choices', 'true', 'false') }
                '--sts-regional-endpoints' = @{ Help = 'regional (default) or legacy (global endpoint for the older regions)'; Values = @('choices', 'regional', 'legacy') }
                '--use-fips-endpoint' = @{ Help = 'FIPS endpoint'; Values = @('choices', 'true', 'false') }
                '--use-dualstack-endpoint' = @{ Help = 'dual-stack endpoint'; Values = @('choices', 'true', 'false') }
                '--ca-bundle' = @{ Help = 'certificate authorities to trust, PEM'; Values = @('files') }
                '--max-attempts' = @{ Help = 'calls to STS at the most (default 6)'; Values = @('nothing') }
                '--retry-mode' = @{ Help = 'read and checked; brs paces itself'; Values = @('choices', 'legacy', 'standard', 'adaptive') }
                '--retry-seconds' = @{ Help = 'time for all calls together (default 20)'; Values = @('nothing') }
                '--connect-timeout-seconds' = @{ Help = 'limit of one connection to STS (default 5)'; Values = @('nothing') }
                '--read-timeout-seconds' = @{ Help = 'limit of one answer of STS (default 10)'; Values = @('nothing') }
                '--aws-account-id' = @{ Help = 'account of the static key'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint' = @{ Help = 'where the instance metadata is'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint-mode' = @{ Help = 'IPv4 or IPv6'; Values = @('nothing') }
                '--refresh' = @{ Help = 'get new credentials now'; Values = @() }
                '--no-cache' = @{ Help = 'neither read nor keep entries'; Values = @() }
                '--min-ttl' = @{ Help = 'refresh first if less is left (45m)'; Values = @('nothing') }
                '--mfa-token' = @{ Help = 'the MFA code, where one is needed'; Values = @('nothing') }
                '--no-prompt' = @{ Help = 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'; Values = @() }
                '--debug' = @{ Help = 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'; Values = @() }
                '--shell' = @{ Help = 'the shell (else the one that calls)'; Values = @('choices', 'sh', 'bash', 'zsh', 'dash', 'ksh', 'mksh', 'ash', 'busybox', 'yash', 'fish', 'tcsh', 'csh', 'powershell', 'pwsh', 'cmd', 'nu', 'nushell', 'elvish', 'xonsh') }
                '--format' = @{ Help = 'how they are written: process, posix, fish, tcsh, powershell, cmd, nushell, elvish, xonsh, dotenv, ini, json'; Values = @('choices', 'process', 'posix', 'fish', 'tcsh', 'powershell', 'cmd', 'nushell', 'elvish', 'xonsh', 'dotenv', 'ini', 'json') }
                '--set-region' = @{ Help = 'the profile''s region goes over one that is set'; Values = @() }
                '--unset' = @{ Help = 'take everything back'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'exec' = @{
            Help = 'run a command whose credentials are refreshed for as long as it runs'; Words = @('verbatim'); Most = 999
            Options = [ordered]@{
                '--profile' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '-p' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '--role-arn' = @{ Help = 'role to assume'; Values = @('nothing') }
                '--source-profile' = @{ Help = 'profile whose credentials assume the role'; Values = @('profiles') }
                '--credential-source' = @{ Help = 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'; Values = @('choices', 'Environment', 'Ec2InstanceMetadata', 'EcsContainer') }
                '--role-session-name' = @{ Help = 'name of the session in CloudTrail'; Values = @('nothing') }
                '--duration-seconds' = @{ Help = 'lifetime to ask for'; Values = @('nothing') }
                '--external-id' = @{ Help = 'the trust policy''s external id'; Values = @('nothing') }
                '--mfa-serial' = @{ Help = 'MFA device: ARN, or serial number of a hardware one'; Values = @('nothing') }
                '--source-identity' = @{ Help = 'source identity of the session'; Values = @('nothing') }
                '--policy' = @{ Help = 'session policy: JSON or file://PATH'; Values = @('nothing') }
                '--policy-arns' = @{ Help = 'managed session policies, separated by commas'; Values = @('nothing') }
                '--session-tags' = @{ Help = 'session tags: team=a,stage=dev or a JSON object'; Values = @('nothing') }
                '--transitive-tag-keys' = @{ Help = 'tags that go on to the next role'; Values = @('nothing') }
                '--provided-contexts' = @{ Help = 'trusted context assertions: JSON or file://PATH'; Values = @('nothing') }
                '--source' = @{ Help = 'source by name: environment, ecs, ec2'; Values = @('choices', 'environment', 'ecs', 'ec2') }
                '--command' = @{ Help = 'program that prints credentials'; Values = @('programs') }
                '--command-timeout-seconds' = @{ Help = 'its time limit (default 60)'; Values = @('nothing') }
                '--mfa-process' = @{ Help = 'program that prints the MFA code (30 s)'; Values = @('programs') }
                '--mfa-prompt' = @{ Help = 'where to ask for the code: auto, terminal, desktop, never'; Values = @('choices', 'auto', 'terminal', 'desktop', 'never') }
                '--mfa-session' = @{ Help = 'one MFA session shared by all roles (default true), or a code for each role'; Values = @('choices', 'true', 'false') }
                '--mfa-session-seconds' = @{ Help = 'lifetime of that session (default 43200)'; Values = @('nothing') }
                '--advisory-seconds' = @{ Help = 'ageing with less than this left'; Values = @('nothing') }
                '--mandatory-seconds' = @{ Help = 'stale with less than this left'; Values = @('nothing') }
                '--region' = @{ Help = 'region of the STS endpoint'; Values = @('nothing') }
                '--endpoint-url' = @{ Help = 'STS endpoint to use instead'; Values = @('nothing') }
                '--services' = @{ Help = 'section with endpoints per service'; Values = @('nothing') }
                '--ignore-configured-endpoint-urls' = @{ Help = 'leave configured endpoints out'; Values = @('choices', 'true', 'false') }
                '--sts-regional-endpoints' = @{ Help = 'regional (default) or legacy (global endpoint for the older regions)'; Values = @('choices', 'regional', 'legacy') }
                '--use-fips-endpoint' = @{ Help = 'FIPS endpoint'; Values = @('choices', 'true', 'false') }
                '--use-dualstack-endpoint' = @{ Help = 'dual-stack endpoint'; Values = @('choices', 'true', 'false') }
                '--ca-bundle' = @{ Help = 'certificate authorities to trust, PEM'; Values = @('files') }
                '--max-attempts' = @{ Help = 'calls to STS at the most (default 6)'; Values = @('nothing') }
                '--retry-mode' = @{ Help = 'read and checked; brs paces itself'; Values = @('choices', 'legacy', 'standard', 'adaptive') }
                '--retry-seconds' = @{ Help = 'time for all calls together (default 20)'; Values = @('nothing') }
                '--connect-timeout-seconds' = @{ Help = 'limit of one connection to STS (default 5)'; Values = @('nothing') }
                '--read-timeout-seconds' = @{ Help = 'limit of one answer of STS (default 10)'; Values = @('nothing') }
                '--aws-account-id' = @{ Help = 'account of the static key'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint' = @{ Help = 'where the instance metadata is'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint-mode' = @{ Help = 'IPv4 or IPv6'; Values = @('nothing') }
                '--refresh' = @{ Help = 'get new credentials now'; Values = @() }
                '--no-cache' = @{ Help = 'neither read nor keep entries'; Values = @() }
                '--min-ttl' = @{ Help = 'refresh first if less is left (45m)'; Values = @('nothing') }
                '--mfa-token' = @{ Help = 'the MFA code, where one is needed'; Values = @('nothing') }
                '--no-prompt' = @{ Help = 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'; Values = @() }
                '--debug' = @{ Help = 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'; Values = @() }
                '--static' = @{ Help = 'plain variables instead of the endpoint: they end when they expire'; Values = @() }
                '--token-file' = @{ Help = 'the endpoint''s token in a file of mode 0600 instead of a variable'; Values = @() }
                '--set-region' = @{ Help = 'the profile''s region goes over one that is set'; Values = @() }
                '--profiles' = @{ Help = 'once for each profile that matches (''team-*,dev?'')'; Values = @('nothing') }
                '--parallel' = @{ Help = 'so many of them at a time (default 8)'; Values = @('nothing') }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'hook' = @{
            Help = 'print what makes a shell renew the variables of `brs env` at its prompt'; Words = @('choices', 'bash', 'zsh', 'fish'); Most = 1
            Options = [ordered]@{
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'status' = @{
            Help = 'look at all profiles, how long each lasts, and steer that'; Words = @(); Most = 0
            Options = [ordered]@{
                '--plain' = @{ Help = 'as a table (also where stdout is no terminal)'; Values = @() }
                '--json' = @{ Help = 'as data: store, profiles with state, expiry, steps, error'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'list' = @{
            Help = 'list profiles, how each stands and how long it lasts'; Words = @(); Most = 0
            Options = [ordered]@{
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'whoami' = @{
            Help = 'say whose credentials a profile gives, by STS itself'; Words = @(); Most = 0
            Options = [ordered]@{
                '--profile' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '-p' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '--role-arn' = @{ Help = 'role to assume'; Values = @('nothing') }
                '--source-profile' = @{ Help = 'profile whose credentials assume the role'; Values = @('profiles') }
                '--credential-source' = @{ Help = 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'; Values = @('choices', 'Environment', 'Ec2InstanceMetadata', 'EcsContainer') }
                '--role-session-name' = @{ Help = 'name of the session in CloudTrail'; Values = @('nothing') }
                '--duration-seconds' = @{ Help = 'lifetime to ask for'; Values = @('nothing') }
                '--external-id' = @{ Help = 'the trust policy''s external id'; Values = @('nothing') }
                '--mfa-serial' = @{ Help = 'MFA device: ARN, or serial number of a hardware one'; Values = @('nothing') }
                '--source-identity' = @{ Help = 'source identity of the session'; Values = @('nothing') }
                '--policy' = @{ Help = 'session policy: JSON or file://PATH'; Values = @('nothing') }
                '--policy-arns' = @{ Help = 'managed session policies, separated by commas'; Values = @('nothing') }
                '--session-tags' = @{ Help = 'session tags: team=a,stage=dev or a JSON object'; Values = @('nothing') }
                '--transitive-tag-keys' = @{ Help = 'tags that go on to the next role'; Values = @('nothing') }
                '--provided-contexts' = @{ Help = 'trusted context assertions: JSON or file://PATH'; Values = @('nothing') }
                '--source' = @{ Help = 'source by name: environment, ecs, ec2'; Values = @('choices', 'environment', 'ecs', 'ec2') }
                '--command' = @{ Help = 'program that prints credentials'; Values = @('programs') }
                '--command-timeout-seconds' = @{ Help = 'its time limit (default 60)'; Values = @('nothing') }
                '--mfa-process' = @{ Help = 'program that prints the MFA code (30 s)'; Values = @('programs') }
                '--mfa-prompt' = @{ Help = 'where to ask for the code: auto, terminal, desktop, never'; Values = @('choices', 'auto', 'terminal', 'desktop', 'never') }
                '--mfa-session' = @{ Help = 'one MFA session shared by all roles (default true), or a code for each role'; Values = @('choices', 'true', 'false') }
                '--mfa-session-seconds' = @{ Help = 'lifetime of that session (default 43200)'; Values = @('nothing') }
                '--advisory-seconds' = @{ Help = 'ageing with less than this left'; Values = @('nothing') }
                '--mandatory-seconds' = @{ Help = 'stale with less than this left'; Values = @('nothing') }
                '--region' = @{ Help = 'region of the STS endpoint'; Values = @('nothing') }
                '--endpoint-url' = @{ Help = 'STS endpoint to use instead'; Values = @('nothing') }
                '--services' = @{ Help = 'section with endpoints per service'; Values = @('nothing') }
                '--ignore-configured-endpoint-urls' = @{ Help = 'leave configured endpoints out'; Values = @('choices', 'true', 'false') }
                '--sts-regional-endpoints' = @{ Help = 'regional (default) or legacy (global endpoint for the older regions)'; Values = @('choices', 'regional', 'legacy') }
                '--use-fips-endpoint' = @{ Help = 'FIPS endpoint'; Values = @('choices', 'true', 'false') }
                '--use-dualstack-endpoint' = @{ Help = 'dual-stack endpoint'; Values = @('choices', 'true', 'false') }
                '--ca-bundle' = @{ Help = 'certificate authorities to trust, PEM'; Values = @('files') }
                '--max-attempts' = @{ Help = 'calls to STS at the most (default 6)'; Values = @('nothing') }
                '--retry-mode' = @{ Help = 'read and checked; brs paces itself'; Values = @('choices', 'legacy', 'standard', 'adaptive') }
                '--retry-seconds' = @{ Help = 'time for all calls together (default 20)'; Values = @('nothing') }
                '--connect-timeout-seconds' = @{ Help = 'limit of one connection to STS (default 5)'; Values = @('nothing') }
                '--read-timeout-seconds' = @{ Help = 'limit of one answer of STS (default 10)'; Values = @('nothing') }
                '--aws-account-id' = @{ Help = 'account of the static key'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint' = @{ Help = 'where the instance metadata is'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint-mode' = @{ Help = 'IPv4 or IPv6'; Values = @('nothing') }
                '--refresh' = @{ Help = 'get new credentials now'; Values = @() }
                '--no-cache' = @{ Help = 'neither read nor keep entries'; Values = @() }
                '--min-ttl' = @{ Help = 'refresh first if less is left (45m)'; Values = @('nothing') }
                '--mfa-token' = @{ Help = 'the MFA code, where one is needed'; Values = @('nothing') }
                '--no-prompt' = @{ Help = 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'; Values = @() }
                '--debug' = @{ Help = 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'; Values = @() }
                '--json' = @{ Help = 'as JSON: arn, account, userId, expiration, chain'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'login' = @{
            Help = 'do now whatever needs a person, so that later calls need nobody'; Words = @('profiles'); Most = 999
            Options = [ordered]@{
                '--profile' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '-p' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '--role-arn' = @{ Help = 'role to assume'; Values = @('nothing') }
                '--source-profile' = @{ Help = 'profile whose credentials assume the role'; Values = @('profiles') }
                '--credential-source' = @{ Help = 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'; Values = @('choices', 'Environment', 'Ec2InstanceMetadata', 'EcsContainer') }
                '--role-session-name' = @{ Help = 'name of the session in CloudTrail'; Values = @('nothing') }
                '--duration-seconds' = @{ Help = 'lifetime to ask for'; Values = @('nothing') }
                '--external-id' = @{ Help = 'the trust policy''s external id'; Values = @('nothing') }
                '--mfa-serial' = @{ Help = 'MFA device: ARN, or serial number of a hardware one'; Values = @('nothing') }
                '--source-identity' = @{ Help = 'source identity of the session'; Values = @('nothing') }
                '--policy' = @{ Help = 'session policy: JSON or file://PATH'; Values = @('nothing') }
                '--policy-arns' = @{ Help = 'managed session policies, separated by commas'; Values = @('nothing') }
                '--session-tags' = @{ Help = 'session tags: team=a,stage=dev or a JSON object'; Values = @('nothing') }
                '--transitive-tag-keys' = @{ Help = 'tags that go on to the next role'; Values = @('nothing') }
                '--provided-contexts' = @{ Help = 'trusted context assertions: JSON or file://PATH'; Values = @('nothing') }
                '--source' = @{ Help = 'source by name: environment, ecs, ec2'; Values = @('choices', 'environment', 'ecs', 'ec2') }
                '--command' = @{ Help = 'program that prints credentials'; Values = @('programs') }
                '--command-timeout-seconds' = @{ Help = 'its time limit (default 60)'; Values = @('nothing') }
                '--mfa-process' = @{ Help = 'program that prints the MFA code (30 s)'; Values = @('programs') }
                '--mfa-prompt' = @{ Help = 'where to ask for the code: auto, terminal, desktop, never'; Values = @('choices', 'auto', 'terminal', 'desktop', 'never') }
                '--mfa-session' = @{ Help = 'one MFA session shared by all roles (default true), or a code for each role'; Values = @('choices', 'true', 'false') }
                '--mfa-session-seconds' = @{ Help = 'lifetime of that session (default 43200)'; Values = @('nothing') }
                '--advisory-seconds' = @{ Help = 'ageing with less than this left'; Values = @('nothing') }
                '--mandatory-seconds' = @{ Help = 'stale with less than this left'; Values = @('nothing') }
                '--region' = @{ Help = 'region of the STS endpoint'; Values = @('nothing') }
                '--endpoint-url' = @{ Help = 'STS endpoint to use instead'; Values = @('nothing') }
                '--services' = @{ Help = 'section with endpoints per service'; Values = @('nothing') }
                '--ignore-configured-endpoint-urls' = @{ Help = 'leave configured endpoints out'; Values = @('choices', 'true', 'false') }
                '--sts-regional-endpoints' = @{ Help = 'regional (default) or legacy (global endpoint for the older regions)'; Values = @('choices', 'regional', 'legacy') }
                '--use-fips-endpoint' = @{ Help = 'FIPS endpoint'; Values = @('choices', 'true', 'false') }
                '--use-dualstack-endpoint' = @{ Help = 'dual-stack endpoint'; Values = @('choices', 'true', 'false') }
                '--ca-bundle' = @{ Help = 'certificate authorities to trust, PEM'; Values = @('files') }
                '--max-attempts' = @{ Help = 'calls to STS at the most (default 6)'; Values = @('nothing') }
                '--retry-mode' = @{ Help = 'read and checked; brs paces itself'; Values = @('choices', 'legacy', 'standard', 'adaptive') }
                '--retry-seconds' = @{ Help = 'time for all calls together (default 20)'; Values = @('nothing') }
                '--connect-timeout-seconds' = @{ Help = 'limit of one connection to STS (default 5)'; Values = @('nothing') }
                '--read-timeout-seconds' = @{ Help = 'limit of one answer of STS (default 10)'; Values = @('nothing') }
                '--aws-account-id' = @{ Help = 'account of the static key'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint' = @{ Help = 'where the instance metadata is'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint-mode' = @{ Help = 'IPv4 or IPv6'; Values = @('nothing') }
                '--min-ttl' = @{ Help = 'refresh first if less is left (45m)'; Values = @('nothing') }
                '--mfa-token' = @{ Help = 'the MFA code, where one is needed'; Values = @('nothing') }
                '--no-prompt' = @{ Help = 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)'; Values = @() }
                '--debug' = @{ Help = 'say on stderr what is done, without secrets (also BRS_DEBUG=1)'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'logout' = @{
            Help = 'forget what profiles have, MFA sessions too'; Words = @('profiles'); Most = 999
            Options = [ordered]@{
                '--profile' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '-p' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '--role-arn' = @{ Help = 'role to assume'; Values = @('nothing') }
                '--source-profile' = @{ Help = 'profile whose credentials assume the role'; Values = @('profiles') }
                '--credential-source' = @{ Help = 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'; Values = @('choices', 'Environment', 'Ec2InstanceMetadata', 'EcsContainer') }
                '--role-session-name' = @{ Help = 'name of the session in CloudTrail'; Values = @('nothing') }
                '--duration-seconds' = @{ Help = 'lifetime to ask for'; Values = @('nothing') }
                '--external-id' = @{ Help = 'the trust policy''s external id'; Values = @('nothing') }
                '--mfa-serial' = @{ Help = 'MFA device: ARN, or serial number of a hardware one'; Values = @('nothing') }
                '--source-identity' = @{ Help = 'source identity of the session'; Values = @('nothing') }
                '--policy' = @{ Help = 'session policy: JSON or file://PATH'; Values = @('nothing') }
                '--policy-arns' = @{ Help = 'managed session policies, separated by commas'; Values = @('nothing') }
                '--session-tags' = @{ Help = 'session tags: team=a,stage=dev or a JSON object'; Values = @('nothing') }
                '--transitive-tag-keys' = @{ Help = 'tags that go on to the next role'; Values = @('nothing') }
                '--provided-contexts' = @{ Help = 'trusted context assertions: JSON or file://PATH'; Values = @('nothing') }
                '--source' = @{ Help = 'source by name: environment, ecs, ec2'; Values = @('choices', 'environment', 'ecs', 'ec2') }
                '--command' = @{ Help = 'program that prints credentials'; Values = @('programs') }
                '--command-timeout-seconds' = @{ Help = 'its time limit (default 60)'; Values = @('nothing') }
                '--mfa-process' = @{ Help = 'program that prints the MFA code (30 s)'; Values = @('programs') }
                '--mfa-prompt' = @{ Help = 'where to ask for the code: auto, terminal, desktop, never'; Values = @('choices', 'auto', 'terminal', 'desktop', 'never') }
                '--mfa-session' = @{ Help = 'one MFA session shared by all roles (default true), or a code for each role'; Values = @('choices', 'true', 'false') }
                '--mfa-session-seconds' = @{ Help = 'lifetime of that session (default 43200)'; Values = @('nothing') }
                '--advisory-seconds' = @{ Help = 'ageing with less than this left'; Values = @('nothing') }
                '--mandatory-seconds' = @{ Help = 'stale with less than this left'; Values = @('nothing') }
                '--region' = @{ Help = 'region of the STS endpoint'; Values = @('nothing') }
                '--endpoint-url' = @{ Help = 'STS endpoint to use instead'; Values = @('nothing') }
                '--services' = @{ Help = 'section with endpoints per service'; Values = @('nothing') }
                '--ignore-configured-endpoint-urls' = @{ Help = 'leave configured endpoints out'; Values = @('choices', 'true', 'false') }
                '--sts-regional-endpoints' = @{ Help = 'regional (default) or legacy (global endpoint for the older regions)'; Values = @('choices', 'regional', 'legacy') }
                '--use-fips-endpoint' = @{ Help = 'FIPS endpoint'; Values = @('choices', 'true', 'false') }
                '--use-dualstack-endpoint' = @{ Help = 'dual-stack endpoint'; Values = @('choices', 'true', 'false') }
                '--ca-bundle' = @{ Help = 'certificate authorities to trust, PEM'; Values = @('files') }
                '--max-attempts' = @{ Help = 'calls to STS at the most (default 6)'; Values = @('nothing') }
                '--retry-mode' = @{ Help = 'read and checked; brs paces itself'; Values = @('choices', 'legacy', 'standard', 'adaptive') }
                '--retry-seconds' = @{ Help = 'time for all calls together (default 20)'; Values = @('nothing') }
                '--connect-timeout-seconds' = @{ Help = 'limit of one connection to STS (default 5)'; Values = @('nothing') }
                '--read-timeout-seconds' = @{ Help = 'limit of one answer of STS (default 10)'; Values = @('nothing') }
                '--aws-account-id' = @{ Help = 'account of the static key'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint' = @{ Help = 'where the instance metadata is'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint-mode' = @{ Help = 'IPv4 or IPv6'; Values = @('nothing') }
                '--all' = @{ Help = 'every entry of brs in this store'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'explain' = @{
            Help = 'tell where a profile''s credentials come from, setting by setting; sends nothing'; Words = @('profiles'); Most = 1
            Options = [ordered]@{
                '--profile' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '-p' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '--role-arn' = @{ Help = 'role to assume'; Values = @('nothing') }
                '--source-profile' = @{ Help = 'profile whose credentials assume the role'; Values = @('profiles') }
                '--credential-source' = @{ Help = 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'; Values = @('choices', 'Environment', 'Ec2InstanceMetadata', 'EcsContainer') }
                '--role-session-name' = @{ Help = 'name of the session in CloudTrail'; Values = @('nothing') }
                '--duration-seconds' = @{ Help = 'lifetime to ask for'; Values = @('nothing') }
                '--external-id' = @{ Help = 'the trust policy''s external id'; Values = @('nothing') }
                '--mfa-serial' = @{ Help = 'MFA device: ARN, or serial number of a hardware one'; Values = @('nothing') }
                '--source-identity' = @{ Help = 'source identity of the session'; Values = @('nothing') }
                '--policy' = @{ Help = 'session policy: JSON or file://PATH'; Values = @('nothing') }
                '--policy-arns' = @{ Help = 'managed session policies, separated by commas'; Values = @('nothing') }
                '--session-tags' = @{ Help = 'session tags: team=a,stage=dev or a JSON object'; Values = @('nothing') }
                '--transitive-tag-keys' = @{ Help = 'tags that go on to the next role'; Values = @('nothing') }
                '--provided-contexts' = @{ Help = 'trusted context assertions: JSON or file://PATH'; Values = @('nothing') }
                '--source' = @{ Help = 'source by name: environment, ecs, ec2'; Values = @('choices', 'environment', 'ecs', 'ec2') }
                '--command' = @{ Help = 'program that prints credentials'; Values = @('programs') }
                '--command-timeout-seconds' = @{ Help = 'its time limit (default 60)'; Values = @('nothing') }
                '--mfa-process' = @{ Help = 'program that prints the MFA code (30 s)'; Values = @('programs') }
                '--mfa-prompt' = @{ Help = 'where to ask for the code: auto, terminal, desktop, never'; Values = @('choices', 'auto', 'terminal', 'desktop', 'never') }
                '--mfa-session' = @{ Help = 'one MFA session shared by all roles (default true), or a code for each role'; Values = @('choices', 'true', 'false') }
                '--mfa-session-seconds' = @{ Help = 'lifetime of that session (default 43200)'; Values = @('nothing') }
                '--advisory-seconds' = @{ Help = 'ageing with less than this left'; Values = @('nothing') }
                '--mandatory-seconds' = @{ Help = 'stale with less than this left'; Values = @('nothing') }
                '--region' = @{ Help = 'region of the STS endpoint'; Values = @('nothing') }
                '--endpoint-url' = @{ Help = 'STS endpoint to use instead'; Values = @('nothing') }
                '--services' = @{ Help = 'section with endpoints per service'; Values = @('nothing') }
                '--ignore-configured-endpoint-urls' = @{ Help = 'leave configured endpoints out'; Values = @('choices', 'true', 'false') }
                '--sts-regional-endpoints' = @{ Help = 'regional (default) or legacy (global endpoint for the older regions)'; Values = @('choices', 'regional', 'legacy') }
                '--use-fips-endpoint' = @{ Help = 'FIPS endpoint'; Values = @('choices', 'true', 'false') }
                '--use-dualstack-endpoint' = @{ Help = 'dual-stack endpoint'; Values = @('choices', 'true', 'false') }
                '--ca-bundle' = @{ Help = 'certificate authorities to trust, PEM'; Values = @('files') }
                '--max-attempts' = @{ Help = 'calls to STS at the most (default 6)'; Values = @('nothing') }
                '--retry-mode' = @{ Help = 'read and checked; brs paces itself'; Values = @('choices', 'legacy', 'standard', 'adaptive') }
                '--retry-seconds' = @{ Help = 'time for all calls together (default 20)'; Values = @('nothing') }
                '--connect-timeout-seconds' = @{ Help = 'limit of one connection to STS (default 5)'; Values = @('nothing') }
                '--read-timeout-seconds' = @{ Help = 'limit of one answer of STS (default 10)'; Values = @('nothing') }
                '--aws-account-id' = @{ Help = 'account of the static key'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint' = @{ Help = 'where the instance metadata is'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint-mode' = @{ Help = 'IPv4 or IPv6'; Values = @('nothing') }
                '--json' = @{ Help = 'as one JSON document'; Values = @() }
                '--debug' = @{ Help = 'say on stderr what is done, without secrets'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'doctor' = @{
            Help = 'look for what is wrong or will go wrong, and say what to do'; Words = @('profiles'); Most = 1
            Options = [ordered]@{
                '--profile' = @{ Help = 'look at this profile and those it stands on'; Values = @('profiles') }
                '-p' = @{ Help = 'look at this profile and those it stands on'; Values = @('profiles') }
                '--fix' = @{ Help = 'put right what is safe: permissions, leftovers, entries that nobody can read'; Values = @() }
                '--offline' = @{ Help = 'leave the network alone: no endpoints, no clock'; Values = @() }
                '--verbose' = @{ Help = 'say also what is well'; Values = @() }
                '--json' = @{ Help = 'as JSON: findings (code, verdict, what, do, place, fixable, fixed) and counts'; Values = @() }
                '--debug' = @{ Help = 'say on stderr what is done, without secrets'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'clear' = @{
            Help = 'forget entries of a profile, or all'; Words = @(); Most = 0
            Options = [ordered]@{
                '--profile' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '-p' = @{ Help = 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)'; Values = @('profiles') }
                '--role-arn' = @{ Help = 'role to assume'; Values = @('nothing') }
                '--source-profile' = @{ Help = 'profile whose credentials assume the role'; Values = @('profiles') }
                '--credential-source' = @{ Help = 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role'; Values = @('choices', 'Environment', 'Ec2InstanceMetadata', 'EcsContainer') }
                '--role-session-name' = @{ Help = 'name of the session in CloudTrail'; Values = @('nothing') }
                '--duration-seconds' = @{ Help = 'lifetime to ask for'; Values = @('nothing') }
                '--external-id' = @{ Help = 'the trust policy''s external id'; Values = @('nothing') }
                '--mfa-serial' = @{ Help = 'MFA device: ARN, or serial number of a hardware one'; Values = @('nothing') }
                '--source-identity' = @{ Help = 'source identity of the session'; Values = @('nothing') }
                '--policy' = @{ Help = 'session policy: JSON or file://PATH'; Values = @('nothing') }
                '--policy-arns' = @{ Help = 'managed session policies, separated by commas'; Values = @('nothing') }
                '--session-tags' = @{ Help = 'session tags: team=a,stage=dev or a JSON object'; Values = @('nothing') }
                '--transitive-tag-keys' = @{ Help = 'tags that go on to the next role'; Values = @('nothing') }
                '--provided-contexts' = @{ Help = 'trusted context assertions: JSON or file://PATH'; Values = @('nothing') }
                '--source' = @{ Help = 'source by name: environment, ecs, ec2'; Values = @('choices', 'environment', 'ecs', 'ec2') }
                '--command' = @{ Help = 'program that prints credentials'; Values = @('programs') }
                '--command-timeout-seconds' = @{ Help = 'its time limit (default 60)'; Values = @('nothing') }
                '--mfa-process' = @{ Help = 'program that prints the MFA code (30 s)'; Values = @('programs') }
                '--mfa-prompt' = @{ Help = 'where to ask for the code: auto, terminal, desktop, never'; Values = @('choices', 'auto', 'terminal', 'desktop', 'never') }
                '--mfa-session' = @{ Help = 'one MFA session shared by all roles (default true), or a code for each role'; Values = @('choices', 'true', 'false') }
                '--mfa-session-seconds' = @{ Help = 'lifetime of that session (default 43200)'; Values = @('nothing') }
                '--advisory-seconds' = @{ Help = 'ageing with less than this left'; Values = @('nothing') }
                '--mandatory-seconds' = @{ Help = 'stale with less than this left'; Values = @('nothing') }
                '--region' = @{ Help = 'region of the STS endpoint'; Values = @('nothing') }
                '--endpoint-url' = @{ Help = 'STS endpoint to use instead'; Values = @('nothing') }
                '--services' = @{ Help = 'section with endpoints per service'; Values = @('nothing') }
                '--ignore-configured-endpoint-urls' = @{ Help = 'leave configured endpoints out'; Values = @('choices', 'true', 'false') }
                '--sts-regional-endpoints' = @{ Help = 'regional (default) or legacy (global endpoint for the older regions)'; Values = @('choices', 'regional', 'legacy') }
                '--use-fips-endpoint' = @{ Help = 'FIPS endpoint'; Values = @('choices', 'true', 'false') }
                '--use-dualstack-endpoint' = @{ Help = 'dual-stack endpoint'; Values = @('choices', 'true', 'false') }
                '--ca-bundle' = @{ Help = 'certificate authorities to trust, PEM'; Values = @('files') }
                '--max-attempts' = @{ Help = 'calls to STS at the most (default 6)'; Values = @('nothing') }
                '--retry-mode' = @{ Help = 'read and checked; brs paces itself'; Values = @('choices', 'legacy', 'standard', 'adaptive') }
                '--retry-seconds' = @{ Help = 'time for all calls together (default 20)'; Values = @('nothing') }
                '--connect-timeout-seconds' = @{ Help = 'limit of one connection to STS (default 5)'; Values = @('nothing') }
                '--read-timeout-seconds' = @{ Help = 'limit of one answer of STS (default 10)'; Values = @('nothing') }
                '--aws-account-id' = @{ Help = 'account of the static key'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint' = @{ Help = 'where the instance metadata is'; Values = @('nothing') }
                '--ec2-metadata-service-endpoint-mode' = @{ Help = 'IPv4 or IPv6'; Values = @('nothing') }
                '--all' = @{ Help = 'every entry of brs in this store'; Values = @() }
                '--debug' = @{ Help = 'say on stderr what is done, without secrets'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'adopt' = @{
            Help = 'let SDKs reach profiles through brs'; Words = @('profiles'); Most = 999
            Options = [ordered]@{
                '--all' = @{ Help = 'every profile that can be'; Values = @() }
                '--dry-run' = @{ Help = 'show what would be changed, and change nothing'; Values = @() }
                '--yes' = @{ Help = 'do not ask'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'release' = @{
            Help = 'undo what adopt did to profiles'; Words = @('profiles'); Most = 999
            Options = [ordered]@{
                '--all' = @{ Help = 'every profile that can be'; Values = @() }
                '--dry-run' = @{ Help = 'show what would be changed, and change nothing'; Values = @() }
                '--yes' = @{ Help = 'do not ask'; Values = @() }
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
        'completion' = @{
            Help = 'print the completions of a shell'; Words = @('choices', 'bash', 'zsh', 'fish', 'powershell'); Most = 1
            Options = [ordered]@{
                '--help' = @{ Help = 'show help'; Values = @() }
                '-h' = @{ Help = 'show help'; Values = @() }
            }
        }
    }
    $general = [ordered]@{
        '--help' = @{ Help = 'show help'; Values = @() }
        '-h' = @{ Help = 'show help'; Values = @() }
        '--version' = @{ Help = 'show the version'; Values = @() }
    }

    # One answer, quoted where PowerShell would take it apart.
    function Answer($text, $help, $type, $before) {
        $escaped = [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($text)
        $written = if ($text -match '^[\w./:+-]+$') { $text } else { "'$escaped'" }
        [System.Management.Automation.CompletionResult]::new("$before$written", $text, $type, $help)
    }

    # Those of a place's values that begin like what was typed.
    function Offer($values, $typed, $before) {
        $kind, $found = $values
        if ($kind -eq 'profiles') { $found = & $program complete profiles 2>$null }
        if ($kind -eq 'files') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed)
        } elseif ($kind -eq 'programs') {
            [System.Management.Automation.CompletionCompleters]::CompleteCommand($typed)
        } else {
            $found | Where-Object { $_ -and $_.StartsWith($typed) } |
                ForEach-Object { Answer $_ $_ 'ParameterValue' $before }
        }
    }

    function OfferNames($table, $type) {
        $table.Keys | Where-Object { $_.StartsWith($typed) } |
            ForEach-Object { Answer $_ $table[$_].Help $type '' }
    }

    # Somebody else's command line is completed as if it stood alone.
    function OfferTheirs($element) {
        $begin = if ($element) { $element.Extent.StartOffset } else { $cursorPosition - $wordToComplete.Length }
        $line = $commandAst.Extent.Text.PadRight($cursorPosition - $commandAst.Extent.StartOffset)
        $line = $line.Substring($begin - $commandAst.Extent.StartOffset)
        (TabExpansion2 -inputScript $line -cursorColumn ($cursorPosition - $begin)).CompletionMatches
    }

    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition })
    $program = $commandAst.GetCommandName()
    $typed = "$wordToComplete".Trim("'", '"')
    if ($before.Count -le 1) {
        OfferNames $commands 'Command'
        OfferNames $general 'ParameterName'
        return
    }
    $command = $commands[$before[1].Extent.Text]
    if (-not $command) { return }

    $given = 0
    $values = $null
    for ($at = 2; $at -lt $before.Count; $at++) {
        $word = $before[$at].Extent.Text
        if ($values) { $values = $null; continue }
        if ($command.Words -contains 'verbatim') {
            if ($word -eq '--') { OfferTheirs $before[$at + 1]; return }
            if (-not $word.StartsWith('-')) { OfferTheirs $before[$at]; return }
        }
        if ($word.StartsWith('-')) { $values = $command.Options[$word].Values } else { $given++ }
    }
    if ($values) {
        Offer $values $typed ''
    } elseif ($typed -match '^(--[^=]+)=(.*)$') {
        $name, $rest = $Matches[1], $Matches[2].Trim("'", '"')
        if ($command.Options.Contains($name)) { Offer $command.Options[$name].Values $rest "$name=" }
    } elseif ($typed.StartsWith('-')) {
        OfferNames $command.Options 'ParameterName'
    } elseif ($command.Words -contains 'verbatim') {
        OfferTheirs $null
    } elseif ($given -lt $command.Most) {
        Offer $command.Words $typed ''
    } elseif (-not $typed) {
        OfferNames $command.Options 'ParameterName'
    }
}
