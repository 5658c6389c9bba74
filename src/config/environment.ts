import type { Credentials } from '../core/credentials';
import { ConfigError } from '../core/errors';
import { marks } from '../core/variables';
import type { Environment } from '../system/system';
import { checked, type ProfilePorts } from './profile';
import * as read from './readers';
import type { Reader } from './readers';

const anyText = read.text();

/** The variables of AWS's SDKs that say how STS is reached and who is asking; a blank one counts as missing. */
const variables = {
  AWS_REGION: read.text({ pattern: /^[\w-]+$/ }),
  AWS_DEFAULT_REGION: read.text({ pattern: /^[\w-]+$/ }),
  AWS_ENDPOINT_URL_STS: read.url,
  AWS_ENDPOINT_URL: read.url,
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: read.boolean,
  AWS_STS_REGIONAL_ENDPOINTS: read.oneOf(['regional', 'legacy']),
  AWS_USE_FIPS_ENDPOINT: read.boolean,
  AWS_USE_DUALSTACK_ENDPOINT: read.boolean,
  AWS_CA_BUNDLE: anyText,
  AWS_MAX_ATTEMPTS: read.integer(1, 100),

  AWS_ACCESS_KEY_ID: read.text({ max: 128 }),
  AWS_SECRET_ACCESS_KEY: read.secret,
  AWS_SESSION_TOKEN: read.secret,
  AWS_SECURITY_TOKEN: read.secret,
  AWS_ACCOUNT_ID: read.text({ pattern: /^\d{12}$/ }),
  AWS_CREDENTIAL_EXPIRATION: read.time,

  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: anyText,
  AWS_CONTAINER_CREDENTIALS_FULL_URI: anyText,
  AWS_CONTAINER_AUTHORIZATION_TOKEN: read.secret,
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: anyText,

  AWS_EC2_METADATA_DISABLED: read.boolean,
  AWS_EC2_METADATA_SERVICE_ENDPOINT: read.url,
  AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: read.text({ pattern: /^ipv[46]$/i }),
  AWS_METADATA_SERVICE_TIMEOUT: read.integer(1, 60),
  AWS_METADATA_SERVICE_NUM_ATTEMPTS: read.integer(1, 20),
} as const;

export const variableNames: readonly string[] = Object.keys(variables);

export type Variables = { readonly [K in keyof typeof variables]?: ReturnType<(typeof variables)[K]> };

const keyVariables: readonly string[] = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_ACCOUNT_ID',
  'AWS_CREDENTIAL_EXPIRATION',
];

/** Whether the keys there are what `brs env` put there: brs must not take its own answer for a source. */
function keysAreOurs(env: Environment): boolean {
  const key = env[marks.key];
  return key !== undefined && key !== '' && env['AWS_ACCESS_KEY_ID'] === key;
}

/** Checks and reads them. Throws `ConfigError` naming the variable. */
export function readVariables(env: Environment, ports: Pick<ProfilePorts, 'platform'>): Variables {
  const found: Record<string, unknown> = {};
  const readPorts = { platform: ports.platform, readFile: () => '' };
  for (const [name, reader] of Object.entries(variables) as [string, Reader<unknown>][]) {
    const value = env[name];
    if (value === undefined || value.trim() === '') continue;
    if (keyVariables.includes(name) && keysAreOurs(env)) continue;
    found[name] = checked(reader, { value, origin: { place: `the variable ${name}` } }, readPorts);
  }
  return found;
}

/** Access keys from the environment; undefined without any. Throws `ConfigError` for half of a pair. */
export function environmentKeys(variables: Variables): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = variables;
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const lacks = accessKeyId === undefined ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY';
    throw new ConfigError({
      message: `the variable ${lacks} is not set, its other half is`,
      hint: 'set both, or none',
    });
  }
  const sessionToken = variables.AWS_SESSION_TOKEN ?? variables.AWS_SECURITY_TOKEN;
  const { AWS_CREDENTIAL_EXPIRATION: expiration, AWS_ACCOUNT_ID: accountId } = variables;
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(expiration === undefined ? {} : { expiration }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}
