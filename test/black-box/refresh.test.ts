import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeWorld, type World } from '../support/world';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.dispose());

const creds = async (...args: string[]) => await world.box.run(['creds', '--profile', 'prod', ...args]);
const idOf = (stdout: string) => (JSON.parse(stdout) as { AccessKeyId: string }).AccessKeyId;

async function eventually(check: () => Promise<boolean> | boolean): Promise<void> {
  for (let tried = 0; tried < 200; tried += 1) {
    if (await check()) return;
    await sleep(100);
  }
  throw new Error('it never came');
}

/** Makes the hour-long entry ageing (its windows wide) or stale without waiting for it. */
const ageing = ['--advisory-seconds', '3601', '--mandatory-seconds', '600'];
const stale = ['--advisory-seconds', '3601', '--mandatory-seconds', '3601'];

test('an ageing entry is handed out at once and refreshed once in the background', async () => {
  const first = await creds();
  world.sts.delayMs = 500;
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => creds(...ageing)));
  expect(answers.map(({ stdout }) => stdout)).toEqual(answers.map(() => first.stdout));
  expect(answers.map(({ stderr }) => stderr).join('')).toBe('');
  await eventually(async () => idOf((await creds()).stdout) !== idOf(first.stdout));
  expect(world.sts.count('AssumeRole')).toBe(2);
});

test('a background refresh that fails keeps the entry, is noted in the log and not tried again at once', async () => {
  const first = await creds();
  world.sts.failNext(100, { status: 403, code: 'AccessDenied', message: 'no longer' });
  await creds(...ageing);
  await eventually(() =>
    world.box.files().some(({ path, text }) => path === 'state/brs.log' && text.includes('AccessDenied')),
  );
  const calls = world.sts.calls.length;
  const again = await creds(...ageing);
  expect(again).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });
  await sleep(300);
  expect(world.sts.calls).toHaveLength(calls);
});

test('without a network a valid entry is still served, silently, and the failure is in the log', async () => {
  const first = await creds();
  await world.sts.close();
  expect(await creds()).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });
  const offline = await creds(...stale, '--retry-seconds', '0');
  expect(offline).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });
  expect(world.box.read('state/brs.log')).toContain("can't be reached");
});

test('a lasting refusal of a stale entry is told, and the entry stays', async () => {
  const first = await creds();
  world.sts.failNext(1, { status: 403, code: 'AccessDenied', message: 'no longer' });
  expect(await creds(...stale)).toMatchObject({ code: 4, stdout: '' });
  expect((await creds()).stdout).toBe(first.stdout);
});

test('--refresh gets new credentials, and when it fails the old entry stays', async () => {
  const first = await creds();
  const second = await creds('--refresh');
  expect(idOf(second.stdout)).not.toBe(idOf(first.stdout));
  world.sts.failNext(1, { status: 403, code: 'AccessDenied', message: 'no longer' });
  expect(await creds('--refresh')).toMatchObject({ code: 4, stdout: '' });
  expect((await creds()).stdout).toBe(second.stdout);
});

test('--no-cache neither reads nor keeps entries', async () => {
  const first = await creds();
  expect(idOf((await creds('--no-cache')).stdout)).not.toBe(idOf(first.stdout));
  expect((await creds()).stdout).toBe(first.stdout);
});

test('--min-ttl refreshes first where less is left', async () => {
  const first = await creds();
  expect((await creds('--min-ttl', '45m')).stdout).toBe(first.stdout);
  world.sts.lifetimeSeconds = 7200;
  expect(idOf((await creds('--min-ttl', '90m')).stdout)).not.toBe(idOf(first.stdout));
});

test('--min-ttl that the source can not give is an error, and the entry stays', async () => {
  const refused = await creds('--min-ttl', '2h');
  expect(refused).toMatchObject({ code: 4, stdout: '' });
  expect(refused.stderr).toContain('brs: hint: raise duration_seconds');
  expect(await creds()).toMatchObject({ code: 0 });
});

test('an entry written with a clock that has gone back since is not trusted', async () => {
  const first = await creds();
  // Another machine's clock, as far as the entry can tell: what it says of its time lies ahead of now.
  const faked = await world.box.run(['creds', '--profile', 'prod'], {
    env: {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent('const n=Date.now;Date.now=()=>n()-600000')}`,
    },
  });
  expect(faked.code).toBe(0);
  expect(idOf(faked.stdout)).not.toBe(idOf(first.stdout));
});
