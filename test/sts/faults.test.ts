import { describe, expect, test } from '@jest/globals';
import { AbortError, SourceError } from '../../src/core/errors';
import { isClockFault, stsFault } from '../../src/sts/faults';

const facts = { profile: 'prod', action: 'AssumeRole for arn:r', host: 'sts.eu-west-1.amazonaws.com' };

/** An error as the SDK throws it for an answer. */
function answered(status: number, name: string, message = 'why') {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

/** An error as Node throws it for a connection. */
function broken(code: string | undefined, name = 'Error') {
  return Object.assign(new Error('made-up details'), code === undefined ? { name } : { code, name });
}

function fault(error: unknown): SourceError {
  const found = stsFault(error, facts);
  if (!(found instanceof SourceError)) throw new Error('no SourceError');
  return found;
}

const hour = ' Signature expired: 20260131T070000Z is now earlier than 20260131T074500Z';

describe('a refusal of STS', () => {
  test.each<[string, number, string, string, boolean, RegExp]>([
    ['no permission', 403, 'AccessDenied', 'User is not authorized', false, /trust policy must allow the caller/],
    [
      'a wrong code',
      403,
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code.',
      false,
      /next code/,
    ],
    ['an unknown key', 403, 'InvalidClientTokenId', 'invalid', false, /not \(or no longer\) known to AWS/],
    ['a wrong secret', 403, 'SignatureDoesNotMatch', 'does not match', false, /secret key does not belong/],
    ['a slow clock', 403, 'SignatureDoesNotMatch', hour, false, /set this machine's clock/],
    ['another slow clock', 400, 'RequestExpired', 'expired', false, /set this machine's clock/],
    ['expired keys', 403, 'ExpiredTokenException', 'expired', false, /have expired/],
    ['a disabled region', 403, 'RegionDisabledException', 'not activated', false, /activate STS/],
    ['a wrong setting', 400, 'ValidationError', '1 validation error', false, /correct the settings/],
    ['a policy too long', 400, 'PackedPolicyTooLargeException', 'too large', false, /correct the settings/],
    ['a broken policy', 400, 'MalformedPolicyDocumentException', 'syntax', false, /correct the settings/],
    ['throttling', 400, 'Throttling', 'Rate exceeded', true, /busy/],
    ['throttling, by status', 429, 'Other', 'slow down', true, /reason above/],
    ['an overload', 503, 'ServiceUnavailable', 'busy', true, /busy/],
    ['a fault', 500, 'InternalFailure', 'oops', true, /busy/],
    ['another fault', 502, 'BadGateway', 'oops', true, /AWS has a fault/],
    ['something new', 400, 'BrandNewException', 'because', false, /reason above/],
  ])('for %s says what to do', (...[, status, code, message, passing, hint]) => {
    const error = fault(answered(status, code, message));
    expect(error).toMatchObject({ passing, code, exitCode: 4 });
    expect(error.message).toBe(`profile prod: STS refused AssumeRole for arn:r (${code}): ${message.trim()}`);
    expect(error.hint).toMatch(hint);
  });

  test('is told on one line and not at any length', () => {
    const { message } = fault(answered(400, 'ValidationError', `two\n  lines ${'x'.repeat(1_000)}`));
    expect(message).toContain('two lines x');
    expect(message.length).toBeLessThan(500);
  });

  test('without words is told by its code', () => {
    expect(fault(answered(403, 'AccessDenied', '')).message).toBe(
      'profile prod: STS refused AssumeRole for arn:r (AccessDenied)',
    );
  });

  test("takes STS's own name for the fault before the SDK's", () => {
    const error = Object.assign(answered(403, 'ServiceException'), { Code: 'AccessDenied' });
    expect(fault(error).code).toBe('AccessDenied');
  });
});

describe('an answer that is none', () => {
  test.each([
    [200, 'SyntaxError'],
    [200, 'Error'],
    [404, 'Error'],
    [403, 'TypeError'],
    [502, 'SyntaxError'],
  ])('with HTTP %d and %s may be another one next time', (status, name) => {
    expect(fault(answered(status, name))).toMatchObject({
      passing: true,
      message: `profile prod: the answer of ${facts.host} to ${facts.action} can't be read (HTTP ${status})`,
    });
  });
});

describe('a network fault', () => {
  test.each<[string | undefined, string, string]>([
    ['ECONNREFUSED', 'Error', "can't be reached (ECONNREFUSED)"],
    ['ENOTFOUND', 'Error', "can't be reached (ENOTFOUND)"],
    ['ECONNRESET', 'Error', "can't be reached (ECONNRESET)"],
    [undefined, 'TimeoutError', 'did not answer in time'],
    [undefined, 'AbortError', 'did not answer in time'],
    [undefined, 'SomeError', "can't be reached (SomeError)"],
  ])('of %p, %s, names the host and may pass', (...[code, name, what]) => {
    const error = fault(broken(code, name));
    expect(error).toMatchObject({ passing: true, message: `profile prod: ${facts.host} ${what}` });
    expect(error.hint).toContain('HTTPS_PROXY');
  });

  test('is found behind another error', () => {
    expect(fault(new Error('fetch failed', { cause: broken('EPIPE') })).code).toBe('EPIPE');
  });

  test.each([
    'CERT_HAS_EXPIRED',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('of a certificate (%s) does not pass, and names the setting', (code) => {
    const error = fault(broken(code));
    expect(error).toMatchObject({ passing: false, code });
    expect(error.hint).toContain('ca_bundle');
  });
});

test('a failure of ours stays as it is', () => {
  for (const error of [new SourceError({ message: 'ours' }), new AbortError()])
    expect(stsFault(error, facts)).toBe(error);
});

describe('a fault of the clock', () => {
  test.each<[string, string, boolean]>([
    ['RequestExpired', '', true],
    ['RequestTimeTooSkewed', '', true],
    ['RequestInTheFuture', '', true],
    ['InvalidSignatureException', '', true],
    ['SignatureDoesNotMatch', hour, true],
    ['SignatureDoesNotMatch', 'Signature not yet current: …', true],
    ['SignatureDoesNotMatch', 'The request signature does not match', false],
    ['ExpiredTokenException', 'The security token has expired', false],
    ['AccessDenied', 'expired', false],
  ])('is %s with %j: %p', (...[code, message, clock]) => {
    expect(isClockFault(answered(403, code, message))).toBe(clock);
  });
});
