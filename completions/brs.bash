# bash completion for brs: made from its table of commands by `npm run docs`, not to be edited

# What the command $1 takes: options, words beside them (at most so many), and the values of its option $2.
__brs_grammar() {
  options=() words=() values=() most=0
  case $1 in
    creds)
      options=(--profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --refresh --no-cache --min-ttl --mfa-token --no-prompt --debug --format --help -h)
      case $2 in
        --profile | -p | --source-profile) values=(profiles) ;;
        --role-arn | --role-session-name | --duration-seconds | --external-id | --mfa-serial | --source-identity | --policy | --policy-arns | --session-tags | --transitive-tag-keys | --provided-contexts | --command-timeout-seconds | --mfa-session-seconds | --advisory-seconds | --mandatory-seconds | --region | --endpoint-url | --services | --max-attempts | --retry-seconds | --connect-timeout-seconds | --read-timeout-seconds | --aws-account-id | --ec2-metadata-service-endpoint | --ec2-metadata-service-endpoint-mode | --min-ttl | --mfa-token) values=(nothing) ;;
        --credential-source) values=(choices Environment Ec2InstanceMetadata EcsContainer) ;;
        --source) values=(choices environment ecs ec2) ;;
        --command | --mfa-process) values=(programs) ;;
        --mfa-prompt) values=(choices auto terminal desktop never) ;;
        --mfa-session | --ignore-configured-endpoint-urls | --use-fips-endpoint | --use-dualstack-endpoint) values=(choices true false) ;;
        --sts-regional-endpoints) values=(choices regional legacy) ;;
        --ca-bundle) values=(files) ;;
        --retry-mode) values=(choices legacy standard adaptive) ;;
        --format) values=(choices process posix fish tcsh powershell cmd nushell elvish xonsh dotenv ini json) ;;
      esac
      ;;
    env)
      options=(--profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --refresh --no-cache --min-ttl --mfa-token --no-prompt --debug --shell --format --set-region --unset --help -h)
      case $2 in
        --profile | -p | --source-profile) values=(profiles) ;;
        --role-arn | --role-session-name | --duration-seconds | --external-id | --mfa-serial | --source-identity | --policy | --policy-arns | --session-tags | --transitive-tag-keys | --provided-contexts | --command-timeout-seconds | --mfa-session-seconds | --advisory-seconds | --mandatory-seconds | --region | --endpoint-url | --services | --max-attempts | --retry-seconds | --connect-timeout-seconds | --read-timeout-seconds | --aws-account-id | --ec2-metadata-service-endpoint | --ec2-metadata-service-endpoint-mode | --min-ttl | --mfa-token) values=(nothing) ;;
        --credential-source) values=(choices Environment Ec2InstanceMetadata EcsContainer) ;;
        --source) values=(choices environment ecs ec2) ;;
        --command | --mfa-process) values=(programs) ;;
        --mfa-prompt) values=(choices auto terminal desktop never) ;;
        --mfa-session | --ignore-configured-endpoint-urls | --use-fips-endpoint | --use-dualstack-endpoint) values=(choices true false) ;;
        --sts-regional-endpoints) values=(choices regional legacy) ;;
        --ca-bundle) values=(files) ;;
        --retry-mode) values=(choices legacy standard adaptive) ;;
        --shell) values=(choices sh bash zsh dash ksh mksh ash busybox yash fish tcsh csh powershell pwsh cmd nu nushell elvish xonsh) ;;
        --format) values=(choices process posix fish tcsh powershell cmd nushell elvish xonsh dotenv ini json) ;;
      esac
      ;;
    exec)
      options=(--profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --refresh --no-cache --min-ttl --mfa-token --no-prompt --debug --static --token-file --set-region --profiles --parallel --help -h)
      words=(verbatim)
      most=0
      case $2 in
        --profile | -p | --source-profile) values=(profiles) ;;
        --role-arn | --role-session-name | --duration-seconds | --external-id | --mfa-serial | --source-identity | --policy | --policy-arns | --session-tags | --transitive-tag-keys | --provided-contexts | --command-timeout-seconds | --mfa-session-seconds | --advisory-seconds | --mandatory-seconds | --region | --endpoint-url | --services | --max-attempts | --retry-seconds | --connect-timeout-seconds | --read-timeout-seconds | --aws-account-id | --ec2-metadata-service-endpoint | --ec2-metadata-service-endpoint-mode | --min-ttl | --mfa-token | --profiles | --parallel) values=(nothing) ;;
        --credential-source) values=(choices Environment Ec2InstanceMetadata EcsContainer) ;;
        --source) values=(choices environment ecs ec2) ;;
        --command | --mfa-process) values=(programs) ;;
        --mfa-prompt) values=(choices auto terminal desktop never) ;;
        --mfa-session | --ignore-configured-endpoint-urls | --use-fips-endpoint | --use-dualstack-endpoint) values=(choices true false) ;;
        --sts-regional-endpoints) values=(choices regional legacy) ;;
        --ca-bundle) values=(files) ;;
        --retry-mode) values=(choices legacy standard adaptive) ;;
      esac
      ;;
    hook)
      options=(--help -h)
      words=(choices bash zsh fish)
      most=1
      ;;
    status)
      options=(--plain --json --help -h)
      ;;
    list)
      options=(--help -h)
      ;;
    whoami)
      options=(--profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --refresh --no-cache --min-ttl --mfa-token --no-prompt --debug --json --help -h)
      case $2 in
        --profile | -p | --source-profile) values=(profiles) ;;
        --role-arn | --role-session-name | --duration-seconds | --external-id | --mfa-serial | --source-identity | --policy | --policy-arns | --session-tags | --transitive-tag-keys | --provided-contexts | --command-timeout-seconds | --mfa-session-seconds | --advisory-seconds | --mandatory-seconds | --region | --endpoint-url | --services | --max-attempts | --retry-seconds | --connect-timeout-seconds | --read-timeout-seconds | --aws-account-id | --ec2-metadata-service-endpoint | --ec2-metadata-service-endpoint-mode | --min-ttl | --mfa-token) values=(nothing) ;;
        --credential-source) values=(choices Environment Ec2InstanceMetadata EcsContainer) ;;
        --source) values=(choices environment ecs ec2) ;;
        --command | --mfa-process) values=(programs) ;;
        --mfa-prompt) values=(choices auto terminal desktop never) ;;
        --mfa-session | --ignore-configured-endpoint-urls | --use-fips-endpoint | --use-dualstack-endpoint) values=(choices true false) ;;
        --sts-regional-endpoints) values=(choices regional legacy) ;;
        --ca-bundle) values=(files) ;;
        --retry-mode) values=(choices legacy standard adaptive) ;;
      esac
      ;;
    login)
      options=(--profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --min-ttl --mfa-token --no-prompt --debug --help -h)
      words=(profiles)
      most=999
      case $2 in
        --profile | -p | --source-profile) values=(profiles) ;;
        --role-arn | --role-session-name | --duration-seconds | --external-id | --mfa-serial | --source-identity | --policy | --policy-arns | --session-tags | --transitive-tag-keys | --provided-contexts | --command-timeout-seconds | --mfa-session-seconds | --advisory-seconds | --mandatory-seconds | --region | --endpoint-url | --services | --max-attempts | --retry-seconds | --connect-timeout-seconds | --read-timeout-seconds | --aws-account-id | --ec2-metadata-service-endpoint | --ec2-metadata-service-endpoint-mode | --min-ttl | --mfa-token) values=(nothing) ;;
        --credential-source) values=(choices Environment Ec2InstanceMetadata EcsContainer) ;;
        --source) values=(choices environment ecs ec2) ;;
        --command | --mfa-process) values=(programs) ;;
        --mfa-prompt) values=(choices auto terminal desktop never) ;;
        --mfa-session | --ignore-configured-endpoint-urls | --use-fips-endpoint | --use-dualstack-endpoint) values=(choices true false) ;;
        --sts-regional-endpoints) values=(choices regional legacy) ;;
        --ca-bundle) values=(files) ;;
        --retry-mode) values=(choices legacy standard adaptive) ;;
      esac
      ;;
    logout)
      options=(--profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --all --help -h)
      words=(profiles)
      most=999
      case $2 in
        --profile | -p | --source-profile) values=(profiles) ;;
        --role-arn | --role-session-name | --duration-seconds | --external-id | --mfa-serial | --source-identity | --policy | --policy-arns | --session-tags | --transitive-tag-keys | --provided-contexts | --command-timeout-seconds | --mfa-session-seconds | --advisory-seconds | --mandatory-seconds | --region | --endpoint-url | --services | --max-attempts | --retry-seconds | --connect-timeout-seconds | --read-timeout-seconds | --aws-account-id | --ec2-metadata-service-endpoint | --ec2-metadata-service-endpoint-mode) values=(nothing) ;;
        --credential-source) values=(choices Environment Ec2InstanceMetadata EcsContainer) ;;
        --source) values=(choices environment ecs ec2) ;;
        --command | --mfa-process) values=(programs) ;;
        --mfa-prompt) values=(choices auto terminal desktop never) ;;
        --mfa-session | --ignore-configured-endpoint-urls | --use-fips-endpoint | --use-dualstack-endpoint) values=(choices true false) ;;
        --sts-regional-endpoints) values=(choices regional legacy) ;;
        --ca-bundle) values=(files) ;;
        --retry-mode) values=(choices legacy standard adaptive) ;;
      esac
      ;;
    explain)
      options=(--profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --json --debug --help -h)
      words=(profiles)
      most=1
      case $2 in
        --profile | -p | --source-profile) values=(profiles) ;;
        --role-arn | --role-session-name | --duration-seconds | --external-id | --mfa-serial | --source-identity | --policy | --policy-arns | --session-tags | --transitive-tag-keys | --provided-contexts | --command-timeout-seconds | --mfa-session-seconds | --advisory-seconds | --mandatory-seconds | --region | --endpoint-url | --services | --max-attempts | --retry-seconds | --connect-timeout-seconds | --read-timeout-seconds | --aws-account-id | --ec2-metadata-service-endpoint | --ec2-metadata-service-endpoint-mode) values=(nothing) ;;
        --credential-source) values=(choices Environment Ec2InstanceMetadata EcsContainer) ;;
        --source) values=(choices environment ecs ec2) ;;
        --command | --mfa-process) values=(programs) ;;
        --mfa-prompt) values=(choices auto terminal desktop never) ;;
        --mfa-session | --ignore-configured-endpoint-urls | --use-fips-endpoint | --use-dualstack-endpoint) values=(choices true false) ;;
        --sts-regional-endpoints) values=(choices regional legacy) ;;
        --ca-bundle) values=(files) ;;
        --retry-mode) values=(choices legacy standard adaptive) ;;
      esac
      ;;
    doctor)
      options=(--profile -p --fix --offline --verbose --json --debug --help -h)
      words=(profiles)
      most=1
      case $2 in
        --profile | -p) values=(profiles) ;;
      esac
      ;;
    clear)
      options=(--profile -p --role-arn --source-profile --credential-source --role-session-name --duration-seconds --external-id --mfa-serial --source-identity --policy --policy-arns --session-tags --transitive-tag-keys --provided-contexts --source --command --command-timeout-seconds --mfa-process --mfa-prompt --mfa-session --mfa-session-seconds --advisory-seconds --mandatory-seconds --region --endpoint-url --services --ignore-configured-endpoint-urls --sts-regional-endpoints --use-fips-endpoint --use-dualstack-endpoint --ca-bundle --max-attempts --retry-mode --retry-seconds --connect-timeout-seconds --read-timeout-seconds --aws-account-id --ec2-metadata-service-endpoint --ec2-metadata-service-endpoint-mode --all --debug --help -h)
      case $2 in
        --profile | -p | --source-profile) values=(profiles) ;;
        --role-arn | --role-session-name | --duration-seconds | --external-id | --mfa-serial | --source-identity | --policy | --policy-arns | --session-tags | --transitive-tag-keys | --provided-contexts | --command-timeout-seconds | --mfa-session-seconds | --advisory-seconds | --mandatory-seconds | --region | --endpoint-url | --services | --max-attempts | --retry-seconds | --connect-timeout-seconds | --read-timeout-seconds | --aws-account-id | --ec2-metadata-service-endpoint | --ec2-metadata-service-endpoint-mode) values=(nothing) ;;
        --credential-source) values=(choices Environment Ec2InstanceMetadata EcsContainer) ;;
        --source) values=(choices environment ecs ec2) ;;
        --command | --mfa-process) values=(programs) ;;
        --mfa-prompt) values=(choices auto terminal desktop never) ;;
        --mfa-session | --ignore-configured-endpoint-urls | --use-fips-endpoint | --use-dualstack-endpoint) values=(choices true false) ;;
        --sts-regional-endpoints) values=(choices regional legacy) ;;
        --ca-bundle) values=(files) ;;
        --retry-mode) values=(choices legacy standard adaptive) ;;
      esac
      ;;
    adopt)
      options=(--all --dry-run --yes --help -h)
      words=(profiles)
      most=999
      ;;
    release)
      options=(--all --dry-run --yes --help -h)
      words=(profiles)
      most=999
      ;;
    completion)
      options=(--help -h)
      words=(choices bash zsh fish powershell)
      most=1
      ;;
  esac
}

# Puts the words up to the cursor together again into `line`, with the place of each in COMP_WORDS in `starts`.
__brs_line() {
  local rest=${COMP_LINE:0:COMP_POINT} at=0 trimmed token
  for ((at = 0; at <= COMP_CWORD; at++)); do
    trimmed=${rest#"${rest%%[![:space:]]*}"}
    token=${COMP_WORDS[at]}
    ((at == COMP_CWORD)) && token=$trimmed
    if ((at == 0)) || [[ $trimmed != "$rest" ]]; then
      line+=("$token")
      starts+=("$at")
    else
      line[${#line[@]} - 1]+=$token
    fi
    rest=${trimmed#"$token"}
  done
}

# Behind the command: what the last word of `line` is, told by those before it.
__brs_rest() {
  local at=2 given=0
  __brs_grammar "${line[1]}" ''
  while ((at < last)); do
    if [[ $words == verbatim && ( ${line[at]} == -- || ${line[at]} != -* ) ]]; then
      [[ ${line[at]} == -- ]] && ((at += 1))
      __brs_theirs "$at"
      return
    fi
    if [[ ${line[at]} == -* ]]; then
      __brs_grammar "${line[1]}" "${line[at]}"
      ((at += ${#values[@]} > 0 ? 2 : 1))
    else
      ((at += 1, given += 1))
    fi
  done
  if ((at > last)); then
    __brs_offer "${values[@]}"
  elif [[ $typed == --*=* ]]; then
    front=${typed%%=*}=
    __brs_grammar "${line[1]}" "${typed%%=*}"
    __brs_offer "${values[@]}"
  elif [[ $typed == -* ]]; then
    __brs_offer choices "${options[@]}"
  elif [[ $words == verbatim ]]; then
    __brs_theirs "$last"
  elif ((given < most)); then
    __brs_offer "${words[@]}"
  elif [[ -z $typed ]]; then
    __brs_offer choices "${options[@]}"
  fi
}

# Somebody else's command line, which begins at the word $1.
__brs_theirs() {
  if declare -F _comp_command_offset >/dev/null; then
    _comp_command_offset "${starts[$1]}"
  elif declare -F _command_offset >/dev/null; then
    _command_offset "${starts[$1]}"
  elif (($1 == last)); then
    __brs_offer programs
  else
    __brs_offer files
  fi
}

# Offers values of the kind $1 that begin like what was typed.
__brs_offer() {
  local program=${line[0]} plain=${typed#"$front"}
  [[ $program == \~/* ]] && program=$HOME/${program#\~/}
  plain=${plain#[\'\"]}
  plain=${plain//\\/}
  case $1 in
    choices) __brs_reply "$(printf '%s\n' "${@:2}")" ;;
    profiles) __brs_reply "$("$program" complete profiles 2>/dev/null)" ;;
    programs) __brs_reply "$(compgen -c -- "$plain")" ;;
    # readline itself is better at files: it knows ~ and folders.
    files) compopt -o default 2>/dev/null || __brs_reply "$(compgen -f -- "$plain")" ;;
  esac
}

# Fills COMPREPLY with those lines of $1, quoted as the word under the cursor is, without what readline keeps of it.
__brs_reply() {
  local name form cut= open= value=${typed#"$front"} breaks= mark
  for mark in = : @; do
    [[ $COMP_WORDBREAKS == *"$mark"* ]] && breaks+=$mark
  done
  if [[ $value == [\'\"]* ]]; then
    open=${value:0:1}
    cut=$front$open
  elif [[ -n $breaks ]]; then
    cut=${typed%"${typed##*[$breaks]}"}
  fi
  while IFS= read -r name; do
    [[ -n $name ]] || continue
    __brs_quote "$open" "$name"
    [[ $form == "$value"* || $name == "$plain"* ]] || continue
    form=$front$form
    COMPREPLY+=("${form#"$cut"}")
  done <<<"$1"
}

# The text $2 as `form`, behind the opening quote $1.
__brs_quote() {
  local at mark
  form=$1
  [[ -z $1 ]] && printf -v form %q "$2" && return
  for ((at = 0; at < ${#2}; at++)); do
    mark=${2:at:1}
    case $1$mark in
      "''") form+="'\\''" ;;
      \"[\\\"$\`]) form+=\\$mark ;;
      *) form+=$mark ;;
    esac
  done
}

_brs() {
  COMPREPLY=()
  local line=() starts=()
  __brs_line
  local last=$((${#line[@]} - 1))
  local typed=${line[last]} front=
  local options words values most
  if ((last > 1)); then
    __brs_rest
  else
    __brs_offer choices creds env exec hook status list whoami login logout explain doctor clear adopt release completion --help -h --version
  fi
}

complete -F _brs brs
