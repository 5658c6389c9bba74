import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeWorld, roleArn, user, type World } from '../support/world';
import { expectFailure } from './failing';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.dispose());

test('the caller of a role: signed with its own credentials, in lines without secrets', async () => {
  const { code, stdout, stderr } = await world.box.run(['whoami', '--profile', 'prod']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^arn:aws:sts::111122223333:assumed-role\/Deploy\/\S+\naccount {2}111122223333\n/);
  expect(stdout).toMatch(/\nexpires {2}\S+Z \((1 h|59 min) left\)\n/);
  expect(stdout).toContain(`\nchain    base (static ${user.accessKeyId}) → prod (assume-role ${roleArn})\n`);
  const [assumed, asked] = world.sts.calls;
  expect([assumed?.action, asked?.action]).toEqual(['AssumeRole', 'GetCallerIdentity']);
  expect(world.issuer.find(asked?.accessKeyId ?? '')?.kind).toBe('role');
  expect(asked?.region).toBe('eu-west-1');
  for (const { secretAccessKey, sessionToken = secretAccessKey } of world.issuer.keys.values()) {
    expect(stdout).not.toContain(secretAccessKey);
    expect(stdout).not.toContain(sessionToken);
  }
});

test('as JSON: the same for programs', async () => {
  const { stdout } = await world.box.run(['whoami', '--profile', 'prod', '--json']);
  expect(JSON.parse(stdout)).toEqual({
    arn: expect.stringMatching(/assumed-role\/Deploy\//),
    account: '111122223333',
    userId: expect.stringMatching(/:/),
    expiration: expect.stringMatching(/^\d{4}-.*Z$/),
    chain: expect.stringContaining(' → '),
  });
});

test('keys of the environment, and no profile', async () => {
  const env = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };
  const { code, stdout } = await world.box.run(['whoami'], { env: { ...env, AWS_REGION: 'eu-west-1' } });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(`^${user.userArn}\n`) });
  expect(stdout).toContain('expires  never\n');
});

test('keys that STS does not know any more, or that have expired: status 4 and a hint', async () => {
  world.issuer.remove(user.accessKeyId);
  expectFailure(await world.box.run(['whoami', '--profile', 'base']), { code: 4, says: /GetCallerIdentity/ });
  const env = { AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'made-up', AWS_SESSION_TOKEN: 'made-up' };
  const expired = { ...env, AWS_CREDENTIAL_EXPIRATION: '2020-01-31T08:00:00Z' };
  expectFailure(await world.box.run(['whoami'], { env: expired }), { code: 4, says: /expired/ });
});

test('a profile behind MFA, with nobody there: status 5', async () => {
  const failed = await world.box.run(['whoami', '--profile', 'mfa']);
  expectFailure(failed, { code: 5, says: /needs an MFA code/, hint: /brs login mfa/ });
});
