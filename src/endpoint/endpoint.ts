import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../core/credentials';
import { NeedsPersonError, SourceError, BrsError } from '../core/errors';
import { Secret } from '../core/secret';
import { formatTime } from '../core/time';
import type { Asked, Reply, Serve } from '../system/serve';

/** Serves a container's credentials on loopback, to those who have the token. */
export interface Endpoint {
  readonly url: string;
  readonly token: Secret;
  close(): void;
}

export interface EndpointSettings {
  readonly serve: Serve;
  /** Good credentials with an expiry; a rejection is told to the client. */
  readonly current: () => Promise<Credentials>;
}

/**
 * The container credential provider's protocol (SDKs and Tools Reference Guide): GET, the token as the whole value of
 * Authorization, and AccessKeyId, SecretAccessKey, Token, Expiration in the answer; a failure is Code and Message.
 */
export async function openEndpoint({ serve, current }: EndpointSettings): Promise<Endpoint> {
  const path = `/${randomBytes(16).toString('hex')}`;
  const token = new Secret(randomBytes(32).toString('base64url'));
  let port = 0;
  const service = await serve(async (asked) => {
    const refused = refusal(asked, { host: `127.0.0.1:${port}`, path, token });
    return refused ?? (await answer(current));
  });
  port = service.port;
  return { url: `http://127.0.0.1:${port}${path}`, token, close: () => service.close() };
}

interface Expected {
  readonly host: string;
  readonly path: string;
  readonly token: Secret;
}

/** In constant time, whatever the lengths. */
function same(text: string, secret: Secret): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(text), digest(secret.reveal()));
}

function fault(status: number, code: string, message = code): Reply {
  return { status, body: JSON.stringify({ Code: code, Message: message }) };
}

/** Sent by browsers with what a page asks for, and by no SDK. */
const browserHeaders = ['origin', 'referer', 'cookie', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest'];

/** Why somebody gets nothing, without a word more than that; the token goes first, so that a stranger learns nothing. */
function refusal({ method, path, headers }: Asked, expected: Expected): Reply | undefined {
  const only = (name: string) => (headers[name]?.length === 1 ? headers[name][0] : undefined);
  if (!same(only('authorization') ?? '', expected.token)) return fault(401, 'Unauthorized');
  const isBrowser = browserHeaders.some((name) => headers[name] !== undefined);
  const hasBody = headers['transfer-encoding'] !== undefined || Number(only('content-length') ?? 0) !== 0;
  const right = method === 'GET' && path === expected.path && only('host') === expected.host;
  return right && !isBrowser && !hasBody ? undefined : fault(404, 'NotFound');
}

async function answer(current: () => Promise<Credentials>): Promise<Reply> {
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration, accountId } = await current();
    const document = {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey.reveal(),
      Token: sessionToken?.reveal(),
      Expiration: expiration === undefined ? undefined : formatTime(expiration),
      AccountId: accountId,
    };
    return { status: 200, body: JSON.stringify(document) };
  } catch (error) {
    return failure(error);
  }
}

/** SDKs ask again after a 5xx and give up on a 4xx. */
function failure(error: unknown): Reply {
  if (!(error instanceof BrsError)) return fault(500, 'InternalError');
  const text = error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
  if (error instanceof NeedsPersonError) return fault(403, 'NeedsPerson', text);
  const passing = error instanceof SourceError && error.passing;
  return fault(passing ? 503 : 400, error instanceof SourceError ? (error.code ?? error.name) : error.name, text);
}
