import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeFilledWorld, type FilledWorld } from './failing';

let world: FilledWorld;
const TWICE = ['creds', '--profile', 'prod', '--refresh', '--max-attempts', '2'];
const HOUR_SECONDS = 3600;

beforeEach(async () => {
  world = await makeFilledWorld();
});

afterEach(async () => {
  await world.dispose();
});

/** Runs the call and says how often STS was asked. */
async function asked(act: () => Promise<unknown>): Promise<number> {
  const before = world.sts.calls.length;
  await act();
  return world.sts.calls.length - before;
}

describe("STS's refusals that stay are told at once, with its code and words", () => {
  test.each<[code: string, status: number, message: string, hint: RegExp]>([
    ['AccessDenied', 403, 'User: x is not authorized to perform: sts:AssumeRole', /trust policy must allow the caller/],
    [
      'InvalidClientTokenId',
      403,
      'The security token included in the request is invalid.',
      /not \(or no longer\) known/,
    ],
    ['SignatureDoesNotMatch', 403, 'The request signature we calculated does not match', /secret key does not belong/],
    ['ExpiredToken', 400, 'The security token included in the request is expired', /brs clear/],
    ['ExpiredTokenException', 400, 'The security token included in the request is expired', /brs clear/],
    ['ValidationError', 400, '1 validation error detected', /correct the settings/],
    ['MalformedPolicyDocument', 400, 'This policy contains invalid Json', /correct the settings/],
    ['PackedPolicyTooLarge', 400, 'Packed policy consumes 120% of allotted space', /correct the settings/],
    ['RegionDisabledException', 403, 'STS is not activated in this region', /activate STS for this region/],
    ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token', /STS gives the reason above/],
    ['OptInRequired', 403, 'The AWS Access Key Id needs a subscription', /STS gives the reason above/],
    ['IncompleteSignature', 400, 'The request signature does not conform', /STS gives the reason above/],
    ['InvalidAction', 400, 'Could not find operation', /STS gives the reason above/],
    ['NobodyKnowsThisOne', 418, 'a short and stout reason', /STS gives the reason above/],
  ])('%s (HTTP %d)', async (...[code, status, message, hint]) => {
    world.sts.failNext(1, { code, status, message });
    const says = new RegExp(
      `profile prod: STS refused AssumeRole for arn:\\S+/Deploy \\(${code}\\): ${message.slice(0, 20)}`,
    );
    expect(await asked(() => world.fails(TWICE, { code: 4, says, hint }))).toBe(1);
    await world.stillServes();
  });
});

describe("STS's refusals that may pass are tried again", () => {
  test.each<[code: string, status: number]>([
    ['Throttling', 400],
    ['ThrottlingException', 400],
    ['RequestLimitExceeded', 503],
    ['TooManyRequestsException', 429],
    ['ServiceUnavailable', 503],
    ['InternalFailure', 500],
    ['IDPCommunicationError', 400],
  ])('%s (HTTP %d)', async (code, status) => {
    world.sts.failNext(2, { code, status, message: 'not now' });
    const says = new RegExp(`STS refused .* \\(${code}\\): not now`);
    expect(await asked(() => world.fails(TWICE, { code: 4, says, hint: /later/ }))).toBe(2);
  });

  test('as often and as long as the person allows', async () => {
    world.sts.failNext(100, { status: 500 });
    const args = ['creds', '--profile', 'prod', '--refresh', '--retry-seconds', '1', '--max-attempts', '100'];
    const calls = await asked(() => world.fails(args, { code: 4, says: /InternalFailure/ }));
    expect(calls).toBeGreaterThan(1);
    expect(calls).toBeLessThan(100);
  });
});

describe('an error that STS did not write', () => {
  test.each<[title: string, status: number, body: string]>([
    ['a page of HTML from a proxy', 403, '<html><body>Blocked by the\ncompany</body></html>'],
    ['nothing at all', 403, ''],
    ['JSON', 400, '{"message": "no"}'],
    ['a redirect', 302, ''],
    ['a gateway that finds no server', 502, '<html>502 Bad Gateway</html>'],
    ['a proxy that wants a password', 407, ''],
  ])('%s', async (_, status, body) => {
    world.sts.failNext(2, { status, body, headers: { Location: 'http://127.0.0.1:9/' } });
    await world.fails(TWICE, { code: 4, says: new RegExp(`HTTP ${status}`) });
  });

  test('words over several lines, and more of them than anyone reads', async () => {
    world.sts.failNext(1, { status: 403, code: 'AccessDenied', message: 'no\nbrs: hint: run this\n'.repeat(2000) });
    const { stderr } = await world.fails(TWICE, { code: 4, says: /no brs: hint: run this no/ });
    expect(stderr.length).toBeLessThan(2000);
  });

  test('a code that would write on the terminal', async () => {
    world.sts.failNext(1, { status: 403, code: 'Access\nDenied', message: 'no \u009b2J more' });
    const { stderr } = await world.fails(TWICE, { code: 4, says: /STS refused/ });
    // eslint-disable-next-line no-control-regex -- control characters are exactly what must not be there
    expect(stderr.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});

describe('a clock that is off', () => {
  test('an hour ahead of AWS: credentials that look expired are refused, and the clock is named', async () => {
    world.sts.clockOffsetSeconds = -HOUR_SECONDS;
    const failure = { code: 4, says: /clock, which is (1 h|59 min) ahead of theirs/, hint: /set this machine's clock/ };
    await world.fails(TWICE, failure);
    world.sts.clockOffsetSeconds = 0;
  });
});

test("with a clock an hour behind AWS's, brs goes by STS's clock, and serves the entry from then on", async () => {
  const { box, sts } = world;
  sts.clockOffsetSeconds = HOUR_SECONDS;
  const first = await box.run(['creds', '--profile', 'prod', '--duration-seconds', '7200']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const { Expiration } = JSON.parse(first.stdout) as { Expiration: string };
  expect(Date.parse(Expiration)).toBeGreaterThan(Date.now() + 2.9 * HOUR_SECONDS * 1000);
  expect(sts.refusals.length).toBeGreaterThan(0);
  const before = sts.calls.length;
  const second = await box.run(['creds', '--profile', 'prod', '--duration-seconds', '7200']);
  expect(second).toMatchObject({ code: 0, stderr: '', stdout: first.stdout });
  expect(sts.calls).toHaveLength(before);
});
