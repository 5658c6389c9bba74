import type { Credentials } from './credentials';
import type { Secret } from './secret';
import { formatTime } from './time';

type Environment = Readonly<Record<string, string | undefined>>;

/** An environment variable to set, or, without a value, to take away. */
export interface Variable {
  readonly name: string;
  readonly value: string | Secret | undefined;
}

/** What a shell or a child is told besides its credentials. Times are milliseconds since the epoch. */
export interface Setting {
  /** The environment as it is. */
  readonly env: Environment;
  /** The profile, where it has a name in a file. */
  readonly profile: string | undefined;
  /** Whether its name is all that it takes to get the same again. */
  readonly renewable: boolean;
  /** The profile's region. */
  readonly region: string | undefined;
  /** Whether that goes over a region that the person set. */
  readonly setRegion: boolean;
}

/**
 * What must be gone for an SDK to ask the container endpoint: every variable that goes before it, or beside it. (The
 * SDKs for Go 1, Java and Python still read the old names.)
 */
const beforeContainer: readonly string[] = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_ACCOUNT_ID',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
];

/** What must be gone for keys in variables to be used: botocore prefers the old token, the JavaScript SDK a profile. */
const beforeKeys: readonly string[] = ['AWS_SECURITY_TOKEN', 'AWS_PROFILE'];

/** Variables of ours: what `brs env` did, so that it can be renewed, shown in a prompt and taken back. */
export const marks = {
  profile: 'BRS_PROFILE',
  /** The access key that brs put there: a key of the person's own differs. */
  key: 'BRS_ACCESS_KEY_ID',
  /** The region that brs put there. */
  region: 'BRS_REGION',
  /** What stood there before, to be put back. */
  saved: 'BRS_SAVED_AWS_PROFILE',
  savedRegion: 'BRS_SAVED_AWS_REGION',
  savedDefaultRegion: 'BRS_SAVED_AWS_DEFAULT_REGION',
  /** Seconds since the epoch, for shells to compare. */
  renewAt: 'BRS_RENEW_AT',
  expiresAt: 'BRS_EXPIRES_AT',
} as const;

function set(name: string, value: Variable['value']): Variable {
  return { name, value };
}

function take(name: string): Variable {
  return { name, value: undefined };
}

function seconds(ms: number | undefined, round = Math.floor): string | undefined {
  return ms === undefined ? undefined : String(round(ms / 1000));
}

/** The ones that are set, gone. */
function without(names: readonly string[], env: Environment): Variable[] {
  return names.filter((name) => env[name] !== undefined).map(take);
}

/** Whether the region in the environment is the one that brs put there. */
function isOurs(env: Environment): boolean {
  const mark = env[marks.region];
  return mark !== undefined && (env['AWS_REGION'] ?? mark) === mark && (env['AWS_DEFAULT_REGION'] ?? mark) === mark;
}

/** The person's own regions, so that they can be put back. */
function savedRegions(env: Environment): Variable[] {
  const own = [set(marks.savedRegion, env['AWS_REGION']), set(marks.savedDefaultRegion, env['AWS_DEFAULT_REGION'])];
  return isOurs(env) ? [] : own.filter(({ value }) => value !== undefined && value !== '');
}

/** SDKs disagree on which of the two they read, so that one the person set keeps brs away from both. */
function regionVariables({ env, region, setRegion }: Setting): Variable[] {
  const free = isOurs(env) || ![env['AWS_REGION'], env['AWS_DEFAULT_REGION']].some(Boolean);
  if (region !== undefined && (free || setRegion)) {
    const named = ['AWS_REGION', 'AWS_DEFAULT_REGION', marks.region].map((name) => set(name, region));
    return [...named, ...savedRegions(env)];
  }
  return isOurs(env) ? regionsBack(env) : [];
}

/** What brs put there goes, and what stood there before comes back. */
function regionsBack(env: Environment): Variable[] {
  return [
    set('AWS_REGION', env[marks.savedRegion]),
    set('AWS_DEFAULT_REGION', env[marks.savedDefaultRegion]),
    ...[marks.region, marks.savedRegion, marks.savedDefaultRegion].map(take),
  ];
}

/** Credentials in variables. `renewAt`: when they begin to age. */
export function plainVariables(credentials: Credentials, renewAt: number | undefined, setting: Setting): Variable[] {
  const { accessKeyId, secretAccessKey, sessionToken, expiration, accountId } = credentials;
  const { env, profile } = setting;
  const saved = env['AWS_PROFILE'] ?? env[marks.saved];
  // The person's own keys, handed back as they are: no mark is put on them.
  const isPersons = env['AWS_ACCESS_KEY_ID'] === accessKeyId && env[marks.key] !== accessKeyId;
  return [
    set('AWS_ACCESS_KEY_ID', accessKeyId),
    set('AWS_SECRET_ACCESS_KEY', secretAccessKey),
    set('AWS_SESSION_TOKEN', sessionToken),
    set('AWS_CREDENTIAL_EXPIRATION', expiration === undefined ? undefined : formatTime(expiration)),
    ...regionVariables(setting),
    set('AWS_ACCOUNT_ID', accountId),
    set(marks.profile, profile),
    set(marks.key, isPersons ? undefined : accessKeyId),
    set(marks.expiresAt, seconds(expiration)),
    // Never too early: the shell would ask and get the same again.
    set(marks.renewAt, setting.renewable ? seconds(renewAt, Math.ceil) : undefined),
    ...(saved === undefined ? [] : [set(marks.saved, saved)]),
    ...without(beforeKeys, env),
  ];
}

/** Where a container's credentials are served: see the SDKs and Tools Reference Guide, "Container credential provider". */
export interface ContainerVariables {
  readonly url: string;
  /** The token itself, or a file that holds it: the JavaScript SDK warns where both are given. */
  readonly token: Secret | { readonly file: string };
}

/** The same for a child that asks an endpoint of brs. */
export function endpointVariables(
  { url, token }: ContainerVariables,
  accountId: string | undefined,
  setting: Setting,
): Variable[] {
  return [
    ...without(beforeContainer, setting.env),
    set('AWS_CONTAINER_CREDENTIALS_FULL_URI', url),
    set('AWS_CONTAINER_AUTHORIZATION_TOKEN', 'file' in token ? undefined : token),
    set('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', 'file' in token ? token.file : undefined),
    ...regionVariables(setting),
    set('AWS_ACCOUNT_ID', accountId),
    set(marks.profile, setting.profile),
    ...[marks.key, marks.expiresAt, marks.renewAt, marks.saved].map(take),
  ];
}

/**
 * Takes back what `plainVariables` did; what the person set since stays. Where it did nothing (no mark of it is there,
 * as inside `brs exec`) nothing is taken.
 */
export function unsetVariables(env: Environment): Variable[] {
  const key = env[marks.key];
  const saved = env[marks.saved];
  if (key === undefined && saved === undefined && env[marks.expiresAt] === undefined) return [];
  const keysAreOurs = key !== undefined && (env['AWS_ACCESS_KEY_ID'] ?? key) === key;
  const credentials = [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_CREDENTIAL_EXPIRATION',
    'AWS_ACCOUNT_ID',
  ];
  return [
    ...(keysAreOurs ? credentials.map(take) : []),
    ...(isOurs(env) ? regionsBack(env) : []),
    ...(saved !== undefined && env['AWS_PROFILE'] === undefined ? [set('AWS_PROFILE', saved)] : []),
    ...Object.values(marks).map(take),
  ];
}

/** An environment with the variables as they are told: the ones taken away are there as undefined, which no child sees. */
export function withVariables(env: Environment, variables: readonly Variable[]): Environment {
  const changed = variables.map(({ name, value }) => [name, typeof value === 'object' ? value.reveal() : value]);
  return { ...env, ...(Object.fromEntries(changed) as Environment) };
}
