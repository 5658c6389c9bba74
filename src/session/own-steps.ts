import { isOwnLine } from '../config/command-line';
import { containerEndpoint } from '../config/container';
import { environmentKeys } from '../config/environment';
import type { Profile } from '../config/profile';
import { ConfigError } from '../core/errors';
import type { Step } from './step';
import type { Walk } from './walk';

/** A profile's own source, without its role: brs_source, brs_command, credential_process, static keys. */
export function ownSteps(profile: Profile, walk: Walk): Step[] | undefined {
  const { settings, origins, name } = profile;
  if (settings.source !== undefined) return namedSource(settings.source, profile, walk);
  const timeoutSeconds = settings.command_timeout_seconds ?? 60;
  if (settings.command !== undefined) {
    const key = origins.command?.place.startsWith('--') === true ? '--command' : 'brs_command';
    return [{ source: 'custom', profile: name, settings: { command: settings.command, timeoutSeconds, key } }];
  }
  const shell = settings.credential_process;
  if (shell !== undefined && !isOwnLine(shell, name, walk.system.platform)) {
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

export function namedSource(
  source: 'environment' | 'ecs' | 'ec2',
  { name, origins, settings }: Profile,
  walk: Walk,
): Step[] {
  const where = origins.source?.place ?? origins.credential_source?.place ?? `profile ${name}`;
  if (source === 'environment') {
    const keys = environmentKeys(walk.variables);
    if (keys === undefined) throw notThere(where, 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set');
    return [{ source, profile: name, settings: { keys } }];
  }
  if (source === 'ecs') {
    const endpoint = containerEndpoint(walk.variables);
    const variables = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI';
    if (endpoint === undefined) throw notThere(where, `neither ${variables} is set`);
    return [{ source, profile: name, settings: endpoint }];
  }
  return [{ source, profile: name, settings: instanceSettings(settings, walk) }];
}

function notThere(where: string, why: string): ConfigError {
  return new ConfigError({
    message: `${where}: ${why}`,
    hint: 'this works where they are set for you, in a container or a job; what `brs env` put there does not count',
  });
}

function instanceSettings(settings: Profile['settings'], { variables, flags }: Walk) {
  if (variables.AWS_EC2_METADATA_DISABLED === true) {
    throw new ConfigError({
      message: 'the instance metadata is switched off (AWS_EC2_METADATA_DISABLED)',
      hint: 'unset that variable to use it',
    });
  }
  const modeOf = settings.ec2_metadata_service_endpoint_mode;
  const mode = flags.ec2_metadata_service_endpoint_mode ?? variables.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE ?? modeOf;
  const usual = mode?.toLowerCase() === 'ipv6' ? 'http://[fd00:ec2::254]' : 'http://169.254.169.254';
  const chosen =
    flags.ec2_metadata_service_endpoint ??
    variables.AWS_EC2_METADATA_SERVICE_ENDPOINT ??
    settings.ec2_metadata_service_endpoint;
  return {
    endpoint: chosen ?? usual,
    timeoutMs: (variables.AWS_METADATA_SERVICE_TIMEOUT ?? 1) * 1000,
    attempts: variables.AWS_METADATA_SERVICE_NUM_ATTEMPTS ?? 4,
  };
}
