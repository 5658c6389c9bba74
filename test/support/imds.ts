import { randomBytes } from 'node:crypto';
import { createIssuer, type Issuer } from './issuer';
import { createFaultQueue, faultReply, listen, type Fault, type Loopback, type Received } from './loopback';
import type { Answer, FaultQueue, Reply } from './loopback';

export interface ImdsOptions {
  readonly issuer?: Issuer | undefined;
  readonly roleName?: string | undefined;
  readonly accountId?: string | undefined;
  readonly lifetimeSeconds?: number | undefined;
}

export interface ImdsCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: number;
  readonly status: number;
}

export interface Imds extends Loopback {
  readonly issuer: Issuer;
  readonly calls: ImdsCall[];
  roleName: string;
  /** The instance has no role: its listing is a 404. */
  noRole: boolean;
  /** The metadata service is switched off: the token call is a 403. */
  tokenForbidden: boolean;
  /** The role's name is listed with a newline at its end. */
  newlineAfterRole: boolean;
  /** Below zero for a document that has expired. */
  lifetimeSeconds: number;
  /** Replaces the credentials document, such as one with another Code. */
  document: string | undefined;
  delayMs: number;
  failNext(n: number, fault: Fault): void;
  /** Makes all tokens given out so far invalid. */
  forgetTokens(): void;
}

interface State {
  readonly imds: Imds;
  readonly options: ImdsOptions;
  readonly faults: FaultQueue;
  readonly tokens: Map<string, number>;
}

const TOKEN_PATH = '/latest/api/token';
const LISTING_PATH = '/latest/meta-data/iam/security-credentials';
const TTL = 'x-aws-ec2-metadata-token-ttl-seconds';
const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
};

const page = (status: number): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html', Server: 'EC2ws' },
  body: `<html><head><title>${status} - ${TITLES[status] ?? 'Error'}</title></head></html>`,
});
const text = (body: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/plain', Server: 'EC2ws' },
  body,
});
const second = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

function tokenReply({ imds, tokens }: State, request: Received): Reply {
  // As the service does, a request that came through a proxy gets no token.
  if (imds.tokenForbidden || request.headers['x-forwarded-for'] !== undefined) return page(403);
  const ttl = request.headers[TTL] ?? '';
  if (!/^\d{1,5}$/.test(ttl) || Number(ttl) < 1 || Number(ttl) > 21_600) return page(400);
  const token = `EXAMPLE${randomBytes(33).toString('base64url')}==`;
  tokens.set(token, Date.now() + Number(ttl) * 1000);
  return { ...text(token), headers: { ...text('').headers, [TTL]: ttl } };
}

function documentOf({ imds, options }: State): string {
  if (imds.document !== undefined) return imds.document;
  const accountId = options.accountId ?? '123456789012';
  const arn = `arn:aws:sts::${accountId}:assumed-role/${imds.roleName}/i-0example0example00`;
  const expiration = new Date(Math.floor(Date.now() / 1000 + imds.lifetimeSeconds) * 1000);
  const key = imds.issuer.issue({ arn, accountId, kind: 'role', expiration });
  const facts = {
    Code: 'Success',
    LastUpdated: second(expiration.getTime() - 21_600_000),
    Type: 'AWS-HMAC',
    AccessKeyId: key.accessKeyId,
    SecretAccessKey: key.secretAccessKey,
    Token: key.sessionToken,
    Expiration: second(expiration.getTime()),
  };
  return JSON.stringify(facts, null, 2);
}

function dataReply(state: State, request: Received): Reply {
  const { imds, tokens } = state;
  const until = tokens.get(request.headers['x-aws-ec2-metadata-token'] ?? '');
  if (until === undefined || until <= Date.now()) return page(401);
  const { path } = request;
  if (imds.noRole) return page(404);
  if (path === LISTING_PATH || path === `${LISTING_PATH}/`) {
    return text(`${imds.roleName}${imds.newlineAfterRole ? '\n' : ''}`);
  }
  return path === `${LISTING_PATH}/${imds.roleName}` ? text(documentOf(state)) : page(404);
}

function respond(state: State, request: Received): Answer {
  const { imds } = state;
  const { method, path, headers } = request;
  const usual = (): Reply => {
    if (path === TOKEN_PATH) return method === 'PUT' ? tokenReply(state, request) : page(405);
    return method === 'GET' ? dataReply(state, request) : page(405);
  };
  const answer = state.faults.answer(usual, (fault) => faultReply(fault, page));
  imds.calls.push({ method, path, headers, at: Date.now(), status: answer.status });
  return { ...answer, delayMs: imds.delayMs };
}

/** Starts a double of the EC2 instance metadata service, version 2 only, on loopback. */
export async function startImds(options: ImdsOptions = {}): Promise<Imds> {
  const tokens = new Map<string, number>();
  const faults = createFaultQueue();
  const server = await listen((request) => respond({ imds, options, faults, tokens }, request));
  const imds: Imds = {
    ...server,
    issuer: options.issuer ?? createIssuer(),
    calls: [],
    roleName: options.roleName ?? 'instance-role',
    noRole: false,
    tokenForbidden: false,
    newlineAfterRole: false,
    lifetimeSeconds: options.lifetimeSeconds ?? 21_600,
    document: undefined,
    delayMs: 0,
    failNext: faults.failNext,
    forgetTokens: () => tokens.clear(),
  };
  return imds;
}
