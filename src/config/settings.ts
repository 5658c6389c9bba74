import * as read from './readers';
import type { Reader } from './readers';

/** One setting: how its text is read, and what help says of it. */
export interface SettingRow<T = unknown> {
  readonly read: Reader<T>;
  readonly help: string;
  /** What stands behind the flag in help (`ARN`); without one there is no flag. */
  readonly flag?: string;
  /** Only with the prefix `brs_`: AWS has no such key. */
  readonly ours?: true;
  /** aws-vault's name for the same. */
  readonly alias?: string;
}

function row<T>(setting: SettingRow<T>): SettingRow<T> {
  return setting;
}

const sessionText = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ };
const anyText = read.text();

/**
 * Every setting of a profile. Standard keys mean what they mean to AWS; each may be written with the prefix `brs_`,
 * which wins and which no SDK sees. Limits: botocore's model of STS, 2011-06-15.
 */
export const settingsTable = {
  role_arn: row({ read: read.text({ max: 2048 }), flag: 'ARN', help: 'role to assume' }),
  source_profile: row({ read: anyText, flag: 'PROFILE', help: 'profile whose credentials assume the role' }),
  credential_source: row({
    read: read.oneOf(['Environment', 'Ec2InstanceMetadata', 'EcsContainer']),
    flag: 'SOURCE',
    help: 'Environment, Ec2InstanceMetadata or EcsContainer: whose credentials assume the role',
  }),
  role_session_name: row({ read: read.text(sessionText), flag: 'NAME', help: 'name of the session in CloudTrail' }),
  duration_seconds: row({ read: read.integer(900, 43_200), flag: 'SECONDS', help: 'lifetime to ask for' }),
  external_id: row({
    read: read.text({ min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/ }),
    flag: 'ID',
    help: "the trust policy's external id",
  }),
  mfa_serial: row({
    read: read.text({ min: 9, max: 256, pattern: /^[\w+=/:,.@-]*$/ }),
    flag: 'SERIAL',
    help: 'MFA device: ARN, or serial number of a hardware one',
  }),
  source_identity: row({ read: read.text(sessionText), flag: 'NAME', help: 'source identity of the session' }),
  policy: row({ ours: true, read: read.jsonText, flag: 'JSON', help: 'session policy: JSON or file://PATH' }),
  policy_arns: row({
    ours: true,
    read: read.list(read.text({ max: 2048 }), 10),
    flag: 'ARNS',
    help: 'managed session policies, separated by commas',
  }),
  session_tags: row({ read: read.tags, flag: 'TAGS', help: 'session tags: team=a,stage=dev or a JSON object' }),
  transitive_tag_keys: row({
    ours: true,
    alias: 'transitive_session_tags',
    read: read.list(read.text({ max: 128 }), 50),
    flag: 'KEYS',
    help: 'tags that go on to the next role',
  }),
  provided_contexts: row({
    ours: true,
    read: read.providedContexts,
    flag: 'JSON',
    help: 'trusted context assertions: JSON or file://PATH',
  }),

  source: row({
    ours: true,
    read: read.oneOf(['environment', 'ecs', 'ec2']),
    flag: 'NAME',
    help: 'source by name: environment, ecs, ec2',
  }),
  command: row({ ours: true, read: read.command, flag: 'COMMAND', help: 'program that prints credentials' }),
  command_timeout_seconds: row({
    ours: true,
    read: read.integer(1, 3600),
    flag: 'SECONDS',
    help: 'its time limit (default 60)',
  }),
  credential_process: row({ read: anyText, help: 'the same as AWS reads it, run through a shell' }),

  mfa_process: row({ read: read.command, flag: 'COMMAND', help: 'program that prints the MFA code (30 s)' }),
  mfa_prompt: row({
    ours: true,
    read: read.oneOf(['auto', 'terminal', 'desktop', 'never']),
    flag: 'WHERE',
    help: 'where to ask for the code: auto, terminal, desktop, never',
  }),
  mfa_session: row({
    ours: true,
    read: read.boolean,
    flag: 'BOOL',
    help: 'one MFA session shared by all roles (default true), or a code for each role',
  }),
  mfa_session_seconds: row({
    ours: true,
    read: read.integer(900, 129_600),
    flag: 'SECONDS',
    help: 'lifetime of that session (default 43200)',
  }),

  advisory_seconds: row({
    ours: true,
    read: read.seconds(1, 43_200),
    flag: 'SECONDS',
    help: 'ageing with less than this left',
  }),
  mandatory_seconds: row({
    ours: true,
    read: read.seconds(1, 43_200),
    flag: 'SECONDS',
    help: 'stale with less than this left',
  }),

  region: row({ read: read.text({ pattern: /^[\w-]+$/ }), flag: 'REGION', help: 'region of the STS endpoint' }),
  endpoint_url: row({ read: read.url, flag: 'URL', help: 'STS endpoint to use instead' }),
  services: row({ read: anyText, flag: 'SECTION', help: 'section with endpoints per service' }),
  ignore_configured_endpoint_urls: row({ read: read.boolean, flag: 'BOOL', help: 'leave configured endpoints out' }),
  sts_regional_endpoints: row({
    read: read.oneOf(['regional', 'legacy']),
    flag: 'KIND',
    help: 'regional (default) or legacy (global endpoint for the older regions)',
  }),
  use_fips_endpoint: row({ read: read.boolean, flag: 'BOOL', help: 'FIPS endpoint' }),
  use_dualstack_endpoint: row({ read: read.boolean, flag: 'BOOL', help: 'dual-stack endpoint' }),
  ca_bundle: row({ read: anyText, flag: 'FILE', help: 'certificate authorities to trust, PEM' }),
  max_attempts: row({ read: read.integer(1, 100), flag: 'N', help: 'calls to STS at the most (default 6)' }),
  retry_mode: row({
    read: read.oneOf(['legacy', 'standard', 'adaptive']),
    flag: 'MODE',
    help: 'read and checked; brs paces itself',
  }),
  retry_seconds: row({
    ours: true,
    read: read.integer(0, 300),
    flag: 'SECONDS',
    help: 'time for all calls together (default 20)',
  }),
  connect_timeout_seconds: row({
    ours: true,
    read: read.integer(1, 300),
    flag: 'SECONDS',
    help: 'limit of one connection to STS (default 5)',
  }),
  read_timeout_seconds: row({
    ours: true,
    read: read.integer(1, 300),
    flag: 'SECONDS',
    help: 'limit of one answer of STS (default 10)',
  }),

  aws_access_key_id: row({ read: read.text({ max: 128 }), help: 'static key' }),
  aws_secret_access_key: row({ read: read.secret, help: 'static key' }),
  aws_session_token: row({ read: read.secret, help: 'static key' }),
  aws_account_id: row({ read: read.text({ pattern: /^\d{12}$/ }), flag: 'ACCOUNT', help: 'account of the static key' }),

  ec2_metadata_service_endpoint: row({ read: read.url, flag: 'URL', help: 'where the instance metadata is' }),
  ec2_metadata_service_endpoint_mode: row({
    read: read.text({ pattern: /^ipv[46]$/i }),
    flag: 'MODE',
    help: 'IPv4 or IPv6',
  }),

  include_profile: row({ read: anyText, help: 'profile whose settings fill in what this one lacks' }),
  web_identity_token_file: row({ read: anyText, help: 'not read yet' }),
  sso_session: row({ read: anyText, help: 'not read yet' }),
  sso_start_url: row({ read: anyText, help: 'not read yet' }),
  sso_account_id: row({ read: anyText, help: 'not read yet' }),
  sso_role_name: row({ read: anyText, help: 'not read yet' }),
  login_session: row({ read: anyText, help: 'not read yet' }),
} as const;

export type SettingKey = keyof typeof settingsTable;

export type SettingValue<K extends SettingKey> = ReturnType<(typeof settingsTable)[K]['read']>;

export type SettingValues = { readonly [K in SettingKey]?: SettingValue<K> };

/** Keys that end with a value of their own flag, in the table's order. */
export const flagKeys = (Object.keys(settingsTable) as SettingKey[]).filter((key) => 'flag' in settingsTable[key]);

/** `role_arn` → `role-arn`. */
export function flagName(key: SettingKey): string {
  return key.replaceAll('_', '-');
}
