import type { StsOptions } from '../config/sts-options';
import type { Step } from '../session/step';
import { variableBefore } from './effects';
import type { Told } from './explanation';
import type { Scene } from './scene';
import { shownValue } from './shown';
import { winnerOf, type Weighed } from './weighed';

const domains: readonly (readonly [RegExp, string, string])[] = [
  [/^cn-/, 'amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
  [/^eusc-/, 'amazonaws.eu', 'api.amazonwebservices.eu'],
  [/^us-iso-/, 'c2s.ic.gov', 'api.aws.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov', 'api.aws.scloud'],
  [/^eu-isoe-/, 'cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk'],
  [/^us-isof-/, 'csp.hci.ic.gov', 'api.aws.hci.ic.gov'],
  [/^/, 'amazonaws.com', 'api.aws'],
];

/**
 * Where STS is by the SDK's rules, worked out without loading it; a test compares the two. Source: endpoint-rules of
 * botocore's data/sts/2011-06-15.
 */
export function stsAddress({ region, endpoint, fips, dualstack, global }: StsOptions): string {
  if (endpoint !== undefined) return shownValue('endpoint_url', endpoint, 'linux');
  if (global) return 'https://sts.amazonaws.com';
  const [, plain = '', dual = ''] = domains.find(([regions]) => regions.test(region)) ?? [];
  const bare = region.startsWith('us-gov-') && !dualstack;
  return `https://sts${fips && !bare ? '-fips' : ''}.${region}.${dualstack ? dual : plain}`;
}

function own(profile: string, { weighed }: Scene): Weighed | undefined {
  return weighed.find(({ name }) => name === profile);
}

/** Where a step's region was said. */
export function regionOf(sts: StsOptions, { profile }: Step, scene: Scene): Told {
  const said =
    (scene.flags.region === undefined ? undefined : '--region') ??
    variableBefore('region', scene) ??
    winnerOf(scene.weighed[0], 'region')?.place ??
    winnerOf(own(profile, scene), 'region')?.place;
  return { value: sts.region, place: said ?? (sts.region === 'us-east-1' ? 'default' : "the role's partition") };
}

/** Where a step's endpoint was said: the order of config/sts-options.ts. */
export function endpointOf(sts: StsOptions, { profile }: Step, scene: Scene): Told {
  const value = stsAddress(sts);
  if (sts.endpoint === undefined) return { value, place: 'by region' };
  const { flags, config } = scene;
  const ofServices = (weighed: Weighed | undefined) => {
    const services = winnerOf(weighed, 'services');
    const written = services === undefined ? undefined : config.services(services.value)?.get('sts.endpoint_url');
    return written === undefined ? undefined : `config:${written.origin.line ?? 0}`;
  };
  const [mine, chosen] = [own(profile, scene), scene.weighed[0]];
  const place =
    (flags.endpoint_url === undefined ? undefined : '--endpoint-url') ??
    variableBefore('endpoint_url', scene) ??
    ofServices(mine) ??
    winnerOf(mine, 'endpoint_url')?.place ??
    ofServices(chosen) ??
    winnerOf(chosen, 'endpoint_url')?.place;
  return { value, place: place ?? 'default' };
}
