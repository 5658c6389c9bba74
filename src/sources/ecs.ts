import type { ContainerEndpoint } from '../config/container';
import { AbortError, ConfigError, reasonOf, SourceError } from '../core/errors';
import { parseObject } from '../core/json';
import { parseCredentials, type Shape } from '../core/parse-credentials';
import { Secret, withoutSecrets } from '../core/secret';
import type { HttpReply } from '../system/http';
import { retrying } from '../system/retrying';
import type { FetchContext, Source } from './source';

/**
 * The container credentials protocol: Amazon ECS, EKS Pod Identity, CodeBuild, and `brs exec`'s own endpoint.
 * Limits as botocore's and the JavaScript SDK's: a second to connect, two for an answer, four calls.
 */
const retry = { attempts: 4, budget: 8_000 };
const limits = { connectMs: 1_000, totalMs: 2_000 };

const shape: Shape = {
  accessKeyId: ['AccessKeyId'],
  secretAccessKey: ['SecretAccessKey'],
  sessionToken: ['Token', 'SessionToken'],
  expiration: ['Expiration'],
  accountId: ['AccountId'],
};

/** The token as it is: no SDK trims it, so a file that ends with a line feed is a mistake to be told. */
function authorization({ token, tokenFile }: ContainerEndpoint, { system }: FetchContext): string | undefined {
  if (tokenFile === undefined) return token?.reveal();
  const name = 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE';
  const hint = 'see that the pod mounts it and that it is readable';
  let text: string | undefined;
  try {
    text = system.files.read(tokenFile)?.toString('utf8');
  } catch (error) {
    throw new ConfigError({ message: `the file in ${name} can't be read: ${reasonOf(error)}`, hint });
  }
  if (text === undefined) throw new ConfigError({ message: `the file in ${name} is not there: ${tokenFile}`, hint });
  if (/[\r\n]/.test(text) || text === '') {
    throw new ConfigError({
      message: `the file in ${name} ${text === '' ? 'is empty' : 'holds a line feed'}: ${tokenFile}`,
      hint: 'it must hold the token and nothing else',
    });
  }
  return new Secret(text).reveal();
}

/** The error documents write `Code` and `Message` either way. */
function refusal({ status, body }: HttpReply, host: string): SourceError {
  const document = parseObject(body) ?? {};
  const text = (...names: string[]) => {
    const found = names.map((name) => document[name]).find((value) => typeof value === 'string');
    return typeof found === 'string' ? withoutSecrets(found).replace(/\s+/g, ' ').slice(0, 300) : undefined;
  };
  const code = text('Code', 'code');
  const message = text('Message', 'message');
  return new SourceError({
    message: `the container endpoint ${host} answered ${status}${code ? ` (${code})` : ''}${message ? `: ${message}` : ''}`,
    hint: status < 500 ? "check the task's or pod's role and its authorization token" : 'try again a little later',
    passing: status >= 500 || status === 429,
    code,
  });
}

function unreadable(host: string, what: string): SourceError {
  return new SourceError({
    message: `the container endpoint ${host} gave an answer that ${what}`,
    hint: 'something else may be listening there: check AWS_CONTAINER_CREDENTIALS_FULL_URI',
    passing: true,
  });
}

async function ask(endpoint: ContainerEndpoint, context: FetchContext) {
  const { system } = context;
  const url = new URL(endpoint.url);
  const token = authorization(endpoint, context);
  const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: token }) };
  let reply: HttpReply;
  try {
    reply = await system.http({ url, headers, ...limits, signal: system.signal });
  } catch (error) {
    if (system.signal.aborted) throw new AbortError();
    throw new SourceError({
      message: `the container endpoint ${url.host} can't be reached: ${reasonOf(error)}`,
      hint: 'these credentials exist only inside the container or pod that the variables were made for',
      passing: true,
    });
  }
  if (reply.status !== 200) throw refusal(reply, url.host);
  const date = Date.parse(reply.headers.date ?? '');
  if (!Number.isNaN(date)) context.sawServerTime(date);
  const document = parseObject(reply.body);
  if (document === undefined) throw unreadable(url.host, 'is no JSON object');
  const credentials = parseCredentials(document, shape);
  if (typeof credentials === 'string') throw unreadable(url.host, credentials);
  return credentials;
}

export const ecs: Source<'ecs'> = {
  fetch: (endpoint, context) => retrying(context.system, retry, () => ask(endpoint, context)),
};
