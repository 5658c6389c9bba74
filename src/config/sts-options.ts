import { partitionOfArn } from '../core/credentials';
import { ConfigError } from '../core/errors';
import type { Variables } from './environment';
import type { SharedConfig } from './files';
import { checked, isFlag, type Profile } from './profile';
import { url } from './readers';
import type { SettingKey, SettingValues } from './settings';

/** How STS is reached. Times in ms. */
export interface StsOptions {
  readonly region: string;
  readonly endpoint?: string;
  readonly fips: boolean;
  readonly dualstack: boolean;
  /** The global endpoint, signed for us-east-1. */
  readonly global: boolean;
  readonly caBundle?: string;
  readonly attempts: number;
  readonly budgetMs: number;
  readonly connectMs: number;
  readonly readMs: number;
}

/** Where a role's partition is when no region is set anywhere. Source: botocore's partitions.json. */
const firstRegion: Readonly<Record<string, string>> = {
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
};

/** The regions that `sts_regional_endpoints = legacy` sends to the global endpoint. Source: botocore's endpoint rules. */
const legacyRegions = new Set(
  (
    'ap-northeast-1 ap-south-1 ap-southeast-1 ap-southeast-2 aws-global ca-central-1 eu-central-1 eu-north-1 ' +
    'eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2'
  ).split(' '),
);

export interface StsChoice {
  /** The profile the person chose: its region holds for every hop. */
  readonly selected: Profile;
  /** The profile of this step. */
  readonly profile: Profile;
  readonly variables: Variables;
  readonly config: SharedConfig;
}

/**
 * The options for one step. A flag goes before everything, and holds for every step; then come AWS's variables, then
 * the profile's keys. Region: the chosen profile's holds for all hops, else this step's, else the first of the role's
 * partition.
 */
export function stsOptions(choice: StsChoice): StsOptions {
  const { selected, profile, variables } = choice;
  const own = { ...profile.settings, ...flagsOf(selected) };
  const flags = flagsOf(selected);
  const region =
    flags.region ??
    variables.AWS_REGION ??
    variables.AWS_DEFAULT_REGION ??
    selected.settings.region ??
    own.region ??
    firstRegion[partitionOfArn(own.role_arn ?? selected.settings.role_arn)] ??
    'us-east-1';
  const endpoint = endpointUrl(choice);
  const kind = flags.sts_regional_endpoints ?? variables.AWS_STS_REGIONAL_ENDPOINTS ?? own.sts_regional_endpoints;
  const caBundle = flags.ca_bundle ?? variables.AWS_CA_BUNDLE ?? own.ca_bundle ?? selected.settings.ca_bundle;
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    fips: flags.use_fips_endpoint ?? variables.AWS_USE_FIPS_ENDPOINT ?? own.use_fips_endpoint ?? false,
    dualstack:
      flags.use_dualstack_endpoint ?? variables.AWS_USE_DUALSTACK_ENDPOINT ?? own.use_dualstack_endpoint ?? false,
    global: endpoint === undefined && kind === 'legacy' && legacyRegions.has(region),
    ...(caBundle === undefined ? {} : { caBundle }),
    attempts: flags.max_attempts ?? variables.AWS_MAX_ATTEMPTS ?? own.max_attempts ?? 6,
    budgetMs: (own.retry_seconds ?? 20) * 1000,
    connectMs: (own.connect_timeout_seconds ?? 5) * 1000,
    readMs: (own.read_timeout_seconds ?? 10) * 1000,
  };
}

/** The settings that were given as flags. */
function flagsOf({ settings, origins }: Profile): SettingValues {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => isFlag(origins[key as SettingKey])));
}

/** AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, the `services` section, `endpoint_url`: the order of all SDKs. */
function endpointUrl({ selected, profile, variables, config }: StsChoice): string | undefined {
  if (isFlag(selected.origins.endpoint_url)) return selected.settings.endpoint_url;
  const { settings } = selected;
  const ignored =
    flagsOf(selected).ignore_configured_endpoint_urls ??
    variables.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ??
    settings.ignore_configured_endpoint_urls ??
    false;
  if (ignored) return undefined;
  return (
    variables.AWS_ENDPOINT_URL_STS ??
    variables.AWS_ENDPOINT_URL ??
    servicesEndpoint(profile, config) ??
    profile.settings.endpoint_url ??
    servicesEndpoint(selected, config) ??
    settings.endpoint_url
  );
}

function servicesEndpoint({ settings, origins, name }: Profile, config: SharedConfig): string | undefined {
  if (settings.services === undefined) return undefined;
  const section = config.services(settings.services);
  if (section === undefined) {
    throw new ConfigError({
      message: `${origins.services?.place ?? `profile ${name} services`} names [services ${settings.services}], which is not there`,
      hint: `add that section to ${config.configPath}, or take the line away`,
    });
  }
  const written = section.get('sts.endpoint_url');
  return written === undefined ? undefined : checked(url, written, { platform: 'linux', readFile: () => '' });
}
