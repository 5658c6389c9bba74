import { createHash, createHmac } from 'node:crypto';
import { canonicalPath, canonicalQuery } from './canonical';
import { readClaim, refuse, type Claim, type Headers, type Refusal } from './sigv4-claim';

export type { Refusal, RefusalReason } from './sigv4-claim';

/** What a service knows of one access key. */
export interface SigningKey {
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

export interface SignedRequest {
  readonly method: string;
  /** The request target as sent, with its raw query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string | Buffer;
  readonly service: string;
  /** The service's own clock, in milliseconds. */
  readonly now: number;
  /** The only region that may be signed for; without it, any well-formed one. */
  readonly region?: string | undefined;
  readonly secretOf: (accessKeyId: string) => SigningKey | undefined;
}

export interface Verified {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signedHeaders: readonly string[];
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data, 'utf8').digest();
const basicTime = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
const msOf = (basic: string): number =>
  Date.parse(basic.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

function headersOf(request: SignedRequest): Headers {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined) continue;
    const values = typeof value === 'string' ? [value] : value;
    headers.set(name.toLowerCase(), values.map((one) => one.trim().replace(/ +/g, ' ')).join(','));
  }
  return headers;
}

function checkScope(claim: Claim, request: SignedRequest): Refusal | undefined {
  const faults: string[] = [];
  if (claim.date !== claim.time.slice(0, 8)) {
    faults.push(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${claim.date}' != '${claim.time.slice(0, 8)}', from '${claim.time}'.`,
    );
  }
  const isRegion =
    request.region === undefined ? /^[a-z]+(-[a-z]+)+-\d+$/.test(claim.region) : claim.region === request.region;
  if (!isRegion) faults.push('Credential should be scoped to a valid region.');
  if (claim.service !== request.service)
    faults.push(`Credential should be scoped to correct service: '${request.service}'.`);
  if (claim.terminator !== 'aws4_request') {
    faults.push(`Credential should be scoped with a valid terminator: 'aws4_request', not '${claim.terminator}'.`);
  }
  return faults.length === 0 ? undefined : refuse('scope', 'SignatureDoesNotMatch', faults.join(' '));
}

function checkTime(claim: Claim, request: SignedRequest): Refusal | undefined {
  const minutes = request.service === 's3' ? 15 : 5;
  const limit = minutes * 60_000;
  const now = basicTime(request.now);
  const difference = msOf(claim.time) - request.now;
  if (difference < -limit) {
    const earliest = basicTime(request.now - limit);
    return refuse(
      'skew',
      'SignatureDoesNotMatch',
      `Signature expired: ${claim.time} is now earlier than ${earliest} (${now} - ${minutes} min.)`,
    );
  }
  if (difference <= limit) return undefined;
  const latest = basicTime(request.now + limit);
  return refuse(
    'skew',
    'SignatureDoesNotMatch',
    `Signature not yet current: ${claim.time} is still later than ${latest} (${now} + ${minutes} min.)`,
  );
}

function checkHeaders(claim: Claim, headers: Headers): Refusal | undefined {
  const demanded = ['host', ...[...headers.keys()].filter((name) => name.startsWith('x-amz-'))];
  const unsigned = demanded.filter((name) => !claim.signedHeaders.includes(name));
  if (unsigned.length === 0) return undefined;
  const text = unsigned.map((name) => `'${name}' must be a 'SignedHeader' in the AWS Authorization.`).join(' ');
  return refuse('unsigned', 'SignatureDoesNotMatch', text);
}

function checkToken(key: SigningKey, token: string | undefined): Refusal | undefined {
  if (token === key.sessionToken) return undefined;
  return refuse('token', 'InvalidClientTokenId', 'The security token included in the request is invalid');
}

function signatureOf(claim: Claim, request: SignedRequest, secret: string): string {
  const headers = headersOf(request);
  const names = [...claim.signedHeaders].sort();
  const lines = names.map((name) => `${name}:${headers.get(name) ?? ''}\n`).join('');
  const sent = headers.get('x-amz-content-sha256');
  const payload = request.service === 's3' && sent !== undefined ? sent : sha256(request.body);
  const [path = '', query = ''] = request.path.split(/\?(.*)/s);
  const isS3 = request.service === 's3';
  const head = [request.method, canonicalPath(path, isS3), canonicalQuery(query)];
  const canonical = [...head, lines, names.join(';'), payload].join('\n');
  const scope = `${claim.date}/${claim.region}/${claim.service}/${claim.terminator}`;
  const text = ['AWS4-HMAC-SHA256', claim.time, scope, sha256(canonical)].join('\n');
  const day = hmac(`AWS4${secret}`, claim.date);
  return hmac(hmac(hmac(hmac(day, claim.region), claim.service), claim.terminator), text).toString('hex');
}

function checkContent(request: SignedRequest, headers: Headers): Refusal | undefined {
  const sent = headers.get('x-amz-content-sha256');
  if (sent === undefined && request.service !== 's3') return undefined;
  if (sent === undefined)
    return refuse('content', 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  if (sent === sha256(request.body) || (request.service === 's3' && sent === 'UNSIGNED-PAYLOAD')) return undefined;
  return refuse('content', 'SignatureDoesNotMatch', MISMATCH);
}

/** Checks a request's SigV4 signature as an AWS service does: its form, scope, time, key, token and payload. */
export function verifySignature(request: SignedRequest): Verified | Refusal {
  const headers = headersOf(request);
  const claim = readClaim(headers);
  if ('code' in claim) return claim;
  const early = checkScope(claim, request) ?? checkTime(claim, request) ?? checkHeaders(claim, headers);
  if (early !== undefined) return early;
  const key = request.secretOf(claim.accessKeyId);
  if (key === undefined)
    return refuse('key', 'InvalidClientTokenId', 'The security token included in the request is invalid.');
  const bad = checkToken(key, headers.get('x-amz-security-token')) ?? checkContent(request, headers);
  if (bad !== undefined) return bad;
  if (signatureOf(claim, request, key.secretAccessKey) !== claim.signature)
    return refuse('signature', 'SignatureDoesNotMatch', MISMATCH);
  if (key.expiration !== undefined && key.expiration.getTime() <= request.now) {
    return refuse('expired', 'ExpiredToken', 'The security token included in the request is expired');
  }
  return { accessKeyId: claim.accessKeyId, region: claim.region, signedHeaders: claim.signedHeaders };
}
