import type { StsOptions } from '../config/sts-options';
import { within } from '../system/clock';
import type { System } from '../system/system';
import { endpointOf, transportFor } from './client';

/** What one request that asks for nothing told of an endpoint. Times are milliseconds since the epoch. */
export interface Reached {
  readonly status: number;
  /** By its header `Date`; undefined without one. */
  readonly serverTime: number | undefined;
  /** This machine's clock, half way between question and answer. */
  readonly localTime: number;
}

const limitMs = 3_000;

/** The address of the endpoint. Throws `ConfigError`. */
export function stsEndpoint(options: StsOptions): string {
  return endpointOf(options);
}

/**
 * Asks for the root, unsigned, over the proxy and with the authorities that calls would have. STS answers with a
 * redirect to its documentation. Throws whatever is in the way.
 */
export async function reachSts(options: StsOptions, system: System): Promise<Reached> {
  const endpoint = endpointOf(options);
  const url = new URL(endpoint);
  const transport = await transportFor(endpoint, { ...options, connectMs: limitMs }, system);
  const request = {
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: url.pathname,
    query: {},
    headers: { host: url.host },
  };
  type Sent = Parameters<typeof transport.handle>[0];
  const controller = new AbortController();
  const begun = system.clock.now();
  try {
    const answer = transport.handle(request as unknown as Sent, { abortSignal: controller.signal });
    const { response } = await within(limitMs, answer, () => new Error(`no answer within ${limitMs / 1000} s`));
    const ended = system.clock.now();
    (response.body as { destroy?: () => void } | undefined)?.destroy?.();
    const serverTime = Date.parse(response.headers['date'] ?? '');
    return {
      status: response.statusCode,
      serverTime: Number.isNaN(serverTime) ? undefined : serverTime,
      localTime: (begun + ended) / 2,
    };
  } finally {
    controller.abort();
    transport.destroy();
  }
}
