import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeWorld, roleArn, sampleConfig, type World } from '../support/world';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.dispose());

const creds = async (...args: string[]) => await world.box.run(['creds', ...args]);
const accountOf = (stdout: string) => (JSON.parse(stdout) as { AccountId?: string }).AccountId;

test('an edit of the role takes effect on the next call', async () => {
  expect(accountOf((await creds('--profile', 'prod')).stdout)).toBe('111122223333');
  world.box.config(sampleConfig.replaceAll('111122223333', '777788889999'));
  expect(accountOf((await creds('--profile', 'prod')).stdout)).toBe('777788889999');
  world.box.config(sampleConfig);
  await creds('--profile', 'prod');
  expect(world.sts.count('AssumeRole')).toBe(2);
});

test.each([
  ['duration_seconds', '1800'],
  ['external_id', 'agreed-upon'],
  ['role_session_name', 'somebody'],
  ['brs_policy', '{"Version":"2012-10-17","Statement":[]}'],
  ['brs_session_tags', 'team=a'],
  ['source_identity', 'ann'],
])('an edit of %s takes effect on the next call', async (key, value) => {
  await creds('--profile', 'prod');
  world.box.config(sampleConfig.replace('[profile prod]', `[profile prod]\n${key} = ${value}`));
  await creds('--profile', 'prod');
  expect(world.sts.count('AssumeRole')).toBe(2);
});

test('two profiles that resolve alike share one entry', async () => {
  world.box.config(`${sampleConfig}
[profile twin]
role_arn = ${roleArn}
source_profile = base
region = eu-west-1
`);
  const [one, two] = [await creds('--profile', 'prod'), await creds('--profile', 'twin')];
  expect(two.stdout).toBe(one.stdout);
  expect(world.sts.count('AssumeRole')).toBe(1);
});

test('what only paces or prompts is no part of an entry', async () => {
  await creds('--profile', 'prod');
  await creds('--profile', 'prod', '--retry-seconds', '5', '--max-attempts', '2', '--advisory-seconds', '600');
  expect(world.sts.count('AssumeRole')).toBe(1);
});

test('clear forgets the entries of a profile and says how many', async () => {
  await creds('--profile', 'prod');
  expect(await world.box.run(['clear', '--profile', 'prod'])).toMatchObject({ code: 0, stdout: 'forgot 1 entry\n' });
  await creds('--profile', 'prod');
  expect(world.sts.count('AssumeRole')).toBe(2);
});

test('clear --all forgets the entries of all profiles', async () => {
  world.sts.acceptCode('271828');
  await creds('--profile', 'prod');
  await creds('--profile', 'mfa', '--mfa-token', '271828');
  expect(await world.box.run(['clear', '--all'])).toMatchObject({ code: 0, stdout: 'forgot 3 entries\n' });
});
