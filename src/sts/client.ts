import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { StsOptions } from '../config/sts-options';
import type { Credentials } from '../core/credentials';
import { ConfigError, reasonOf } from '../core/errors';
import { expandHome } from '../system/folders';
import { trusting } from '../system/http';
import type { System } from '../system/system';

/** The SDK's remark on old Node versions would stand on stderr, which SDKs read. */
const silence = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

function quietly<T>(make: () => T): T {
  const before = process.env[silence];
  process.env[silence] = 'true';
  try {
    return make();
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, silence);
    else process.env[silence] = before;
  }
}

// Everything the SDK would else look up in the person's files and variables by rules of its own.
const settled = { maxAttempts: 1, retryMode: 'standard', defaultsMode: 'standard', userAgentAppId: 'brs' } as const;

/** The endpoint by the SDK's own rules, or the one that is configured. Throws `ConfigError` for a region unknown to them. */
export function endpointOf({ region, endpoint, fips, dualstack, global }: StsOptions): string {
  if (endpoint !== undefined) return endpoint;
  const rules = quietly(() => new STSClient({ ...settled, region })).config.endpointProvider;
  try {
    const found = rules({ Region: region, UseFIPS: fips, UseDualStack: dualstack, UseGlobalEndpoint: global });
    return found.url.href;
  } catch (error) {
    throw new ConfigError({
      message: `there is no STS endpoint for region ${region}: ${reasonOf(error)}`,
      hint: 'check region, use_fips_endpoint and use_dualstack_endpoint',
    });
  }
}

/** Throws `ConfigError` where it is none. */
export function readBundle(path: string, { files, home }: Pick<System, 'files' | 'home'>): Buffer {
  let found: Buffer | undefined;
  try {
    found = files.read(expandHome(path, home));
  } catch (error) {
    throw new ConfigError({
      message: `the CA bundle ${path} can't be read: ${reasonOf(error)}`,
      hint: 'correct ca_bundle or AWS_CA_BUNDLE',
    });
  }
  if (found !== undefined && /-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(found.toString('latin1'))) return found;
  throw new ConfigError({
    message: `the CA bundle ${path} ${found === undefined ? 'is not there' : 'holds no certificate in PEM form'}`,
    hint: 'correct ca_bundle or AWS_CA_BUNDLE',
  });
}

/** The way there: proxy, certificate authorities, limits. Throws `ConfigError`. */
export async function transportFor(endpoint: string, options: StsOptions, system: System): Promise<NodeHttpHandler> {
  const { caBundle, connectMs } = options;
  const { getProxyForUrl } = await import('proxy-from-env');
  const proxy = getProxyForUrl(endpoint);
  const ca = caBundle === undefined ? undefined : readBundle(caBundle, system);
  if (proxy === '') {
    return new NodeHttpHandler({ connectionTimeout: connectMs, httpsAgent: await trusting(ca) });
  }
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const { HttpProxyAgent } = await import('http-proxy-agent');
  try {
    const httpsAgent = new HttpsProxyAgent(proxy);
    // The tunnel's own connection takes its authorities from the agent's options, the proxy's from its arguments.
    if (ca !== undefined) Object.assign(httpsAgent.options, { ca });
    return new NodeHttpHandler({ connectionTimeout: connectMs, httpsAgent, httpAgent: new HttpProxyAgent(proxy) });
  } catch (error) {
    throw new ConfigError({
      message: `the proxy for ${new URL(endpoint).host} has no usable address: ${reasonOf(error)}`,
      hint: 'correct HTTPS_PROXY or HTTP_PROXY, or name the host in NO_PROXY',
    });
  }
}

/** A client that looks nothing up by itself and never retries: the caller paces. */
export async function stsClient(options: StsOptions, credentials: Credentials, system: System): Promise<STSClient> {
  const endpoint = endpointOf(options);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const config: STSClientConfig = {
    ...settled,
    region: options.global ? 'us-east-1' : options.region,
    endpoint,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestHandler: await transportFor(endpoint, options, system),
    credentials: {
      accessKeyId,
      secretAccessKey: secretAccessKey.reveal(),
      ...(sessionToken === undefined ? {} : { sessionToken: sessionToken.reveal() }),
    },
  };
  return quietly(() => new STSClient(config));
}
