import { randomUUID } from 'node:crypto';
import { createIssuer, type Issuer } from './issuer';
import { createFaultQueue, faultReply, listen, type Fault, type Loopback, type Received } from './loopback';
import type { Answer, FaultQueue, Reply, Tls } from './loopback';
import { verifySignature, type Refusal, type Verified } from './sigv4';
import { perform, StsFailure, type StsRole } from './sts-actions';
import { ACTIONS, unknownParams, validationFault, type Params } from './sts-params';
import { stsError, stsResult } from './sts-xml';

export type { StsRole } from './sts-actions';

export interface StsOptions {
  readonly issuer?: Issuer | undefined;
  readonly tls?: Tls | undefined;
  readonly lifetimeSeconds?: number | undefined;
  readonly clockOffsetSeconds?: number | undefined;
  /** The host in `url`: 127.0.0.1 unless told; `localhost` for a name. */
  readonly host?: string | undefined;
  /** The only region that requests may be signed for; any well-formed one unless told. */
  readonly region?: string | undefined;
  /** The real time in milliseconds, to which the clock offset is added. */
  readonly now?: (() => number) | undefined;
}

/** A well-signed request, in the order of arrival; `status` is 0 until, and unless, it is answered. */
export interface StsCall {
  readonly action: string;
  readonly params: Params;
  readonly accessKeyId: string;
  readonly region: string;
  readonly host: string;
  readonly userAgent: string;
  readonly at: number;
  status: number;
  code: string | undefined;
}

export interface StsRefusal extends Refusal {
  readonly action: string;
  readonly at: number;
}

export interface Sts extends Loopback {
  readonly issuer: Issuer;
  /** The roles there are, by ARN; while there are none, every role may be assumed by everyone. */
  readonly roles: Map<string, StsRole>;
  readonly calls: StsCall[];
  /** The requests refused for their signature. */
  readonly refusals: StsRefusal[];
  /** Forces the lifetime of what is issued, below 900 seconds too. */
  lifetimeSeconds: number | undefined;
  clockOffsetSeconds: number;
  delayMs: number;
  /** Decides on codes not given to acceptCode; each code is still good only once within 90 seconds. */
  codeIsValid: (code: string, nowMs: number) => boolean;
  /** Makes a code good, once. */
  acceptCode(code: string): void;
  failNext(n: number, fault: Fault): void;
  count(action: string): number;
}

interface State {
  readonly sts: Sts;
  readonly faults: FaultQueue;
  readonly clock: () => number;
  readonly spendCode: (code: string) => boolean;
  readonly region: string | undefined;
}

const FORM = /^application\/x-www-form-urlencoded(; *charset=utf-8)?$/i;
const SPENT_MS = 90_000;

function createCodes(sts: () => Sts, clock: () => number): Pick<State, 'spendCode'> & Pick<Sts, 'acceptCode'> {
  const accepted = new Set<string>();
  const spent = new Map<string, number>();
  const spendCode = (code: string): boolean => {
    if (accepted.delete(code)) return true;
    const now = clock();
    const before = spent.get(code);
    if (before !== undefined && now - before < SPENT_MS) return false;
    if (!sts().codeIsValid(code, now)) return false;
    spent.set(code, now);
    return true;
  };
  return { spendCode, acceptCode: (code) => void accepted.add(code) };
}

/** The faults that STS finds in a request's form before it looks at what is asked. */
function formFault(request: Received, form: URLSearchParams): StsFailure | undefined {
  if (request.method !== 'POST' || !FORM.test(request.headers['content-type'] ?? '')) {
    return new StsFailure('MalformedInput', 'Only POST with application/x-www-form-urlencoded is served here');
  }
  const names = [...form.keys()];
  if (new Set(names).size < names.length) return new StsFailure('MalformedInput', 'A parameter was sent twice');
  const action = form.get('Action');
  const version = form.get('Version') ?? 'NO_VERSION_SPECIFIED';
  if (action === null) return new StsFailure('MissingAction', 'Missing Action');
  if (version === '2011-06-15' && ACTIONS.includes(action)) return undefined;
  return new StsFailure('InvalidAction', `Could not find operation ${action} for version ${version}`);
}

function serve(state: State, form: URLSearchParams, call: StsCall): Reply {
  const { sts } = state;
  const { action, params } = call;
  const unknown = unknownParams(action, params);
  if (unknown.length > 0) throw new StsFailure('MalformedInput', `Unexpected parameter: ${unknown.join(', ')}`);
  const fault = validationFault(action, params);
  if (fault !== undefined) throw new StsFailure('ValidationError', fault);
  const caller = sts.issuer.find(call.accessKeyId);
  if (caller === undefined) throw new StsFailure('InvalidClientTokenId', 'The key was taken away', 403);
  const { issuer, roles, lifetimeSeconds } = sts;
  const { spendCode } = state;
  const context = { params, caller, issuer, roles, lifetimeSeconds, now: state.clock(), spendCode };
  return stsResult(form.get('Action') ?? '', perform(action, context), randomUUID());
}

function failure(error: unknown, call: StsCall): Reply {
  if (!(error instanceof StsFailure)) throw error;
  call.code = error.code;
  return stsError(error, randomUUID());
}

function callOf(request: Received, form: URLSearchParams, verified: Verified): Omit<StsCall, 'at'> {
  return {
    action: form.get('Action') ?? '',
    params: Object.fromEntries(form),
    accessKeyId: verified.accessKeyId,
    region: verified.region,
    host: request.headers['host'] ?? '',
    userAgent: request.headers['user-agent'] ?? '',
    status: 0,
    code: undefined,
  };
}

function respond(state: State, request: Received): Answer {
  const { sts } = state;
  if (request.path !== '/') return { status: 404, body: '<UnknownOperationException/>\n' };
  const form = new URLSearchParams(request.body);
  const { issuer } = sts;
  const now = state.clock();
  const signed = { ...request, service: 'sts', now, region: state.region };
  const verdict = verifySignature({ ...signed, secretOf: (id) => issuer.find(id) });
  if ('code' in verdict) {
    sts.refusals.push({ ...verdict, action: form.get('Action') ?? '', at: now });
    return stsError(verdict, randomUUID());
  }
  const call: StsCall = { ...callOf(request, form, verdict), at: now };
  sts.calls.push(call);
  const usual = (): Reply => {
    try {
      const wrong = formFault(request, form);
      if (wrong !== undefined) throw wrong;
      return serve(state, form, call);
    } catch (error) {
      return failure(error, call);
    }
  };
  const failed = (fault: Fault): Reply => {
    call.code = fault.code;
    return faultReply(fault, (status, code, message) => stsError({ status, code, message }, randomUUID()));
  };
  const answer = state.faults.answer(usual, failed);
  call.status = answer.status;
  return { ...answer, delayMs: sts.delayMs };
}

function dress(answer: Answer, clock: () => number): Answer {
  const date = new Date(clock()).toUTCString();
  const headers = { 'x-amzn-RequestId': randomUUID(), 'Content-Type': 'text/xml', Date: date };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** Starts a double of STS on loopback, which checks signatures and parameters as the service does. */
export async function startSts(options: StsOptions = {}): Promise<Sts> {
  const issuer = options.issuer ?? createIssuer();
  const clock = (): number => (options.now ?? Date.now)() + sts.clockOffsetSeconds * 1000;
  const codes = createCodes(() => sts, clock);
  const faults = createFaultQueue();
  const state = (): State => ({ sts, faults, clock, spendCode: codes.spendCode, region: options.region });
  const server = await listen((request) => dress(respond(state(), request), clock), options.tls);
  const calls: StsCall[] = [];
  const sts: Sts = {
    ...server,
    url: server.url.replace('127.0.0.1', options.host ?? '127.0.0.1'),
    issuer,
    roles: new Map(),
    calls,
    refusals: [],
    lifetimeSeconds: options.lifetimeSeconds,
    clockOffsetSeconds: options.clockOffsetSeconds ?? 0,
    delayMs: 0,
    codeIsValid: () => false,
    acceptCode: codes.acceptCode,
    failNext: faults.failNext,
    count: (action) => calls.filter((call) => call.action === action).length,
  };
  return sts;
}
