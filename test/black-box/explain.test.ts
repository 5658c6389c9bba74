import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Explanation } from '../../src/explain/explanation';
import { makeWorld, roleArn, user, type World } from '../support/world';

let world: World;

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(async () => {
  await world.dispose();
});

test('brs explain sends nothing and writes nothing', async () => {
  const before = world.box.files().map(({ path }) => path);
  const { code, stdout, stderr } = await world.box.run(['explain', 'mfa']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`3. assume-role (profile mfa): ${roleArn}`);
  expect(stdout).not.toContain(user.secretAccessKey);
  expect(world.sts.calls).toEqual([]);
  expect(world.box.files().map(({ path }) => path)).toEqual(before);
  expect(existsSync(join(world.box.home, 'state'))).toBe(false);
});

test('brs explain tells of the entry that brs creds left', async () => {
  await world.box.run(['creds', '--profile', 'prod']);
  const { stdout } = await world.box.run(['explain', 'prod', '--json']);
  const { hops, sdks, vault } = JSON.parse(stdout) as Explanation;
  expect(hops.map(({ freshness }) => freshness)).toEqual([undefined, 'fresh']);
  expect(sdks.map(({ takes }) => takes)).toEqual(['brs', 'brs', 'brs', 'brs']);
  expect(vault).toEqual({ store: 'file' });
  expect(world.sts.count('AssumeRole')).toBe(1);
});

test('brs explain ends with 3 where there is no plan, and has said why on stdout', async () => {
  const { code, stdout, stderr } = await world.box.run(['explain', 'gone']);
  expect([code, stderr]).toEqual([3, '']);
  expect(stdout).toContain('error  there is no profile gone');
});

test('brs explain takes one profile', async () => {
  const { code, stdout, stderr } = await world.box.run(['explain', 'prod', '--profile', 'mfa']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('both prod and --profile mfa are given');
});
