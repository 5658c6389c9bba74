import type { SettingKey } from '../config/settings';
import { isOwnLine } from '../config/command-line';
import { flagName } from '../config/settings';
import type { Step } from '../session/step';
import type { Ignored } from './explanation';
import type { Scene } from './scene';
import { winnerOf, type Weighed, type Winner } from './weighed';

type SourceName = Step['source'];

const mfaKeys: readonly SettingKey[] = ['mfa_serial', 'mfa_process', 'mfa_prompt', 'mfa_session'];
const roleKeys: readonly SettingKey[] = [
  'role_arn',
  'source_profile',
  'credential_source',
  'role_session_name',
  'duration_seconds',
  'external_id',
  'source_identity',
  'policy',
  'policy_arns',
  'session_tags',
  'transitive_tag_keys',
  'provided_contexts',
];
const keyKeys: readonly SettingKey[] = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_account_id',
];
const pacing: readonly SettingKey[] = [
  'max_attempts',
  'retry_seconds',
  'connect_timeout_seconds',
  'read_timeout_seconds',
];
const endpointKeys: readonly SettingKey[] = ['endpoint_url', 'services', 'ignore_configured_endpoint_urls'];
const otherSts: readonly SettingKey[] = [
  'sts_regional_endpoints',
  'use_fips_endpoint',
  'use_dualstack_endpoint',
  'ca_bundle',
  ...pacing,
];
const stsKeys: readonly SettingKey[] = ['region', ...endpointKeys, ...otherSts];
const foreignKeys: readonly SettingKey[] = [
  'web_identity_token_file',
  'sso_session',
  'sso_start_url',
  'sso_account_id',
  'sso_role_name',
  'login_session',
];
const ec2Keys: readonly SettingKey[] = ['ec2_metadata_service_endpoint', 'ec2_metadata_service_endpoint_mode'];

/** Which settings a step goes by. */
const uses: Readonly<Record<SourceName, readonly SettingKey[]>> = {
  static: keyKeys,
  environment: ['source', 'credential_source'],
  ecs: ['source', 'credential_source'],
  ec2: ['source', 'credential_source', ...ec2Keys],
  custom: ['command_timeout_seconds'],
  'mfa-session': [...mfaKeys, 'mfa_session_seconds', ...stsKeys],
  'assume-role': [...roleKeys, ...stsKeys],
};

/** AWS's variables that go before a key, in their order. */
const variablesBefore: Readonly<Partial<Record<SettingKey, readonly string[]>>> = {
  region: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  endpoint_url: ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL'],
  services: ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL'],
  ignore_configured_endpoint_urls: ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'],
  sts_regional_endpoints: ['AWS_STS_REGIONAL_ENDPOINTS'],
  use_fips_endpoint: ['AWS_USE_FIPS_ENDPOINT'],
  use_dualstack_endpoint: ['AWS_USE_DUALSTACK_ENDPOINT'],
  ca_bundle: ['AWS_CA_BUNDLE'],
  max_attempts: ['AWS_MAX_ATTEMPTS'],
  ec2_metadata_service_endpoint: ['AWS_EC2_METADATA_SERVICE_ENDPOINT'],
  ec2_metadata_service_endpoint_mode: ['AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE'],
};

/** The variable that goes before a key, where one is set. */
export function variableBefore(key: SettingKey, { env }: Pick<Scene, 'env'>): string | undefined {
  return variablesBefore[key]?.find((name) => (env[name] ?? '').trim() !== '');
}

export function usedBy(step: Step, key: SettingKey): boolean {
  if (uses[step.source].includes(key)) return true;
  if (step.source === 'custom') return step.settings.key.replace(/^brs_|^--/, '') === key;
  return step.source === 'assume-role' && step.settings.mfa !== undefined && mfaKeys.includes(key);
}

interface Matter {
  readonly weighed: Weighed;
  readonly scene: Scene;
  /** Of this profile. */
  readonly steps: readonly Step[];
  readonly chosen: boolean;
}

/** Why a setting that won over its like has no effect all the same; undefined where it has. */
function whyIdle({ key, value, raw }: Winner, { weighed, scene, steps, chosen }: Matter): string | undefined {
  const has = (name: SourceName) => steps.some(({ source }) => source === name);
  const variable = raw === undefined ? undefined : variableBefore(key, scene);
  const calls = has('assume-role') || has('mfa-session');
  if (key === 'include_profile') return undefined;
  if (key === 'retry_mode') return 'is checked only; brs paces itself';
  if (key === 'credential_process' && isOwnLine(value, weighed.name, scene.platform)) {
    return 'is how SDKs reach brs, which passes over it';
  }
  if (foreignKeys.includes(key)) return 'brs does not speak that yet, and the profile has another source';
  if (key === 'advisory_seconds' || key === 'mandatory_seconds') {
    return chosen ? undefined : 'counts in the profile that is chosen only';
  }
  if (raw !== undefined && !chosen && scene.flags[key] !== undefined && stsKeys.includes(key)) {
    return `--${flagName(key)} is given`;
  }
  if ((calls || has('ec2') || key === 'region') && variable !== undefined)
    return `the variable ${variable} goes before it`;
  if (key === 'region') return chosen ? undefined : whyNoRegion(scene);
  if (endpointKeys.includes(key) && calls) return whyNoEndpoint(key, weighed, scene);
  if (steps.some((step) => usedBy(step, key))) return replaced(key, raw, scene);
  return whyUnused(key, { weighed, scene, steps, chosen });
}

/** A flag of the one kind replaces a key of the other. */
function replaced(key: SettingKey, raw: Winner['raw'], { flags }: Scene): string | undefined {
  if (raw === undefined || (key !== 'source_profile' && key !== 'credential_source')) return undefined;
  const other = (['source_profile', 'credential_source', 'source', 'command'] as const).find(
    (name) => flags[name] !== undefined,
  );
  return other === undefined || other === key ? undefined : `--${flagName(other)} is given`;
}

function whyNoRegion(scene: Scene): string | undefined {
  const chosen = winnerOf(scene.weighed[0], 'region');
  return chosen === undefined ? undefined : `the region of the chosen profile holds for every hop (${chosen.place})`;
}

function whyNoEndpoint(key: SettingKey, weighed: Weighed, { config, variables, flags }: Scene): string | undefined {
  if (key === 'ignore_configured_endpoint_urls') return undefined;
  const off = winnerOf(weighed, 'ignore_configured_endpoint_urls');
  const ignoring = variables.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? /^true$/i.test(off?.value ?? '');
  if (flags.endpoint_url !== undefined) return key === 'services' ? '--endpoint-url is given' : undefined;
  if (ignoring)
    return `ignore_configured_endpoint_urls leaves it out (${off?.place ?? 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'})`;
  const services = winnerOf(weighed, 'services');
  if (key !== 'endpoint_url' || services === undefined) return undefined;
  const nested = config.services(services.value)?.get('sts.endpoint_url');
  return nested === undefined
    ? undefined
    : `[services ${services.value}] has one for STS (config:${nested.origin.line ?? 0})`;
}

/** The profile has no step that goes by it. */
function whyUnused(key: SettingKey, { weighed, scene, steps, chosen }: Matter): string {
  const role = steps.some(({ source }) => source === 'assume-role');
  const hasRole = winnerOf(weighed, 'role_arn') !== undefined;
  const ended = !chosen && hasRole && !role;
  if (roleKeys.includes(key) || mfaKeys.includes(key) || key === 'mfa_session_seconds') {
    if (ended) return 'static keys end the chain in a profile that another one names';
    if (!role) return 'means nothing without role_arn';
    if (key === 'mfa_session_seconds') return 'there is no MFA session: the code goes with the role';
    return key === 'mfa_serial' || winnerOf(weighed, 'mfa_serial') !== undefined
      ? 'the code of this device is asked for earlier in the chain'
      : 'means nothing without mfa_serial';
  }
  if (keyKeys.includes(key) || key === 'command' || key === 'credential_process' || key === 'source') {
    return whyOtherSource(weighed, steps, scene);
  }
  if (ec2Keys.includes(key)) return 'the instance metadata is not asked';
  if (key === 'command_timeout_seconds') return 'no program is run';
  return 'STS is not called for this profile';
}

function whyOtherSource(weighed: Weighed, steps: readonly Step[], { flags }: Scene): string {
  const flag = (['source', 'command', 'source_profile', 'credential_source'] as const).find(
    (key) => flags[key] !== undefined,
  );
  if (flag !== undefined) return `--${flagName(flag)} is given`;
  const next = winnerOf(weighed, 'source_profile') ?? winnerOf(weighed, 'credential_source');
  if (steps.some(({ source }) => source === 'assume-role') && next !== undefined) {
    return `the role is assumed with ${next.key} ${next.value} (${next.place})`;
  }
  const before = (['source', 'command', 'credential_process'] as const)
    .map((key) => winnerOf(weighed, key))
    .find((winner) => winner !== undefined);
  return before === undefined ? 'is not used' : `${before.raw?.key ?? before.place} goes before it (${before.place})`;
}

/** Settings of a profile that won and have no effect in this plan. */
export function idle(matter: Matter): Ignored[] {
  const { weighed, scene } = matter;
  return weighed.winners.flatMap((winner) => {
    const why = scene.plan === undefined || winner.raw === undefined ? undefined : whyIdle(winner, matter);
    return why === undefined || winner.raw === undefined
      ? []
      : [{ profile: weighed.name, key: winner.raw.key, place: winner.place, why }];
  });
}
