import { AbortError, errnoOf, SourceError } from '../core/errors';
import { withoutSecrets } from '../core/secret';

/** What a failed call to STS was about, for the message. */
export interface CallFacts {
  readonly profile: string;
  /** `AssumeRole for arn:…`. */
  readonly action: string;
  readonly host: string;
}

interface AwsFault {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly Code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const passingCodes =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ServiceUnavailable|InternalFailure|InternalError|IDPCommunicationError|RequestTimeout)/;
const clockCodes = /^(RequestExpired|RequestTimeTooSkewed|RequestInTheFuture|InvalidSignatureException)$/;
const certificateFaults = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/;

/** What to do next, by STS's code and text; the first that fits. */
const hints: readonly (readonly [RegExp, RegExp, string])[] = [
  [/AccessDenied/, /MultiFactorAuthentication/, 'try again with the next code of the device'],
  [/AccessDenied/, /./, "the caller needs sts:AssumeRole, and the role's trust policy must allow the caller"],
  [/InvalidClientTokenId/, /./, 'the access key is not (or no longer) known to AWS; check it where it is kept'],
  [/SignatureDoesNotMatch/, /expired|not yet current/i, "set this machine's clock"],
  [/SignatureDoesNotMatch/, /./, 'the secret key does not belong to the access key id; check both'],
  [/ExpiredToken/, /./, 'the credentials that make this call have expired; get new ones, or run `brs clear`'],
  [clockCodes, /./, "set this machine's clock"],
  [/RegionDisabled/, /./, "activate STS for this region in the account's IAM settings, or set another region"],
  [/ValidationError|PackedPolicyTooLarge|MalformedPolicy/, /./, 'correct the settings of that role in the profile'],
  [passingCodes, /./, 'AWS is busy; try again a little later'],
];

const elsewhere = 'something between here and AWS may answer in its place: check the endpoint and the proxy';

/** STS's own words: one line, so long as a person reads it. */
function oneLine(text: string): string {
  const line = withoutSecrets(text).replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400)} …` : line;
}

/** A failure of ours from anything the SDK throws. */
export function stsFault(error: unknown, { profile, action, host }: CallFacts): SourceError | AbortError {
  if (error instanceof SourceError || error instanceof AbortError) return error;
  const fault = error as AwsFault;
  const status = fault.$metadata?.httpStatusCode;
  const start = `profile ${profile}: `;
  if (status === undefined) return networkFault(error, start, host);
  const code = typeof fault.Code === 'string' ? fault.Code : (fault.name ?? 'Error');
  if (status < 300 || /^(Error|SyntaxError|TypeError)$/.test(code)) {
    return unreadable(`${start}the answer of ${host} to ${action} can't be read (HTTP ${status})`);
  }
  if (code === 'Unknown') {
    return new SourceError({
      message: `${start}${host} answered ${action} with HTTP ${status} and nothing that STS writes`,
      hint: elsewhere,
      passing: status >= 500 || status === 429,
    });
  }
  const text = oneLine(fault.message ?? '');
  const hint = hints.find(([codes, texts]) => codes.test(code) && texts.test(text))?.[2];
  return new SourceError({
    message: `${start}STS refused ${action} (${code})${text === '' ? '' : `: ${text}`}`,
    hint: hint ?? (status >= 500 ? 'AWS has a fault; try again a little later' : 'STS gives the reason above'),
    passing: status >= 500 || status === 429 || passingCodes.test(code),
    code,
  });
}

/** An answer that is none: what stands between may have cut it, so another try may help. */
export function unreadable(message: string): SourceError {
  return new SourceError({
    message,
    hint: elsewhere,
    passing: true,
  });
}

function networkFault(error: unknown, start: string, host: string): SourceError {
  const errno = errnoOf(error) ?? errnoOf((error as { cause?: unknown } | null)?.cause) ?? '';
  const name = (error as AwsFault).name ?? '';
  if (certificateFaults.test(errno)) {
    return new SourceError({
      message: `${start}the certificate of ${host} is not trusted (${errno})`,
      hint: "name your company's certificate authorities in ca_bundle or AWS_CA_BUNDLE",
      code: errno,
    });
  }
  // The SDK's handler calls a reset connection a time-out, too.
  const slow = (errno === '' && /^(Timeout|Abort)Error$/.test(name)) || errno === 'ETIMEDOUT';
  return new SourceError({
    message: `${start}${host} ${slow ? 'did not answer in time' : `can't be reached (${errno || name || 'network'})`}`,
    hint: 'check the network, the proxy (HTTPS_PROXY) and the region',
    passing: true,
    code: errno === '' ? name : errno,
  });
}

/** Whether the same call may go through when signed by the other side's clock. */
export function isClockFault(error: unknown): boolean {
  const { Code, name, message } = error as AwsFault;
  const code = typeof Code === 'string' ? Code : (name ?? '');
  return clockCodes.test(code) || (code === 'SignatureDoesNotMatch' && /expired|not yet current/i.test(message ?? ''));
}
