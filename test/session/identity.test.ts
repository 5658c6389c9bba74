import { describe, expect, test } from '@jest/globals';
import type { StsOptions } from '../../src/config/sts-options';
import { Secret } from '../../src/core/secret';
import { identityOf, type Whereabouts } from '../../src/session/identity';
import type { Step } from '../../src/session/step';
import type { AssumeRoleSettings, MfaSettings } from '../../src/sources/source';
import { fingerprint } from '../../src/vault/fingerprint';

const here: Whereabouts = { host: 'desk', folder: '/home/ann' };
const sts: StsOptions = {
  region: 'eu-west-1',
  fips: false,
  dualstack: false,
  global: false,
  attempts: 6,
  budgetMs: 20_000,
  connectMs: 5_000,
  readMs: 10_000,
};
const role: AssumeRoleSettings = { roleArn: 'arn:aws:iam::111122223333:role/Deploy', sessionName: 'ann', sts };
const device: MfaSettings = { serial: 'GAHT12345678', prompt: 'auto' };

const assume = (more: Partial<AssumeRoleSettings> = {}): Step => ({
  source: 'assume-role',
  profile: 'prod',
  settings: { ...role, ...more },
});
const session = (more: Partial<StsOptions> = {}, mfa: MfaSettings = device, durationSeconds = 43_200): Step => ({
  source: 'mfa-session',
  profile: 'prod',
  settings: { mfa, durationSeconds, sts: { ...sts, ...more } },
});
const custom = (command: readonly string[] | { readonly shell: string }, timeoutSeconds = 60): Step => ({
  source: 'custom',
  profile: 'prod',
  settings: { command, timeoutSeconds, key: 'brs_command' },
});
const keys = (accessKeyId: string, secret = 'made-up'): Step => ({
  source: 'static',
  profile: 'base',
  settings: { keys: { accessKeyId, secretAccessKey: new Secret(secret) } },
});
const ecs = (url: string, more: { token?: Secret; tokenFile?: string } = {}): Step => ({
  source: 'ecs',
  profile: 'default',
  settings: { url, ...more },
});
const ec2 = (endpoint: string): Step => ({
  source: 'ec2',
  profile: 'default',
  settings: { endpoint, timeoutMs: 1_000, attempts: 4 },
});

const name = (step: Step, where = here) => fingerprint([identityOf(step, where)]);

describe('a step is another one', () => {
  test.each<[string, Step, Step]>([
    ['with another role', assume(), assume({ roleArn: 'arn:aws:iam::111122223333:role/Read' })],
    ['with another session name of the person', assume(), assume({ sessionName: 'bob' })],
    ['with another lifetime', assume(), assume({ durationSeconds: 900 })],
    ['with an external id', assume(), assume({ externalId: 'x1' })],
    ['with an MFA device', assume(), assume({ mfa: device })],
    ['with a policy', assume(), assume({ policy: '{}' })],
    ['with managed policies', assume({ policyArns: ['a'] }), assume({ policyArns: ['a', 'b'] })],
    ['with tags', assume(), assume({ tags: [{ key: 'team', value: 'a' }] })],
    [
      'with another tag value',
      assume({ tags: [{ key: 't', value: 'a' }] }),
      assume({ tags: [{ key: 't', value: 'b' }] }),
    ],
    ['with transitive tags', assume(), assume({ transitiveTagKeys: ['team'] })],
    ['with a source identity', assume(), assume({ sourceIdentity: 'ann' })],
    ['with another context', context('one'), context('two')],
    ['in another region', assume(), assume({ sts: { ...sts, region: 'us-east-1' } })],
    ['at another endpoint', assume(), assume({ sts: { ...sts, endpoint: 'http://127.0.0.1:1' } })],
    ['at the FIPS endpoint', assume(), assume({ sts: { ...sts, fips: true } })],
    ['at the dual-stack endpoint', assume(), assume({ sts: { ...sts, dualstack: true } })],
    ['at the global endpoint', assume(), assume({ sts: { ...sts, global: true } })],
    [
      'from another source',
      keys('AKIAEXAMPLE000000001'),
      { ...keys('AKIAEXAMPLE000000001'), source: 'environment' } as Step,
    ],
    ['with another key', keys('AKIAEXAMPLE000000001'), keys('AKIAEXAMPLE000000002')],
    ['with another command', custom(['mint', 'a']), custom(['mint', 'b'])],
    ['with a command split in another way', custom(['mint', 'a b']), custom(['mint', 'a', 'b'])],
    ['through a shell', custom(['mint']), custom({ shell: 'mint' })],
    ['with another container endpoint', ecs('http://localhost/a'), ecs('http://localhost/b')],
    [
      'with another container token',
      ecs('http://localhost/', { token: new Secret('a') }),
      ecs('http://localhost/', { token: new Secret('b') }),
    ],
    [
      'with another token file',
      ecs('http://localhost/', { tokenFile: '/a' }),
      ecs('http://localhost/', { tokenFile: '/b' }),
    ],
    ['with another metadata service', ec2('http://a'), ec2('http://b')],
    ['with another device', session(), session({}, { ...device, serial: 'GAHT00000000' })],
    ['with another length of the MFA session', session(), session({}, device, 900)],
    ['in another partition', session(), session({ region: 'cn-north-1' })],
  ])('%s', (...[, one, other]) => {
    expect(name(one)).not.toBe(name(other));
  });

  test.each<[string, Step]>([
    ['a relative program in another folder', custom(['./mint'])],
    ['a shell line in another folder', custom({ shell: 'mint' })],
  ])('for %s', (_, step) => {
    expect(name(step)).not.toBe(name(step, { ...here, folder: '/tmp' }));
  });

  test.each<[string, Step]>([
    ['a container', ecs('http://169.254.170.2/v2/x')],
    ['an instance', ec2('http://169.254.169.254')],
  ])('for %s on another host', (_, step) => {
    expect(name(step)).not.toBe(name(step, { ...here, host: 'other' }));
  });
});

function context(assertion: string): Step {
  return assume({ providedContexts: [{ providerArn: 'arn:p', contextAssertion: new Secret(assertion) }] });
}

describe('a step is the same', () => {
  test.each<[string, Step, Step]>([
    [
      'with another generated session name',
      assume({ generatedName: true }),
      assume({ generatedName: true, sessionName: 'brs-x' }),
    ],
    [
      'with other time limits and attempts',
      assume(),
      assume({ sts: { ...sts, attempts: 1, budgetMs: 0, connectMs: 1, readMs: 1, caBundle: '/x' } }),
    ],
    [
      'with another way to ask for the code',
      assume({ mfa: device }),
      assume({ mfa: { ...device, prompt: 'never', process: ['otp'] } }),
    ],
    ['in another profile', assume(), { ...assume(), profile: 'other' }],
    ['with another time limit of the command', custom(['mint']), custom(['mint'], 5)],
    ['with another way to ask, for the MFA session', session(), session({}, { ...device, prompt: 'terminal' })],
    ['in another region of the partition, for the MFA session', session(), session({ region: 'us-east-1' })],
    ['with the same key, whatever its secret', keys('AKIAEXAMPLE000000001'), keys('AKIAEXAMPLE000000001', 'other')],
  ])('%s', (...[, one, other]) => {
    expect(name(one)).toBe(name(other));
  });

  test.each<[string, Step]>([
    ['a role', assume()],
    ['a program on PATH', custom(['mint'])],
    ['a program by its whole path', custom(['/opt/mint'])],
  ])('in any folder and on any host: %s', (_, step) => {
    expect(name(step)).toBe(name(step, { host: 'other', folder: '/tmp' }));
  });
});

test('no secret is in an identity', () => {
  const secret = 'made-up-secret';
  const steps = [
    keys('AKIAEXAMPLE000000001', secret),
    context(secret),
    ecs('http://localhost/', { token: new Secret(secret) }),
  ];
  for (const step of steps) expect(JSON.stringify(identityOf(step, here))).not.toMatch(/made-up|•••/);
});
