import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { startS3, type S3 } from '../support/s3';
import { programUnderTest } from '../support/sandbox';
import { Daemon } from '../support/terminal';
import { makeWorld, roleArn, type World } from '../support/world';

/** The first credentials live so long: enough to be used once, and not long to wait for. */
const SHORT_SECONDS = 10;
const LIMIT_MS = 120_000;
const PROFILE = { AWS_PROFILE: 'prod' };

let world: World;
let s3: S3;
const daemons: Daemon[] = [];

function config(): string {
  const { command, args } = programUnderTest();
  // Quotes only where they are needed: Go's SDK v1 drops all that follows a value's opening quoted word.
  const words = [command, ...args].map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
  return `
[profile base]
region = eu-west-1

[profile prod]
credential_process = ${words} creds --profile prod
brs_role_arn       = ${roleArn}
brs_source_profile = base
region             = eu-west-1
`;
}

beforeEach(async () => {
  world = await makeWorld({ lifetimeSeconds: SHORT_SECONDS });
  world.box.config(config());
  s3 = await startS3({ issuer: world.issuer });
});

afterEach(async () => {
  await Promise.all(daemons.splice(0).map((daemon) => daemon.end()));
  await s3.close();
  await world.dispose();
});

function start(program: string, args: readonly string[]): Daemon {
  const daemon = new Daemon(program, args, { ...world.box.env, ...PROFILE, AWS_ENDPOINT_URL_S3: s3.url });
  daemons.push(daemon);
  return daemon;
}

async function run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const options = { env: { ...world.box.env, ...PROFILE, ...env }, timeout: LIMIT_MS };
  return (await promisify(execFile)(program, args, options)).stdout;
}

/** Waits until everything that was issued so far has expired; what is issued from then on lives as long as at AWS. */
async function pastExpiry(): Promise<void> {
  world.sts.lifetimeSeconds = undefined;
  const ends = [...world.issuer.keys.values()].map((key) => key.expiration?.getTime() ?? 0);
  const left = Math.max(...ends) - Date.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, left) + 100));
}

/** The key of the last call; nothing was refused, and every role was assumed by brs and nobody else. */
function lastKey(calls: readonly { accessKeyId: string; status: number }[]): string {
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
  expect(world.sts.refusals).toEqual([]);
  const assumed = world.sts.calls.filter(({ action }) => action === 'AssumeRole');
  expect(assumed.length).toBeGreaterThan(0);
  expect(assumed.filter(({ userAgent, status }) => !userAgent.includes('app/brs') || status !== 200)).toEqual([]);
  return calls.at(-1)?.accessKeyId ?? '';
}

/** Two listings with an expiry between them: other credentials at the second, which are not the person's own. */
async function listTwice(list: () => Promise<void>, calls: () => typeof s3.calls): Promise<void> {
  await list();
  const first = lastKey(calls());
  const before = calls().length;
  await pastExpiry();
  await list();
  const second = lastKey(calls());
  expect(calls().length).toBeGreaterThan(before);
  expect(new Set([first, second]).size).toBe(2);
  expect([first, second].map((id) => world.issuer.find(id)?.kind)).toEqual(['role', 'role']);
}

/** Has a program that lists at each line of its input list twice. */
async function listTwiceIn(daemon: Daemon, calls: () => typeof s3.calls): Promise<void> {
  let round = 0;
  const list = async (): Promise<void> => {
    round += 1;
    daemon.child.stdin?.write('again\n');
    await daemon.stdout.waitFor(`listing ${round} done`, LIMIT_MS).catch((error: unknown) => {
      throw new Error(`${String(error)}; ${daemon.log}`);
    });
  };
  await listTwice(list, calls);
}

const PYTHON = `
import boto3, sys
s3 = boto3.client('s3')
for round, _ in enumerate(iter(sys.stdin.readline, ''), 1):
    found = s3.list_objects_v2(Bucket='loopback')
    assert [item['Key'] for item in found['Contents']] == ['folder/deep.txt', 'hello.txt']
    print('listing', round, 'done', flush=True)
`;

const JAVASCRIPT = `
const { STSClient, GetCallerIdentityCommand } = require(process.argv[2]);
const client = new STSClient({});
let round = 0;
require('node:readline').createInterface({ input: process.stdin }).on('line', async () => {
  const { Arn } = await client.send(new GetCallerIdentityCommand({}));
  round += 1;
  console.log('listing', round, Arn.includes(':assumed-role/Deploy/') ? 'done' : 'by ' + Arn);
});
`;

testWith(['linux', 'python3:boto3'], test)(
  'a client of boto3 goes on listing after its credentials have expired',
  async () => {
    const script = world.box.write('list.py', PYTHON);
    await listTwiceIn(start('python3', [script]), () => s3.calls);
  },
  LIMIT_MS,
);

test(
  'a client of the AWS SDK for JavaScript goes on asking after its credentials have expired',
  async () => {
    const script = world.box.write('list.cjs', JAVASCRIPT);
    const sdk = createRequire(import.meta.url).resolve('@aws-sdk/client-sts');
    const asked = (): typeof s3.calls =>
      world.sts.calls
        .filter(({ action }) => action === 'GetCallerIdentity')
        .map((call) => ({ ...call, method: 'POST', path: '/' }));
    await listTwiceIn(start(process.execPath, [script, sdk]), asked);
  },
  LIMIT_MS,
);

testWith(['linux', 'aws'], test)(
  'the AWS CLI lists with new credentials once the ones in the vault have expired',
  async () => {
    const list = async (): Promise<void> => {
      const args = ['s3api', 'list-objects-v2', '--bucket', 'loopback', '--output', 'json', '--endpoint-url', s3.url];
      const { Contents } = JSON.parse(await run('aws', args)) as { Contents: { Key: string }[] };
      expect(Contents.map(({ Key }) => Key)).toEqual(['folder/deep.txt', 'hello.txt']);
    };
    await listTwice(list, () => s3.calls);
  },
  LIMIT_MS,
);

testWith(['linux', 'rclone'], test)(
  'rclone, a Go program, lists with new credentials once the ones in the vault have expired',
  async () => {
    const env = {
      RCLONE_CONFIG: world.box.write('rclone.conf', ''),
      RCLONE_CONFIG_LOOP_TYPE: 's3',
      RCLONE_CONFIG_LOOP_PROVIDER: 'Other',
      RCLONE_CONFIG_LOOP_ENV_AUTH: 'true',
      RCLONE_CONFIG_LOOP_REGION: 'eu-west-1',
      RCLONE_CONFIG_LOOP_ENDPOINT: s3.url,
      RCLONE_CONFIG_LOOP_FORCE_PATH_STYLE: 'true',
    };
    const list = async (): Promise<void> => {
      const found = await run('rclone', ['lsf', '-R', '--retries', '1', 'loop:loopback'], env);
      expect(found.trim().split('\n').sort()).toEqual(['folder/', 'folder/deep.txt', 'hello.txt']);
    };
    await listTwice(list, () => s3.calls);
  },
  LIMIT_MS,
);
