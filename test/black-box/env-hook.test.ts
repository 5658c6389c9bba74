// The hidden `brs env --hook` by itself: what a shell's hook is told, and how soon.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testWith } from '../support/needs';
import { startDeafBus } from '../support/secret-service';
import { makeWorld, user, type World } from '../support/world';

/** The promise is one second, with the start of the process; a loaded machine may need more. ms. */
const aboutASecond = 3_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.dispose());

const onlyWhenToAskAgain = /^export BRS_RENEW_AT='\d{10}';\n$/;
const complete =
  /^export AWS_ACCESS_KEY_ID='\w+';\nexport AWS_SECRET_ACCESS_KEY=[^]*\nexport BRS_RENEW_AT='\d{10}';\n$/;

/** What the hook is told: in silence, and soon. */
async function told(profile: string): Promise<string> {
  const { stdout, stderr, ms } = await world.box.run(['env', '--hook', '--shell', 'bash', `--profile=${profile}`]);
  expect(stderr).toBe('');
  expect(ms).toBeLessThan(aboutASecond);
  return stdout;
}

test('fresh credentials of the vault are told as brs env tells them', async () => {
  const { stdout } = await world.box.run(['env', '--shell', 'bash', '--profile', 'prod']);
  expect(await told('prod')).toBe(stdout);
  expect(world.sts.count('AssumeRole')).toBe(1);
});

test('what the vault has not comes from STS, this time or the next', async () => {
  let text = '';
  for (let tried = 0; tried < 20 && !complete.test(text); tried += 1) text = await told('prod');
  expect(text).toMatch(complete);
  expect(world.sts.count('AssumeRole')).toBe(1);
});

test('an STS that refuses is asked once, not at every prompt', async () => {
  world.sts.failNext(100, { status: 403, code: 'AccessDenied', message: 'no' });
  for (let tried = 0; tried < 3; tried += 1) expect(await told('prod')).toMatch(onlyWhenToAskAgain);
  expect(world.sts.calls.length).toBeLessThanOrEqual(1);
  expect(world.box.read('state/brs.log')).toContain('AccessDenied');
});

test('static keys are told without a wait', async () => {
  expect(await told('base')).toContain(`export AWS_ACCESS_KEY_ID='${user.accessKeyId}';`);
});

test.each(['nowhere', '', '--debug', 'a b'])('a profile %j that is not there is no news', async (profile) => {
  expect(await told(profile)).toMatch(onlyWhenToAskAgain);
});

testWith(['linux'], test)('a keychain that never answers is no news', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'brs-k-'));
  const bus = await startDeafBus(folder);
  try {
    delete world.box.env['BRS_VAULT'];
    world.box.env['DBUS_SESSION_BUS_ADDRESS'] = bus.address;
    expect(await told('prod')).toMatch(onlyWhenToAskAgain);
    // Nor is a failure on the way, while the keychain is still being asked.
    expect(await told('nowhere')).toMatch(onlyWhenToAskAgain);
  } finally {
    await bus.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
