/** Why a request was refused, for services whose codes are not those of the Query services. */
export type RefusalReason =
  'missing' | 'incomplete' | 'scope' | 'skew' | 'unsigned' | 'key' | 'token' | 'content' | 'signature' | 'expired';

export interface Refusal {
  readonly reason: RefusalReason;
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export interface Claim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly time: string;
}

export type Headers = ReadonlyMap<string, string>;

export const refuse = (reason: RefusalReason, code: string, message: string): Refusal => ({
  reason,
  status: code === 'IncompleteSignature' ? 400 : 403,
  code,
  message,
});

const incomplete = (message: string): Refusal => refuse('incomplete', 'IncompleteSignature', message);

function parametersOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    parts.set(part.slice(0, Math.max(at, 0)).trim(), part.slice(at + 1).trim());
  }
  return parts;
}

/** Reads the Authorization header and X-Amz-Date, or says why they are no whole SigV4 signature. */
export function readClaim(headers: Headers): Claim | Refusal {
  const authorization = headers.get('authorization');
  if (authorization === undefined) {
    return refuse('missing', 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  }
  const [algorithm = '', ...rest] = authorization.split(' ');
  if (algorithm !== 'AWS4-HMAC-SHA256') return incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`);
  const parts = parametersOf(rest.join(' '));
  const of = (name: string): string => parts.get(name) ?? '';
  const time = headers.get('x-amz-date') ?? '';
  const texts = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => of(name) === '')
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (time === '') texts.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (texts.length > 0) return incomplete(texts.join(' '));
  if (!/^\d{8}T\d{6}Z$/.test(time)) return incomplete(`Date must be in ISO-8601 'basic format'. Got '${time}'.`);
  const scope = of('Credential').split('/');
  if (scope.length !== 5) {
    const form = 'keyid/date/region/service/term';
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. ${form}, got '${scope.join('/')}'`,
    );
  }
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = scope;
  const signedHeaders = of('SignedHeaders').split(';');
  return { accessKeyId, date, region, service, terminator, signedHeaders, signature: of('Signature'), time };
}
