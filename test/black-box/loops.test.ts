import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { programUnderTest } from '../support/sandbox';
import { makeWorld, roleArn, type World } from '../support/world';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.dispose());

function brsLine(profile: string): string {
  const { command, args } = programUnderTest();
  return `${[command, ...args].map((word) => `"${word}"`).join(' ')} creds --profile ${profile}`;
}

test('a loop through source_profile is refused with its path', async () => {
  world.box.config(`
[profile a]
role_arn = ${roleArn}
source_profile = b
[profile b]
role_arn = ${roleArn}
source_profile = c
[profile c]
role_arn = ${roleArn}
source_profile = a
`);
  const { code, stdout, stderr } = await world.box.run(['creds', '--profile', 'a']);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('a → b → c → a');
});

test('a loop through a script is refused with its path', async () => {
  world.box.config(`
[profile a]
brs_command = ${world.box.script('mint', `exec ${brsLine('b')}`)}
[profile b]
credential_process = ${brsLine('a')}
`);
  const { code, stdout, stderr } = await world.box.run(['creds', '--profile', 'a']);
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toContain("need each other's credentials: a → b → a");
});

test('a loop between two names for the same plan is refused where it would wait for itself', async () => {
  const mint = world.box.script('mint', `exec ${brsLine('twin')}`);
  world.box.config(`[profile a]\nbrs_command = ${mint}\n[profile twin]\nbrs_command = ${mint}\n`);
  const { code, stdout, stderr } = await world.box.run(['creds', '--profile', 'a']);
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toContain("need each other's credentials: a → twin");
});

test('a script that asks brs for the credentials of another role is no loop', async () => {
  const mint = world.box.script('mint', `exec ${brsLine('prod')}`);
  world.box.config(`${world.box.read('.aws/config')}\n[profile a]\nbrs_command = ${mint}\n`);
  expect(await world.box.run(['creds', '--profile', 'a'])).toMatchObject({ code: 0, stderr: '' });
});

testWith(['aws'], test)('a loop through the AWS CLI is refused with its path', async () => {
  world.box.config(`
[profile a]
credential_process = ${brsLine('a')}
brs_command = aws sts get-caller-identity --profile a --region eu-west-1
`);
  const env = { HOME: world.box.home, PATH: process.env['PATH'] };
  const { code, stdout, stderr } = await world.box.run(['creds', '--profile', 'a'], { env });
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toContain("need each other's credentials: a → a");
});
