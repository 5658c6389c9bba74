/**
 * The environment variables that commands obey, by what they are about. Text for help alone: no command loads it, they
 * only name what is here.
 */
export const variableGroups = {
  profile: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'BRS_PROFILE'],
  files: ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'],
  region: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  STS: [
    'AWS_ENDPOINT_URL_STS',
    'AWS_ENDPOINT_URL',
    'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
    'AWS_STS_REGIONAL_ENDPOINTS',
    'AWS_USE_FIPS_ENDPOINT',
    'AWS_USE_DUALSTACK_ENDPOINT',
    'AWS_CA_BUNDLE',
    'AWS_MAX_ATTEMPTS',
  ],
  keys: [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_SECURITY_TOKEN',
    'AWS_ACCOUNT_ID',
    'AWS_CREDENTIAL_EXPIRATION',
  ],
  container: [
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  ],
  instance: [
    'AWS_EC2_METADATA_DISABLED',
    'AWS_EC2_METADATA_SERVICE_ENDPOINT',
    'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE',
    'AWS_METADATA_SERVICE_TIMEOUT',
    'AWS_METADATA_SERVICE_NUM_ATTEMPTS',
  ],
  proxies: ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'],
  entries: ['BRS_VAULT', 'BRS_VAULT_PASSPHRASE', 'BRS_STATE_DIR', 'XDG_STATE_HOME'],
  keychain: ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'],
  prompts: ['BRS_NO_PROMPT'],
  desktop: ['DISPLAY', 'WAYLAND_DISPLAY', 'SSH_CONNECTION'],
  trace: ['BRS_DEBUG'],
  'set by brs': ['BRS_PROFILE_CHAIN', 'BRS_ACCESS_KEY_ID', 'BRS_REGION', 'BRS_SAVED_AWS_PROFILE'],
  'other SDKs': ['AWS_ROLE_ARN', 'AWS_ROLE_SESSION_NAME', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
  'taken from the child': ['AWS_ROLE_ARN', 'AWS_ROLE_SESSION_NAME', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
  shell: ['SHELL', 'COMSPEC'],
  screen: ['NO_COLOR', 'TERM', 'LC_ALL', 'LC_CTYPE', 'LANG'],
  'set by the hook': ['BRS_PROMPT'],
  'this machine': ['PATH', 'NODE_EXTRA_CA_CERTS'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Group = keyof typeof variableGroups;

const planned = [
  ...(['profile', 'files', 'region', 'STS', 'keys', 'container', 'instance'] as const),
  ...(['entries', 'keychain', 'set by brs', 'trace'] as const),
];

/** What goes together where a command plans profiles, or gets credentials. */
const bundles = {
  plans: planned,
  requests: [...planned, 'proxies', 'prompts', 'desktop'],
} as const satisfies Readonly<Record<string, readonly Group[]>>;

export type Obeyed = Group | keyof typeof bundles;

/** Each group with its variables, in order. */
export function obeyedGroups(obeys: readonly Obeyed[]): { about: Group; names: readonly string[] }[] {
  const groups = obeys.flatMap((name): readonly Group[] =>
    name in bundles ? bundles[name as keyof typeof bundles] : [name as Group],
  );
  return groups.map((about) => ({ about, names: variableGroups[about] }));
}
