import { readFileSync } from 'node:fs';
import { createIssuer, type Issuer } from './issuer';
import { createFaultQueue, faultReply, listen, type Fault, type Loopback, type Received } from './loopback';
import type { Answer, FaultQueue, Reply } from './loopback';

export interface ContainerOptions {
  readonly issuer?: Issuer | undefined;
  /** The whole value that the Authorization header must have. */
  readonly token?: string | undefined;
  /** A file that holds that value, read anew at every request; it wins over `token`. */
  readonly tokenFile?: string | undefined;
  /** The only path, with its query, that is served; any unless told. */
  readonly path?: string | undefined;
  readonly lifetimeSeconds?: number | undefined;
  readonly accountId?: string | undefined;
  readonly roleArn?: string | undefined;
}

export interface ContainerCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: number;
  readonly status: number;
}

export interface Container extends Loopback {
  readonly issuer: Issuer;
  readonly calls: ContainerCall[];
  /** The whole address for AWS_CONTAINER_CREDENTIALS_FULL_URI. */
  readonly uri: string;
  /** Replaces the usual answer to requests that are let in. */
  reply: Reply | undefined;
  token: string | undefined;
  lifetimeSeconds: number;
  delayMs: number;
  failNext(n: number, fault: Fault): void;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const errorReply = (status: number, code: string, message: string): Reply => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify({ code, message }),
});

function refusalOf(container: Container, options: ContainerOptions, request: Received): Reply | undefined {
  if (request.method !== 'GET') return errorReply(405, 'MethodNotAllowed', 'Only GET is served');
  if (options.path !== undefined && request.path !== options.path) return errorReply(404, 'NotFound', 'No such path');
  const demanded = options.tokenFile === undefined ? container.token : readFileSync(options.tokenFile, 'utf8');
  const sent = request.headers['authorization'];
  if (demanded === undefined || sent === demanded) return undefined;
  if (sent === undefined) return errorReply(401, 'MissingAuthenticationToken', 'No Authorization header');
  return errorReply(403, 'AccessDenied', 'The Authorization header is not right');
}

function credentialsReply(container: Container, options: ContainerOptions): Reply {
  const accountId = options.accountId ?? '123456789012';
  const role = options.roleArn ?? `arn:aws:iam::${accountId}:role/container`;
  const arn = role.replace(':iam:', ':sts:').replace(/:role\/(?:.*\/)?/, ':assumed-role/');
  const expiration = new Date(Math.floor(Date.now() / 1000 + container.lifetimeSeconds) * 1000);
  const key = container.issuer.issue({ arn: `${arn}/task`, accountId, kind: 'role', expiration });
  const body = {
    AccessKeyId: key.accessKeyId,
    SecretAccessKey: key.secretAccessKey,
    Token: key.sessionToken,
    Expiration: expiration.toISOString().replace(/\.\d+Z$/, 'Z'),
    AccountId: options.accountId,
    RoleArn: options.roleArn,
  };
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(body) };
}

function respond(
  parts: { container: Container; options: ContainerOptions; faults: FaultQueue },
  request: Received,
): Answer {
  const { container, options, faults } = parts;
  const usual = (): Reply =>
    refusalOf(container, options, request) ?? container.reply ?? credentialsReply(container, options);
  const answer = faults.answer(usual, (fault) => faultReply(fault, errorReply));
  const { method, path, headers } = request;
  container.calls.push({ method, path, headers, at: Date.now(), status: answer.status });
  return { ...answer, delayMs: container.delayMs };
}

/** Starts a double of the container credentials endpoint of ECS and EKS on loopback. */
export async function startContainer(options: ContainerOptions = {}): Promise<Container> {
  const faults = createFaultQueue();
  const server = await listen((request) => respond({ container, options, faults }, request));
  const container: Container = {
    ...server,
    issuer: options.issuer ?? createIssuer(),
    calls: [],
    uri: `${server.url}${options.path ?? '/v1/credentials'}`,
    reply: undefined,
    token: options.token,
    lifetimeSeconds: options.lifetimeSeconds ?? 21_600,
    delayMs: 0,
    failNext: faults.failNext,
  };
  return container;
}
