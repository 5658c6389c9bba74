import { containerEndpoint } from '../config/container';
import { environmentKeys } from '../config/environment';
import { flagsOnly, isFlag, missingProfile, readProfile, type Profile } from '../config/profile';
import { ConfigError } from '../core/errors';
import { namedSource, ownSteps } from './own-steps';
import { isUnsupported, refuseUnsupported } from './unsupported';
import { roleSteps } from './role-steps';
import type { Plan, Step } from './step';
import type { PlanRequest, Walk } from './walk';

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
  const { advisory_seconds: advisorySeconds, mandatory_seconds: mandatorySeconds, region } = selected.settings;
  return {
    profile: name,
    steps,
    path,
    ...(region === undefined ? {} : { region }),
    ...(advisorySeconds === undefined ? {} : { advisorySeconds }),
    ...(mandatorySeconds === undefined ? {} : { mandatorySeconds }),
  };
}

function isEmpty(profile: Profile, walk: Walk): boolean {
  const hasOwn = profile.settings.role_arn !== undefined || isUnsupported(profile);
  return !hasOwn && ownSteps(profile, walk) === undefined;
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
  const endsHere = path.length > 1 && ownSteps(profile, walk)?.[0]?.source === 'static';
  if (settings.role_arn === undefined || endsHere) return ownSteps(profile, walk) ?? noSource(profile, walk);
  const before = upstreamSteps(profile, walk, path) ?? ownSteps(profile, walk) ?? noUpstream(profile);
  return [...before, ...roleSteps({ profile, walk, before, roleArn: settings.role_arn })];
}

/** What `source_profile` or `credential_source` leads to; undefined where neither is set or a flag replaces them. */
function upstreamSteps(profile: Profile, walk: Walk, path: string[]): Step[] | undefined {
  const { settings, origins, name } = profile;
  if (isFlag(origins.source) || isFlag(origins.command)) return undefined;
  // A flag of the one kind replaces a key of the other.
  const next =
    isFlag(origins.credential_source) && !isFlag(origins.source_profile) ? undefined : settings.source_profile;
  const source =
    isFlag(origins.source_profile) && !isFlag(origins.credential_source) ? undefined : settings.credential_source;
  if (next === undefined && source === undefined) return undefined;
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
