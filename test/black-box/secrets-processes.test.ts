import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { makeWorld, roleArn, sampleConfig, type World } from '../support/world';
import { Hiding, processesIn, until } from './hiding';

const CODE = '135790';
/** Longer than any test: STS's answer is waited for until the process is ended. */
const NEVER_MS = 600_000;

let world: World;
let hiding: Hiding;

beforeEach(async () => {
  world = await makeWorld();
  // Every entry is ageing from the start, so that each call after the first begins a refresh in the background.
  const windows = 'brs_advisory_seconds = 12h\nbrs_mandatory_seconds = 1\n';
  world.box.config(
    `${sampleConfig}${windows}[profile next]\nrole_arn = ${roleArn}\nsource_profile = base\nregion = eu-west-1\n${windows}`,
  );
  hiding = new Hiding(world, [CODE]);
});

afterEach(async () => {
  for (const pid of processesIn(world.box.home).keys()) process.kill(pid, 'SIGKILL');
  await world.dispose();
});

/** What the process list shows once STS has been asked so often. */
async function listedAtCall(number: number): Promise<string[]> {
  await until(() => world.sts.calls.length >= number, `call ${number} to STS`);
  const lines = [...processesIn(world.box.home).values()];
  expect(lines.join('\n')).toContain('creds --profile');
  return lines;
}

const shown = (lines: readonly string[]): string[] => hiding.shownIn(lines.map((line) => [line, line] as const));

testWith(['linux'], test)('the process list shows no secret while a call to STS is under way', async () => {
  world.sts.delayMs = NEVER_MS;
  const running = world.box.start(['creds', '--profile', 'next', '--debug']);
  expect(shown(await listedAtCall(1))).toEqual([]);
  running.kill();
  await running.finished;
});

testWith(['linux'], test)('nor while an entry is refreshed in the background', async () => {
  const first = await world.box.run(['creds', '--profile', 'next']);
  world.sts.delayMs = NEVER_MS;
  const second = await world.box.run(['creds', '--profile', 'next']);
  expect(second).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });
  const lines = await listedAtCall(2);
  expect(lines.filter((line) => line.includes('--background'))).toHaveLength(1);
  expect(shown(lines)).toEqual([]);
});

for (const flag of [['--mfa-token', CODE], [`--mfa-token=${CODE}`]]) {
  const title = `the refresh in the background is not started with the code of ${flag.join(' ')}`;
  testWith(['linux'], test)(title, async () => {
    world.sts.acceptCode(CODE);
    const args = ['creds', '--profile', 'mfa', ...flag];
    const first = await world.box.run(args);
    const before = world.sts.calls.length;
    world.sts.delayMs = NEVER_MS;
    const second = await world.box.run(args);
    expect(second).toMatchObject({ code: 0, stdout: first.stdout });
    const lines = await listedAtCall(before + 1);
    expect(lines.filter((line) => line.includes('--background'))).toHaveLength(1);
    expect(shown(lines)).toEqual([]);
  });
}
