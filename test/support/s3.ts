import { randomBytes } from 'node:crypto';
import type { Issuer } from './issuer';
import { createFaultQueue, faultReply, listen, type Fault, type Loopback, type Received } from './loopback';
import type { Answer, FaultQueue, Reply } from './loopback';
import { listBuckets, listObjects, readObject, type Bucket } from './s3-listing';
import { verifySignature, type Refusal, type RefusalReason } from './sigv4';
import { toXml } from './sts-xml';

export interface S3Options {
  readonly issuer: Issuer;
  /** The only region that requests may be signed for; any well-formed one unless told. */
  readonly region?: string | undefined;
  readonly now?: (() => number) | undefined;
}

/** A request in the order of arrival; `accessKeyId` is empty when its signature was refused. */
export interface S3Call {
  readonly method: string;
  readonly path: string;
  readonly accessKeyId: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly at: number;
}

export interface S3 extends Loopback {
  readonly calls: S3Call[];
  /** The texts of objects by key, by bucket; there is one bucket, `loopback`, unless the test adds more. */
  readonly buckets: Map<string, Bucket>;
  clockOffsetSeconds: number;
  delayMs: number;
  failNext(n: number, fault: Fault): void;
}

interface S3Error {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, string>>;
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';

/** S3's own words for the faults of a signature. */
const REFUSALS: Readonly<Record<RefusalReason, S3Error>> = {
  missing: { status: 403, code: 'AccessDenied', message: 'Access Denied' },
  incomplete: { status: 400, code: 'AuthorizationHeaderMalformed', message: 'The authorization header is malformed.' },
  scope: { status: 400, code: 'AuthorizationHeaderMalformed', message: 'The authorization header is malformed.' },
  skew: {
    status: 403,
    code: 'RequestTimeTooSkewed',
    message: 'The difference between the request time and the current time is too large.',
  },
  unsigned: {
    status: 403,
    code: 'AccessDenied',
    message: 'There were headers present in the request which were not signed',
  },
  key: {
    status: 403,
    code: 'InvalidAccessKeyId',
    message: 'The AWS Access Key Id you provided does not exist in our records.',
  },
  token: { status: 400, code: 'InvalidToken', message: 'The provided token is malformed or otherwise invalid.' },
  content: {
    status: 400,
    code: 'XAmzContentSHA256Mismatch',
    message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
  },
  signature: { status: 403, code: 'SignatureDoesNotMatch', message: MISMATCH },
  expired: { status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' },
};

function errorReply(error: S3Error): Reply {
  const { code, message, details } = error;
  const tree = { Code: code, Message: message, ...details, RequestId: requestId(), HostId: 'EXAMPLE' };
  return { status: error.status, body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n${toXml(tree)}</Error>` };
}

const requestId = (): string => randomBytes(8).toString('hex').toUpperCase();

function refusalError(refusal: Refusal, request: Received, region: string | undefined): S3Error {
  if (refusal.reason === 'content' && refusal.code === 'InvalidRequest') return { ...refusal, status: 400 };
  const error = REFUSALS[refusal.reason];
  const id = /Credential=([^/]*)/.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
  if (refusal.reason === 'key') return { ...error, details: { AWSAccessKeyId: id } };
  if (refusal.reason !== 'scope') return error;
  const message = `The authorization header is malformed; ${refusal.message}`;
  return { ...error, message, ...(region === undefined ? {} : { details: { Region: region } }) };
}

function operate(s3: S3, request: Received): Reply | S3Error {
  const { pathname, searchParams } = new URL(request.path, 'http://s3.invalid');
  const [name = '', ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, code: 'MethodNotAllowed', message: 'The specified method is not allowed here.' };
  }
  if (name === '') return listBuckets([...s3.buckets.keys()], searchParams);
  const bucket = s3.buckets.get(name);
  if (bucket === undefined) {
    const message = 'The specified bucket does not exist';
    return { status: 404, code: 'NoSuchBucket', message, details: { BucketName: name } };
  }
  if (key === '') return request.method === 'HEAD' ? { status: 200 } : listObjects(name, bucket, searchParams);
  const object = readObject(bucket, key);
  const message = 'The specified key does not exist.';
  return object ?? { status: 404, code: 'NoSuchKey', message, details: { Key: key } };
}

function dress(answer: Answer, now: number, region: string): Answer {
  const id = { 'x-amz-request-id': requestId(), 'x-amz-bucket-region': region, Server: 'AmazonS3' };
  const headers = { ...id, 'Content-Type': 'application/xml', Date: new Date(now).toUTCString() };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

interface State {
  readonly s3: S3;
  readonly options: S3Options;
  readonly faults: FaultQueue;
}

function respond({ s3, options, faults }: State, request: Received): Answer {
  const { issuer, region } = options;
  const now = (options.now ?? Date.now)() + s3.clockOffsetSeconds * 1000;
  const verdict = verifySignature({ ...request, service: 's3', now, region, secretOf: (id) => issuer.find(id) });
  let code: string | undefined;
  const fail = (error: S3Error): Reply => {
    code = error.code;
    return errorReply(error);
  };
  const usual = (): Reply => {
    if ('code' in verdict) return fail(refusalError(verdict, request, region));
    const done = operate(s3, request);
    return 'code' in done ? fail(done) : done;
  };
  const failed = (fault: Fault): Reply =>
    faultReply(fault, (status, faultCode, message) => fail({ status, code: faultCode, message }));
  const answer = 'code' in verdict ? usual() : faults.answer(usual, failed);
  const accessKeyId = 'code' in verdict ? '' : verdict.accessKeyId;
  s3.calls.push({ method: request.method, path: request.path, accessKeyId, status: answer.status, code, at: now });
  return dress({ ...answer, delayMs: s3.delayMs }, now, region ?? 'us-east-1');
}

/** Starts a double of S3 on loopback, path style, that checks signatures as S3 does. */
export async function startS3(options: S3Options): Promise<S3> {
  const faults = createFaultQueue();
  const server = await listen((request) => respond({ s3, options, faults }, request));
  const s3: S3 = {
    ...server,
    calls: [],
    buckets: new Map([
      [
        'loopback',
        new Map([
          ['hello.txt', 'hello'],
          ['folder/deep.txt', 'deep'],
        ]),
      ],
    ]),
    clockOffsetSeconds: 0,
    delayMs: 0,
    failNext: faults.failNext,
  };
  return s3;
}
