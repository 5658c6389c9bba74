import { BrsError } from '../core/errors';
import { readBundle } from '../sts/client';
import type { Environment } from '../system/system';
import type { Check, Finding } from './check';
import type { Context } from './context';
import { placeOfOrigin } from './shared-text';

const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/** A proxy's address may hold a password: it is never shown. */
function addresses({ system: { env } }: Context): Finding[] {
  return variables.flatMap((variable): Finding[] => {
    const value = env[variable];
    if (!value) return [];
    const text = value.includes('://') ? value : `http://${value}`;
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return [];
    const what = `${variable} holds no address of an http or https proxy`;
    return [
      { code: 'proxy.address', what, advice: `correct it (http://HOST:PORT), or unset ${variable}`, place: variable },
    ];
  });
}

function isExcepted(host: string, env: Environment): boolean {
  const list = (env['NO_PROXY'] ?? env['no_proxy'] ?? '').split(/[\s,]+/);
  return list.some((entry) => entry === '*' || entry === host || /^169\.254\.(\*|0\.0\/16|)$/.test(entry));
}

/** Where credentials come over plain http from an address that no proxy reaches. */
function metadata({ system: { env }, profiles }: Context): Finding[] {
  const proxy = ['HTTP_PROXY', 'http_proxy'].find((name) => env[name]);
  if (proxy === undefined) return [];
  const steps = profiles.flatMap(({ plan }) => plan?.steps ?? []);
  const urls = steps.flatMap((step) =>
    step.source === 'ecs' ? [step.settings.url] : step.source === 'ec2' ? [step.settings.endpoint] : [],
  );
  const hosts = [...new Set(urls.map((url) => new URL(url).hostname))].filter((host) => host.startsWith('169.254.'));
  return hosts
    .filter((host) => !isExcepted(host, env))
    .map((host) => ({
      code: 'proxy.metadata',
      what: `${proxy} is set, and NO_PROXY leaves ${host} out: boto3 and Go's SDK ask the proxy for credentials that only this machine can get`,
      advice: `add ${host} to NO_PROXY`,
      place: proxy,
    }));
}

/** A path, and who names it. */
interface Bundle {
  readonly path: string;
  readonly place: string;
}

function bundles({ profiles, variables: { AWS_CA_BUNDLE } }: Context): Bundle[] {
  const set = profiles.flatMap(({ profile }) => {
    const { settings, origins } = profile ?? { settings: {}, origins: {} };
    const { ca_bundle: path } = settings;
    return path === undefined || origins.ca_bundle === undefined
      ? []
      : [{ path, place: placeOfOrigin(origins.ca_bundle) }];
  });
  const all = AWS_CA_BUNDLE === undefined ? set : [...set, { path: AWS_CA_BUNDLE, place: 'AWS_CA_BUNDLE' }];
  return all.filter((one, index) => all.findIndex(({ place }) => place === one.place) === index);
}

function authorities(context: Context): Finding[] {
  return bundles(context).flatMap(({ path, place }): Finding[] => {
    try {
      readBundle(path, context.system);
      return [];
    } catch (error) {
      if (!(error instanceof BrsError)) throw error;
      return [{ code: 'ca.unusable', what: error.message, advice: error.hint, place }];
    }
  });
}

export const proxies: Check = {
  run: (context) => [...addresses(context), ...metadata(context), ...authorities(context)],
};
