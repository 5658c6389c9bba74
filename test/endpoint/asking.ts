import type { Credentials } from '../../src/core/credentials';
import { Secret } from '../../src/core/secret';
import { openEndpoint, type Endpoint } from '../../src/endpoint/endpoint';
import { systemServe } from '../../src/system/serve';
import { requestText, say, type Heard, type RequestParts } from '../support/raw-http';

export const credentials: Credentials = {
  accessKeyId: 'ASIAEXAMPLEENDPOINT1',
  secretAccessKey: new Secret('made-up/secret+of+the+endpoint/00000000000'),
  sessionToken: new Secret('made-up//token/of/the/endpoint=='),
  expiration: Date.parse('2031-02-03T04:05:06.789Z'),
  accountId: '111122223333',
};

const opened: Endpoint[] = [];

export function closeAll(): void {
  for (const endpoint of opened.splice(0)) endpoint.close();
}

export async function open(
  current: () => Promise<Credentials> = () => Promise.resolve(credentials),
): Promise<Endpoint> {
  const endpoint = await openEndpoint({ serve: systemServe, current });
  opened.push(endpoint);
  return endpoint;
}

export const partsOf = ({ url }: Endpoint) => {
  const { port, host, pathname } = new URL(url);
  return { port: Number(port), host, pathname };
};

/** The right request, or one that differs in a part: a header by its name, undefined taking it away. */
export function ask(
  endpoint: Endpoint,
  {
    headers = {},
    more = [],
    ...parts
  }: Partial<Omit<RequestParts, 'headers'>> & {
    headers?: Record<string, string | undefined>;
    more?: readonly string[];
  } = {},
): Promise<Heard> {
  const { port, host, pathname } = partsOf(endpoint);
  const usual: Record<string, string | undefined> = {
    Host: host,
    Authorization: endpoint.token.reveal(),
    Accept: 'application/json',
    ...headers,
  };
  const lines = Object.entries(usual).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return say(requestText({ path: pathname, ...parts, headers: [...lines, ...more, 'Connection: close'] }), { port });
}

/** What no stranger's answer holds. */
export const detail = /made-up|ASIA|111122223333|2031/;
