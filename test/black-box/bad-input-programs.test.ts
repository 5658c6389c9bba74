import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sampleConfig } from '../support/world';
import { makeFilledWorld, type FilledWorld } from './failing';

let world: FilledWorld;

beforeAll(async () => {
  world = await makeFilledWorld();
  mkdirSync(join(world.box.home, 'folder'));
});

afterAll(async () => {
  await world.dispose();
});

const GOOD = {
  Version: 1,
  AccessKeyId: 'ASIAEXAMPLEREPLY0003',
  SecretAccessKey: 'made-up/secret/of/a/program',
  SessionToken: 'made-up//token//of//a//program',
  Expiration: new Date(Date.now() + 3_600_000).toISOString(),
};
const SEED = { access_key: 'ASIAEXAMPLEREPLY0004', secret_key: 'made-up-secret', token: 'made-up-token' };
const json = (change: object): string => JSON.stringify({ ...GOOD, ...change });
const seed = (change: object): string => JSON.stringify({ ...SEED, expiry_time: GOOD.Expiration, ...change });

/** A script that prints the text and does no more. */
function printing(text: string): string {
  return world.box.script('mint', `cat '${world.box.write('output', text)}'`);
}

describe("a program's output that is none is refused", () => {
  test.each<[title: string, says: RegExp, output: string]>([
    ['nothing', /printed nothing/, ''],
    ['blank lines', /printed nothing/, '\n \n'],
    ['words', /no JSON object/, 'here you are'],
    ['half a document', /no JSON object/, json({}).slice(0, 90)],
    ['a document and then words', /no JSON object/, `${json({})}\ndone`],
    ['words and then a document', /no JSON object/, `MFA please\n${json({})}`],
    ['two documents', /no JSON object/, `${json({})}\n${json({})}`],
    ['a list', /no JSON object/, `[${json({})}]`],
    ['a number', /no JSON object/, '42'],
    ['null', /no JSON object/, 'null'],
    ['an empty document', /lacks Version/, '{}'],
    ['no Version', /lacks Version/, json({ Version: undefined })],
    ['a Version of another time', /Version that is not the number 1/, json({ Version: 2 })],
    ['a Version that is a text', /Version that is not the number 1/, json({ Version: '1' })],
    ['no access key id', /lacks AccessKeyId/, json({ AccessKeyId: undefined })],
    ['no secret key', /lacks SecretAccessKey/, json({ SecretAccessKey: null })],
    ['a number as the access key id', /AccessKeyId that is no text/, json({ AccessKeyId: 1 })],
    ['a boolean as the session token', /SessionToken that is no text/, json({ SessionToken: true })],
    ['an empty secret key', /an empty SecretAccessKey/, json({ SecretAccessKey: '' })],
    ['a line feed in the secret key', /SecretAccessKey with a line feed/, json({ SecretAccessKey: 'made-up\n' })],
    ['an escape in the session token', /SessionToken with a line feed or another/, json({ SessionToken: '\u001b[2J' })],
    ['an empty date', /an empty Expiration/, json({ Expiration: '' })],
    ['a date that is none', /Expiration that is no time/, json({ Expiration: 'in an hour' })],
    ['a date without its zone', /Expiration that is no time/, json({ Expiration: '2099-01-01 00:00:00' })],
    ['a date that is no day', /Expiration that is no time/, json({ Expiration: '2099-02-31T25:00:00Z' })],
    ['a number as the date', /Expiration that is no text/, json({ Expiration: 4_070_908_800 })],
    ["the seed's shape without its secret", /lacks secret_key/, seed({ secret_key: undefined })],
    ["the seed's shape with a date that is none", /expiry_time that is no time/, seed({ expiry_time: 'soon' })],
    ["STS's shape without its secret", /lacks SecretAccessKey/, JSON.stringify({ Credentials: { AccessKeyId: 'x' } })],
    ["STS's shape with nothing in it", /lacks Version|lacks AccessKeyId/, JSON.stringify({ Credentials: null })],
  ])('%s', async (_, says, output) => {
    const args = ['creds', '--command', printing(output)];
    const { stderr } = await world.fails(args, { code: 4, says, hint: /run it by hand/ });
    expect(stderr).toContain(`--command ${world.box.home}/scripts/mint printed`);
    expect(stderr).not.toContain('made-up');
  });

  test.each([GOOD.Version, 'seed'])('credentials that have expired (%s)', async (shape) => {
    const past = '2020-01-01T00:00:00Z';
    const output = shape === 'seed' ? seed({ expiry_time: past }) : json({ Expiration: past });
    const says = /custom gave credentials that have expired already/;
    await world.fails(['creds', '--command', printing(output)], { code: 4, says, hint: /clock/ });
  });

  test('more than anyone would print', async () => {
    const args = ['creds', '--command', printing(json({ More: 'x'.repeat(70_000) }))];
    await world.fails(args, { code: 4, says: /printed more than 64 KiB/ });
  });

  test('output without an end', async () => {
    const args = ['creds', '--command', world.box.script('mint', 'exec cat /dev/zero')];
    await world.fails(args, { code: 4, says: /printed more than 64 KiB/ });
  });
});

describe('a program that fails', () => {
  test.each<[title: string, says: RegExp, script: string]>([
    ['with a status, whatever it printed', /mint ended with status 3$/, `echo '${JSON.stringify(GOOD)}'; exit 3`],
    ['by a signal', /mint was ended by SIGKILL$/, `echo '${JSON.stringify(GOOD)}'; kill -KILL $$`],
    ['because it takes too long', /mint did not finish within 1 s$/, 'exec sleep 60'],
    ['because it waits for input', /mint printed nothing$/, 'read -r line; echo "$line"'],
  ])('%s', async (_, says, script) => {
    const args = ['creds', '--command', world.box.script('mint', script), '--command-timeout-seconds', '1'];
    await world.fails(args, { code: 4, says });
  });

  test.each<[title: string, says: RegExp, command: string]>([
    ['one that is not there', /gone is not there/, './gone'],
    ['one that PATH does not have', /brs-no-such-program is not there/, 'brs-no-such-program --now'],
    ['a folder', /folder could not be started/, './folder'],
    ['a file that may not be run', /plain could not be started/, './plain'],
    ['shell syntax, for which there is no shell', /is not there|status|printed/, 'cat output | cat'],
  ])('%s', async (_, says, command) => {
    world.box.write('plain', 'text');
    await world.fails(['creds', '--command', command], { code: 4, says });
  });

  test('a credential_process, told by its name alone', async () => {
    world.box.config(
      `${sampleConfig}[profile bad]\ncredential_process = ./gone --secret made-up | cat >/dev/null; exit 9`,
    );
    const run = world.box.run(['creds', '--profile', 'bad']);
    const { stderr, ...rest } = await run;
    expect(rest).toMatchObject({ code: 4, stdout: '' });
    const ours = stderr.split('\n').filter((line) => line.startsWith('brs: '));
    expect(ours[0]).toBe('brs: error: profile bad: credential_process ./gone ended with status 9');
    expect(ours[1]).toMatch(/^brs: hint: run it by hand/);
  });

  test('its own words on stderr come first, and are kept nowhere', async () => {
    const script = world.box.script('mint', 'echo "the vpn is down" >&2; exit 1');
    const { code, stdout, stderr } = await world.box.run(['creds', '--command', script]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toMatch(/^the vpn is down\nbrs: error: [^\n]+ended with status 1\nbrs: hint: [^\n]+\n$/);
    const kept = world.box.files().filter(({ path, text }) => !path.startsWith('scripts/') && text.includes('vpn'));
    expect(kept).toEqual([]);
  });
});

test('through all of that STS was not asked, and the entry is served as before', async () => {
  world.box.config(sampleConfig);
  expect(world.sts.calls).toHaveLength(1);
  await world.stillServes();
});
