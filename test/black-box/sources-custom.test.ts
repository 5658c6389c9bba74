import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorld, roleArn, sampleConfig, type World } from '../support/world';
import { answerOf } from './answers';

let world: World;
const SOON = new Date(Math.floor(Date.now() / 1000 + 3600) * 1000).toISOString().replace('.000Z', 'Z');

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(async () => {
  await world.dispose();
});

/** A script that notes each of its runs with its arguments, does what else is told, and prints the document. */
function mint(document: object, more = ''): string {
  const output = world.box.write('output.json', JSON.stringify(document));
  return world.box.script('mint', `echo "run: $*" >> '${world.box.home}/runs'\n${more}\ncat '${output}'`);
}

const runs = (): string[] => world.box.read('runs').trim().split('\n');

const PLAIN = { Version: 1, AccessKeyId: 'ASIAEXAMPLEMINT00001', SecretAccessKey: 'made-up-minted-secret' };
const GOOD = { ...PLAIN, SessionToken: 'made-up-minted-token', Expiration: SOON };

describe('what a program may print', () => {
  const { AccessKeyId, SecretAccessKey, SessionToken } = GOOD;
  const seed = { access_key: AccessKeyId, secret_key: SecretAccessKey, token: SessionToken };
  const sts = { AccessKeyId, SecretAccessKey, SessionToken, Expiration: SOON };
  const user = { Arn: 'arn:aws:sts::111122223333:assumed-role/x/y', AssumedRoleId: 'AROAEXAMPLE:y' };

  test.each<[title: string, document: object, more?: object]>([
    ['credential_process JSON', GOOD],
    [
      'the same with an account and with fields that nobody knows',
      { ...GOOD, AccountId: '111122223333', X: [1] },
      { AccountId: '111122223333' },
    ],
    ["the seed's shape", { ...seed, expiry_time: SOON }],
    ["the seed's shape with an offset and a fraction", { ...seed, expiry_time: SOON.replace('Z', '.250000+00:00') }],
    ["the seed's shape with the suffix UTC", { ...seed, expiry_time: SOON.replace('Z', 'UTC') }],
    ["STS's answer", { Credentials: sts, AssumedRoleUser: user, PackedPolicySize: 6 }],
    ["GetSessionToken's answer", { Credentials: { ...sts, Expiration: SOON.replace('Z', '+00:00') } }],
  ])('%s: handed out, and kept till it ages', async (_, document, more = {}) => {
    const args = ['creds', '--command', mint(document)];
    await expect(answerOf(world.box, args)).resolves.toEqual({ ...GOOD, ...more });
    await expect(answerOf(world.box, args)).resolves.toEqual({ ...GOOD, ...more });
    expect(runs()).toHaveLength(1);
  });

  test.each<[title: string, document: object, more: object]>([
    ['credential_process JSON', PLAIN, {}],
    ['the same with a date of null', { ...GOOD, Expiration: null }, { SessionToken: GOOD.SessionToken }],
    ["the seed's shape", { access_key: AccessKeyId, secret_key: SecretAccessKey }, {}],
  ])('%s without a date: handed out, and never kept', async (_, document, more) => {
    const args = ['creds', '--command', mint(document)];
    for (let round = 0; round < 2; round += 1) {
      await expect(answerOf(world.box, args)).resolves.toEqual({ ...PLAIN, ...more });
    }
    expect(runs()).toHaveLength(2);
    expect(world.box.files().filter(({ path }) => path.endsWith('.entry'))).toEqual([]);
  });
});

describe('how a program is run', () => {
  test('brs_command: without a shell, quotes hold words together and nothing else means anything', async () => {
    world.box.config(`${sampleConfig}[profile minted]
brs_command = ${mint(GOOD)} --team "a  b" 'it''s' c\\ d "e\\"f" $HOME '*' ~ && | > out
`);
    await answerOf(world.box, ['creds', '--profile', 'minted']);
    expect(runs()).toEqual([`run: --team a  b its c d e"f $HOME * ~ && | > out`]);
  });

  test('credential_process: through a shell', async () => {
    mint(GOOD);
    world.box.config(`${sampleConfig}[profile minted]
credential_process = cd "$HOME" && scripts/mint "$HOME" | sed 's/x/x/'
`);
    await answerOf(world.box, ['creds', '--profile', 'minted']);
    expect(runs()).toEqual([`run: ${world.box.home}`]);
  });

  test('with no input, with the variables of the caller, and with the profile on its way', async () => {
    const more = 'cat >> "$HOME/seen"; echo "$FLAVOUR $BRS_PROFILE_CHAIN" >> "$HOME/seen"';
    world.box.config(`${sampleConfig}[profile minted]\nbrs_command = ${mint(GOOD, more)}\n`);
    await answerOf(world.box, ['creds', '--profile', 'minted'], { env: { FLAVOUR: 'plum' }, input: 'typed ahead\n' });
    expect(world.box.read('seen')).toMatch(/^plum minted;[0-9a-f]+\n$/);
  });

  test('its stderr is neither in the answer’s way nor kept, however much it is', async () => {
    const more = 'echo made-up-words >&2; head -c 1000000 /dev/zero | tr "\\0" x >&2';
    await answerOf(world.box, ['creds', '--command', mint(GOOD, more)]);
    const kept = world.box
      .files()
      .filter(({ path, text }) => !path.startsWith('scripts/') && text.includes('made-up-words'));
    expect(kept).toEqual([]);
  });

  test('a relative path is one of the folder brs is started in, and so is its entry', async () => {
    const { box } = world;
    mint(GOOD);
    mkdirSync(join(box.home, 'elsewhere'));
    box.write(
      'elsewhere/scripts/mint',
      `#!/bin/sh\necho '${JSON.stringify({ ...GOOD, AccessKeyId: 'ASIAEXAMPLEMINT00002' })}'\n`,
      0o700,
    );
    const args = ['creds', '--command', './scripts/mint'];
    await expect(answerOf(box, args)).resolves.toEqual(GOOD);
    const there = await answerOf(box, args, { cwd: join(box.home, 'elsewhere') });
    expect(there.AccessKeyId).toBe('ASIAEXAMPLEMINT00002');
    await expect(answerOf(box, args)).resolves.toEqual(GOOD);
    expect(runs()).toHaveLength(1);
  });

  test('one that leaves a child behind with its output open is ended at its time limit', async () => {
    const command = world.box.script('mint', 'sleep 60 & echo $! > "$HOME/child"; echo "{}"');
    const result = await world.box.run(['creds', '--command', command, '--command-timeout-seconds', '1']);
    expect(result).toMatchObject({ code: 4, stdout: '', timedOut: false });
    process.kill(Number(world.box.read('child')), 'SIGKILL');
  });
});

describe('a program as the source of a role', () => {
  test('its credentials assume the role, and each is kept by itself', async () => {
    const expiration = new Date(SOON);
    const arn = 'arn:aws:sts::444455556666:assumed-role/minted/x';
    const key = world.issuer.issue({ arn, accountId: '444455556666', kind: 'role', expiration });
    const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = key;
    const command = mint({ Version: 1, AccessKeyId, SecretAccessKey, SessionToken, Expiration: SOON });
    const args = ['creds', '--role-arn', roleArn, '--command', command];
    await expect(answerOf(world.box, args)).resolves.toMatchObject({ AccountId: '111122223333' });
    await answerOf(world.box, [...args, '--refresh']);
    expect(world.sts.calls.map(({ accessKeyId }) => accessKeyId)).toEqual([AccessKeyId, AccessKeyId]);
    expect(runs()).toHaveLength(1);
  });
});
