import { readProfile, flagsOnly } from '../config/profile';
import { stsOptions, type StsOptions } from '../config/sts-options';
import { describeSeconds } from '../core/duration';
import { BrsError, ConfigError, errnoOf, reasonOf } from '../core/errors';
import { inParallel } from '../exec/many';
import { stsEndpoint, type Reached } from '../sts/reach';
import type { Check, Finding } from './check';
import type { Context } from './context';

const offMs = 60_000;
/** SigV4: AWS refuses what was signed more than five minutes before or after. */
const farOffMs = 300_000;
const mostAtOnce = 8;

/** How STS is reached by the plans in question; by the variables alone where no plan has a step that asks it. */
function ways({ profiles, config, variables, system }: Context): StsOptions[] {
  const steps = profiles.flatMap(({ plan }) => plan?.steps ?? []);
  const found = steps.flatMap((step) => ('sts' in step.settings ? [step.settings.sts] : []));
  if (found.length > 0) return found;
  const profile = readProfile({ name: flagsOnly, config }, system);
  return [stsOptions({ selected: profile, profile, variables, config })];
}

interface Way {
  readonly endpoint: string;
  readonly options: StsOptions;
}

/** One for each endpoint and bundle of authorities, and a finding for a region that has none by the SDK's rules. */
function distinct(all: readonly StsOptions[]): { readonly ways: readonly Way[]; readonly unknown: readonly Finding[] } {
  const ways = new Map<string, Way>();
  const unknown = new Map<string, Finding>();
  for (const options of all) {
    try {
      const endpoint = stsEndpoint(options);
      ways.set(`${endpoint} ${options.caBundle ?? ''}`, { endpoint, options });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      unknown.set(error.message, { code: 'endpoint.unreachable', what: error.message, advice: error.hint });
    }
  }
  return { ways: [...ways.values()], unknown: [...unknown.values()] };
}

const untrusted =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA)/;

/** A bundle or a proxy's address that can't be used is another check's. */
function failure(host: string, error: unknown): Finding[] {
  if (error instanceof BrsError) return [];
  if (untrusted.test(errnoOf(error) ?? '')) {
    const what = `the certificate of ${host} is not trusted (${errnoOf(error) ?? ''}): a proxy on the way may put in its own`;
    const advice = "put the proxy's certificate authority into a file, and name that in AWS_CA_BUNDLE or ca_bundle";
    return [{ code: 'endpoint.certificate', what, advice }];
  }
  const reason = reasonOf(error) === '' ? (errnoOf(error) ?? 'no reason given') : reasonOf(error);
  const advice =
    'see whether this machine is on the network, and whether HTTPS_PROXY, NO_PROXY and endpoint_url are right';
  return [{ code: 'endpoint.unreachable', what: `${host} can't be reached: ${reason}`, advice }];
}

function refusedByProxy(host: string, { status }: Reached): Finding[] {
  if (status !== 407) return [];
  const advice = 'put user and password into the address in HTTPS_PROXY';
  return [{ code: 'proxy.refused', what: `the proxy does not let this machine through to ${host}`, advice }];
}

function clock(answers: readonly Reached[]): Finding[] {
  const offs = answers.flatMap(({ serverTime, localTime }) =>
    serverTime === undefined ? [] : [localTime - serverTime],
  );
  const [off = 0] = [...offs].sort((a, b) => Math.abs(a) - Math.abs(b));
  if (Math.abs(off) <= offMs) return [];
  const by = `this machine's clock is ${describeSeconds(Math.abs(off) / 1000)} ${off > 0 ? 'ahead of' : 'behind'} AWS's`;
  const advice = 'set it by the network (`timedatectl set-ntp true`; in WSL `sudo hwclock -s`)';
  if (Math.abs(off) <= farOffMs) return [{ code: 'clock.off', what: by, advice }];
  return [{ code: 'clock.far-off', what: `${by}: AWS refuses what is signed by it`, advice }];
}

export const endpoints: Check = {
  run: async (context) => {
    const { reach } = context;
    if (reach === undefined) return [];
    const { ways: all, unknown } = distinct(ways(context));
    const answers: Reached[] = [];
    const found = await inParallel(all, mostAtOnce, async ({ endpoint, options }) => {
      const { host } = new URL(endpoint);
      try {
        const reached = await reach(options);
        answers.push(reached);
        return refusedByProxy(host, reached);
      } catch (error) {
        return failure(host, error);
      }
    });
    return [...unknown, ...found.flat(), ...clock(answers)];
  },
};
