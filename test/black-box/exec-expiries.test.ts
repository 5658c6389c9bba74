import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { testWith } from '../support/needs';
import { startS3, type S3 } from '../support/s3';
import { makeWorld, sampleConfig, type World } from '../support/world';
import { processesIn, until } from './hiding';

const lifetimeSeconds = 9;
/** More than five lifetimes. */
const loopSeconds = 52;

/** The JavaScript SDK remarks on old Node versions. */
const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

let world: World;
let s3: S3;

beforeEach(async () => {
  world = await makeWorld({ lifetimeSeconds });
  s3 = await startS3({ issuer: world.issuer });
});

afterEach(async () => {
  await s3.close();
  await world.dispose();
});

const PYTHON = `
import boto3, sys, time
s3 = boto3.client('s3')
end, count = time.time() + float(sys.argv[1]), 0
while time.time() < end:
    found = s3.list_objects_v2(Bucket='loopback')
    assert [item['Key'] for item in found['Contents']] == ['folder/deep.txt', 'hello.txt']
    count += 1
    time.sleep(0.3)
print('python', count, 'done', flush=True)
`;

const JAVASCRIPT = `
const { STSClient, GetCallerIdentityCommand } = require(process.argv[2]);
const end = Date.now() + 1000 * process.argv[3];
(async () => {
  const client = new STSClient({ maxAttempts: 1 });
  let count = 0;
  while (Date.now() < end) {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (!Arn.includes(':assumed-role/Deploy/')) throw new Error('by ' + Arn);
    count += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  console.log('javascript', count, 'done');
})();
`;

const CLI = `
count=0
end=$(($(date +%s) + $1))
while [ "$(date +%s)" -lt "$end" ]; do
  aws s3api head-bucket --bucket loopback || exit 1
  count=$((count + 1))
done
echo cli $count done
`;

/** All three side by side; fails when one of them does. */
const ALL = `
"$@" & one=$!
python3 list.py "$SECONDS_TO_GO" & two=$!
scripts/cli "$SECONDS_TO_GO" & three=$!
status=0
for pid in $one $two $three; do wait "$pid" || status=1; done
exit $status
`;

function command(): string[] {
  world.box.write('list.py', PYTHON);
  world.box.script('cli', CLI);
  const asking = world.box.write('ask.cjs', JAVASCRIPT);
  const sdk = createRequire(import.meta.url).resolve('@aws-sdk/client-sts');
  return [world.box.script('all', ALL), process.execPath, asking, sdk, String(loopSeconds)];
}

const keysOf = (calls: readonly { readonly accessKeyId: string }[]) =>
  new Set(calls.map(({ accessKeyId }) => accessKeyId));
const failed = (calls: readonly { readonly status: number }[]) => calls.filter(({ status }) => status !== 200);

testWith(['linux', 'python3:boto3', 'aws'], test)(
  'boto3, the JavaScript SDK and the AWS CLI work through five expiries under one brs without a failed request',
  async () => {
    const env = { AWS_ENDPOINT_URL_S3: s3.url, SECONDS_TO_GO: String(loopSeconds), AWS_MAX_ATTEMPTS: '1', ...quiet };
    const running = world.box.start(['exec', '--profile', 'prod', '--', ...command()], { env, timeoutMs: 110_000 });
    const descriptors = () => readdirSync(`/proc/${running.child.pid ?? 0}/fd`).length;
    await until(() => world.sts.count('AssumeRole') >= 3, 'the second renewal');
    const before = descriptors();
    await sleep((loopSeconds - 4 * lifetimeSeconds) * 1_000);
    expect(descriptors()).toBeLessThanOrEqual(before + 5);
    const { code, stdout, stderr } = await running.finished;
    expect([code, stderr]).toEqual([0, '']);
    for (const name of ['python', 'javascript', 'cli'])
      expect(stdout).toMatch(new RegExp(`^${name} \\d{2,} done$`, 'm'));

    expect([failed(s3.calls), failed(world.sts.calls), world.sts.refusals]).toEqual([[], [], []]);
    const identity = world.sts.calls.filter(({ action }) => action === 'GetCallerIdentity');
    for (const keys of [keysOf(s3.calls), keysOf(identity)]) expect(keys.size).toBeGreaterThanOrEqual(6);

    // One renewal at about half of each lifetime, and never two for the same.
    const renewals = world.sts.calls.filter(({ action }) => action === 'AssumeRole').map(({ at }) => at);
    const gaps = renewals.slice(1).map((at, index) => (at - (renewals[index] ?? 0)) / 1_000);
    expect(renewals.length).toBeGreaterThanOrEqual(Math.floor(loopSeconds / lifetimeSeconds));
    expect(Math.min(...gaps)).toBeGreaterThan(lifetimeSeconds / 4);
    expect(Math.max(...gaps)).toBeLessThan(lifetimeSeconds);
    expect(world.box.files().find(({ path }) => path === 'state/brs.log')).toBeUndefined();
  },
  120_000,
);

/** Waits for the renewal to be under way, lets the child end, and tells how long brs stayed after it. */
async function endDuring(isUnderWay: () => boolean): Promise<number> {
  const child = world.box.script('wait', 'until [ -e go ]; do sleep 0.1; done; exit 5');
  const running = world.box.start(['exec', '--profile', 'prod', '--', child], { timeoutMs: 100_000 });
  await until(isUnderWay, 'the renewal');
  world.box.write('go', '');
  const since = performance.now();
  expect(await running.finished).toMatchObject({ code: 5, stderr: '' });
  return performance.now() - since;
}

testWith(['linux'], test)('a renewal that hangs at STS does not keep brs when the child has ended', async () => {
  const calls = () => world.sts.count('AssumeRole');
  const ms = await endDuring(() => {
    if (calls() === 1) world.sts.delayMs = 600_000;
    return calls() === 2;
  });
  expect(ms).toBeLessThan(3_000);
});

testWith(['linux'], test)('nor does a script that hangs, which ends with brs', async () => {
  const in9s = "$(date -u -d '+9 sec' +%Y-%m-%dT%H:%M:%SZ)";
  const document =
    '{"Version":1,"AccessKeyId":"AKIAEXAMPLEMINTED001","SecretAccessKey":"made-up/key","SessionToken":"made-up/token","Expiration":"%s"}';
  const mint = `if [ -e minted ]; then touch hanging; sleep 600 & wait; fi; touch minted; printf '${document}' "${in9s}"`;
  world.box.config(`${sampleConfig.replaceAll('[profile prod]', '[profile other]')}
[profile prod]
brs_command = ${world.box.script('mint', mint)}
region = eu-west-1
`);
  const exists = () => world.box.files().some(({ path }) => path === 'hanging');
  expect(await endDuring(exists)).toBeLessThan(5_000);
  await until(() => processesIn(world.box.home).size === 0, 'the script to end');
});
