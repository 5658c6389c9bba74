import { containerEndpoint } from '../config/container';
import { isBrs, splitCommand } from '../config/command-line';
import { environmentKeys, type Variables } from '../config/environment';
import type { SharedConfig } from '../config/files';
import { flagsOnly, missingProfile, readProfile, type Flags, type Profile } from '../config/profile';
import { ConfigError } from '../core/errors';
import type { System } from '../system/system';
import { refuseUnsupported } from './unsupported';
import { roleSteps } from './role-steps';
import type { Plan, Step } from './step';

export interface PlanRequest {
  readonly name: string;
  /** Whether the person named the profile; the default one may be missing or empty. */
  readonly named: boolean;
  readonly flags: Flags;
  readonly config: SharedConfig;
  readonly variables: Variables;
  readonly system: Pick<System, 'platform' | 'files' | 'home' | 'user' | 'env'>;
  /** Profiles that processes above this one are resolving. */
  readonly inherited: readonly string[];
}

/** Everything about the walk that stays the same at each profile. */
export interface Walk extends PlanRequest {
  readonly selected: Profile;
}

/**
 * Decides how credentials come about: precedence inside a profile, where the chain goes on, where it ends, loops.
 * Reads no network and no clock. Throws `ConfigError` or `UsageError`.
 *
 * Inside one profile: role first, then brs_source, brs_command, credential_process, static keys. From the second
 * profile on complete static keys end the chain, as in every SDK.
 */
export function makePlan(request: PlanRequest): Plan {
  const { name, named, config, flags } = request;
  const missing = name !== flagsOnly && config.profile(name) === undefined;
  if (missing && (named || config.badHeaders.length > 0)) throw missingProfile(name, config);
  const selected = readProfile({ name: missing ? flagsOnly : name, config, flags }, request.system);
  const walk: Walk = { ...request, selected };
  const path = [name];
  const steps = named || !isEmpty(selected, walk) ? profileSteps(selected, walk, path) : defaultChain(walk);
  const { advisory_seconds: advisorySeconds, mandatory_seconds: mandatorySeconds } = selected.settings;
  return {
    profile: name,
    steps,
    path,
    ...(advisorySeconds === undefined ? {} : { advisorySeconds }),
    ...(mandatorySeconds === undefined ? {} : { mandatorySeconds }),
  };
}

function isEmpty(profile: Profile, walk: Walk): boolean {
  return profile.settings.role_arn === undefined && ownSteps(profile, walk) === undefined;
}

/** No profile to go by: the SDKs' default chain. */
function defaultChain(walk: Walk): Step[] {
  const { variables, name } = walk;
  const keys = environmentKeys(variables);
  if (keys !== undefined) return [{ source: 'environment', profile: name, settings: { keys } }];
  const endpoint = containerEndpoint(variables);
  if (endpoint !== undefined) return [{ source: 'ecs', profile: name, settings: endpoint }];
  throw new ConfigError({
    message: `nothing to get credentials from: no profile ${name}, no AWS_ACCESS_KEY_ID, no container credentials`,
    hint: `write a profile into ${walk.config.configPath} and choose it with --profile or AWS_PROFILE`,
  });
}

/** The steps of one profile and of those before it. `path` grows by every profile that is met. */
function profileSteps(profile: Profile, walk: Walk, path: string[]): Step[] {
  const { settings } = profile;
  refuseLoop(profile.name, walk, path);
  refuseUnsupported(profile);
  const own = ownSteps(profile, walk);
  const endsHere = path.length > 1 && own?.[0]?.source === 'static';
  if (settings.role_arn === undefined || endsHere) return own ?? noSource(profile, walk);
  const before = upstreamSteps(profile, walk, path) ?? own ?? noUpstream(profile);
  return [...before, ...roleSteps({ profile, walk, before, roleArn: settings.role_arn })];
}

/** What `source_profile` or `credential_source` leads to; undefined where neither is set or a flag replaces them. */
function upstreamSteps(profile: Profile, walk: Walk, path: string[]): Step[] | undefined {
  const { settings, origins, name } = profile;
  const { source_profile: next, credential_source: source } = settings;
  const flagged = [origins.source, origins.command].some((origin) => origin?.place.startsWith('--') === true);
  if (flagged || (next === undefined && source === undefined)) return undefined;
  if (next !== undefined && source !== undefined) {
    throw new ConfigError({
      message: `profile ${name} has both source_profile and credential_source`,
      hint: 'keep the one that should assume the role',
    });
  }
  if (source !== undefined) return namedSource(credentialSources[source], profile, walk);
  if (next === name || next === undefined) return ownSteps(profile, walk) ?? noSource(profile, walk);
  if (path.includes(next)) throw loop([...path, next]);
  path.push(next);
  return profileSteps(readProfile({ name: next, config: walk.config, from: name }, walk.system), walk, path);
}

const credentialSources = { Environment: 'environment', EcsContainer: 'ecs', Ec2InstanceMetadata: 'ec2' } as const;

/** A profile's own source, without its role: brs_source, brs_command, credential_process, static keys. */
function ownSteps(profile: Profile, walk: Walk): Step[] | undefined {
  const { settings, origins, name } = profile;
  if (settings.source !== undefined) return namedSource(settings.source, profile, walk);
  const timeoutSeconds = settings.command_timeout_seconds ?? 60;
  if (settings.command !== undefined) {
    const key = origins.command?.place.startsWith('--') === true ? '--command' : 'brs_command';
    return [{ source: 'custom', profile: name, settings: { command: settings.command, timeoutSeconds, key } }];
  }
  const shell = settings.credential_process;
  if (shell !== undefined && !isOwnLine(shell, name)) {
    const custom = { command: { shell }, timeoutSeconds, key: 'credential_process' };
    return [{ source: 'custom', profile: name, settings: custom }];
  }
  return staticSteps(profile);
}

function staticSteps({ settings, name }: Profile): Step[] | undefined {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = settings;
  const { aws_session_token: sessionToken, aws_account_id: accountId } = settings;
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const lacks = accessKeyId === undefined ? 'aws_access_key_id' : 'aws_secret_access_key';
    throw new ConfigError({ message: `profile ${name} lacks ${lacks}`, hint: 'a key needs both halves' });
  }
  const keys = {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(accountId === undefined ? {} : { accountId }),
  };
  return [{ source: 'static', profile: name, settings: { keys } }];
}

/** Whether a credential_process line is how SDKs reach brs for this very profile. */
function isOwnLine(line: string, name: string): boolean {
  const words = splitCommand(line, 'linux') ?? [];
  if (!isBrs(words)) return false;
  const at = words.findIndex((word) => /^(--profile|-p)$/.test(word));
  const joined = words.find((word) => word.startsWith('--profile='))?.slice('--profile='.length);
  const target = at === -1 ? joined : words[at + 1];
  return target === undefined || target === name;
}

function namedSource(source: string, { name, origins, settings }: Profile, walk: Walk): Step[] {
  const where = origins.source?.place ?? origins.credential_source?.place ?? `profile ${name}`;
  if (source === 'environment') {
    const keys = environmentKeys(walk.variables);
    if (keys === undefined) throw notThere(where, 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set');
    return [{ source, profile: name, settings: { keys } }];
  }
  if (source === 'ecs') {
    const endpoint = containerEndpoint(walk.variables);
    const variables = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI';
    if (endpoint === undefined) throw notThere(where, `neither ${variables} is set`);
    return [{ source, profile: name, settings: endpoint }];
  }
  if (source === 'ec2') return [{ source, profile: name, settings: instanceSettings(settings, walk.variables) }];
  throw new ConfigError({
    message: `${where} names the source ${source}, which brs does not have`,
    hint: 'sources by name: environment, ecs, ec2',
  });
}

function notThere(where: string, why: string): ConfigError {
  return new ConfigError({
    message: `${where}: ${why}`,
    hint: 'this works where AWS sets them: in a container or a job',
  });
}

function instanceSettings(settings: Profile['settings'], variables: Variables) {
  if (variables.AWS_EC2_METADATA_DISABLED === true) {
    throw new ConfigError({
      message: 'the instance metadata is switched off (AWS_EC2_METADATA_DISABLED)',
      hint: 'unset that variable to use it',
    });
  }
  const mode = variables.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE ?? settings.ec2_metadata_service_endpoint_mode;
  const usual = mode?.toLowerCase() === 'ipv6' ? 'http://[fd00:ec2::254]' : 'http://169.254.169.254';
  const chosen = variables.AWS_EC2_METADATA_SERVICE_ENDPOINT ?? settings.ec2_metadata_service_endpoint;
  return {
    endpoint: chosen ?? usual,
    timeoutMs: (variables.AWS_METADATA_SERVICE_TIMEOUT ?? 1) * 1000,
    attempts: variables.AWS_METADATA_SERVICE_NUM_ATTEMPTS ?? 4,
  };
}

function refuseLoop(name: string, { inherited }: Walk, path: readonly string[]): void {
  if (name !== flagsOnly && inherited.includes(name)) throw loop([...inherited, ...path]);
}

export function loop(path: readonly string[]): ConfigError {
  return new ConfigError({
    message: `these profiles need each other's credentials: ${path.join(' → ')}`,
    hint: 'one of them must get its credentials from somewhere else',
  });
}

function noSource({ name, settings }: Profile, { config }: Walk): never {
  const self = settings.credential_process !== undefined;
  throw new ConfigError({
    message: `profile ${name} says nowhere where its credentials come from${self ? ' (its credential_process is brs itself)' : ''}`,
    hint: `add brs_role_arn and brs_source_profile, brs_command or keys to it in ${config.configPath}`,
  });
}

function noUpstream({ name }: Profile): never {
  throw new ConfigError({
    message: `profile ${name} has a role, but nothing that assumes it`,
    hint: 'add source_profile or credential_source (on the command line: --source-profile, --credential-source, --command)',
  });
}
