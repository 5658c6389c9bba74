import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { putOnPath } from '../support/exec-world';
import { testWith } from '../support/needs';
import type { RunResult } from '../support/sandbox';
import { SECRET_SERVICE_PROGRAMS, startSecretService } from '../support/secret-service';
import { startProxy } from '../support/proxy';
import { startSts } from '../support/sts';
import { makeWorld, roleArn, type World } from '../support/world';

const onLinux = testWith(['linux'], test);
const withKeychain = testWith(SECRET_SERVICE_PROGRAMS, test);

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  const { box } = world;
  const [node, script] = [process.execPath, box.script('brs.js', '')];
  box.config(`[profile prod]
credential_process = ${node} ${script} creds --profile prod
brs_role_arn = ${roleArn}
brs_source_profile = base
region = eu-west-1
`);
});
afterEach(async () => await world.dispose());

interface Document {
  readonly findings: readonly { readonly code: string; readonly verdict: string; readonly what: string }[];
  readonly counts: Readonly<Record<string, number>>;
}

function isFound({ verdict }: { verdict: string }): boolean {
  return verdict === 'error' || verdict === 'warning';
}

async function found(...words: string[]): Promise<{ run: RunResult; codes: string[]; document: Document }> {
  const run = await world.box.run(['doctor', '--json', ...words]);
  expect(run.stderr).toBe('');
  const document = JSON.parse(run.stdout) as Document;
  return { run, document, codes: document.findings.filter(isFound).map(({ code }) => code) };
}

test('on a machine where all is well it ends with 0, having sent one unsigned request', async () => {
  const run = await world.box.run(['doctor']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toMatch(/nothing to mend\n$/);
  expect([world.sts.calls.length, world.sts.refusals.length]).toEqual([0, 1]);
});

test('it changes nothing: not the files, and no folder of brs is made', async () => {
  const before = world.box.files();
  await world.box.run(['doctor', '--verbose']);
  expect(world.box.files().filter(({ path }) => !path.startsWith('state/lock.salt'))).toEqual(before);
});

test('with --offline nothing is sent', async () => {
  expect((await found('--offline')).run.code).toBe(0);
  expect(world.sts.refusals).toEqual([]);
});

test.each([
  [0, []],
  [120, ['clock.off']],
  [-3_600, ['clock.far-off']],
])('by an STS whose clock is %d s ahead it finds %j', async (seconds, codes) => {
  world.sts.clockOffsetSeconds = seconds;
  const { run, codes: told } = await found();
  expect([run.code, told]).toEqual([codes.length === 0 ? 0 : 1, codes]);
});

test('an STS that is not there, or never answers, is told within its time', async () => {
  const deaf = createServer().listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  try {
    world.box.env['AWS_ENDPOINT_URL_STS'] = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
    const { codes, document, run } = await found();
    expect(codes).toEqual(['endpoint.unreachable']);
    expect(document.findings.find(isFound)?.what).toContain('no answer within 3 s');
    expect(run.ms).toBeLessThan(10_000);
  } finally {
    deaf.close();
  }
  world.box.env['AWS_ENDPOINT_URL_STS'] = 'http://127.0.0.1:1';
  expect((await found()).codes).toEqual(['endpoint.unreachable']);
});

test('a certificate that nobody vouches for is told, until its authority is in AWS_CA_BUNDLE', async () => {
  const pem = (name: string): string => readFileSync(new URL(`../support/tls/${name}`, import.meta.url), 'utf8');
  const sts = await startSts({ host: 'localhost', tls: { key: pem('server.key'), cert: pem('server.pem') } });
  try {
    world.box.env['AWS_ENDPOINT_URL_STS'] = sts.url;
    expect((await found()).codes).toEqual(['endpoint.certificate']);
    world.box.env['AWS_CA_BUNDLE'] = world.box.write('ca.pem', pem('ca.pem'));
    expect((await found()).codes).toEqual([]);
  } finally {
    await sts.close();
  }
});

test('the request goes over the proxy, as calls do, and a proxy that wants a password is told', async () => {
  const proxy = await startProxy({ credentials: 'ann:made-up' });
  try {
    world.box.env['HTTP_PROXY'] = proxy.url;
    world.box.env['NO_PROXY'] = '';
    expect((await found()).codes).toEqual(['proxy.refused']);
  } finally {
    await proxy.close();
  }
});

withKeychain('a locked keychain is told, with what to do; an open one is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'brs-d-'));
  const keychain = await startSecretService(folder);
  try {
    delete world.box.env['BRS_VAULT'];
    Object.assign(world.box.env, keychain.env);
    expect((await found('--offline')).codes).toEqual([]);
    await keychain.lock();
    const { codes, run } = await found('--offline');
    expect([codes, run.code]).toEqual([['vault.locked'], 1]);
    expect(run.stdout).toContain('BRS_VAULT=file');
    keychain.freeze();
    expect((await found('--offline')).codes).toEqual(['vault.silent']);
    keychain.thaw();
  } finally {
    await keychain.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

onLinux('what a killed `brs exec` left is found, and --fix removes it; what is in use stays', async () => {
  const { box } = world;
  putOnPath(box);
  const begin = async () => {
    const running = box.start([
      'exec',
      '--profile',
      'prod',
      '--token-file',
      '--',
      'sh',
      '-c',
      'echo begun; exec sleep 30',
    ]);
    await running.stdout.waitFor('begun');
    return running;
  };
  const killed = await begin();
  // brs alone, not its group: nobody is left to clean up.
  killed.child.kill('SIGKILL');
  const alive = await begin();
  // The second one has removed what the first one left; a third is killed for the doctor.
  const other = await begin();
  other.child.kill('SIGKILL');
  const left = () => box.files().filter(({ path }) => path.startsWith('state/exec/')).length;
  const before = left();
  expect((await found('--offline')).codes).toEqual(['leftover.exec']);
  expect(left()).toBe(before);
  expect((await found('--offline', '--fix')).run.code).toBe(0);
  expect(left()).toBe(before / 2);
  expect((await found('--offline')).codes).toEqual([]);
  for (const running of [killed, alive, other]) running.kill();
});

test('entries that nobody can read are counted, and --fix removes these alone', async () => {
  const { box } = world;
  await box.run(['creds', '--profile', 'prod']);
  box.write('state/vault/0000.entry', 'torn');
  expect((await found('--offline')).codes).toEqual(['vault.unreadable']);
  expect((await found('--offline', '--fix')).run.code).toBe(0);
  await box.run(['creds', '--profile', 'prod']);
  expect(world.sts.count('AssumeRole')).toBe(1);
});

test('entries under a passphrase that is not given now are left alone', async () => {
  const { box } = world;
  await box.run(['creds', '--profile', 'prod'], { env: { BRS_VAULT_PASSPHRASE: 'made-up' } });
  for (const env of [{ BRS_VAULT_PASSPHRASE: 'wrong' }, {}]) {
    const run = await box.run(['doctor', '--offline', '--fix'], { env });
    expect(run.stdout).toContain('vault.unreadable');
  }
  await box.run(['creds', '--profile', 'prod'], { env: { BRS_VAULT_PASSPHRASE: 'made-up' } });
  expect(world.sts.count('AssumeRole')).toBe(1);
});

test('what can’t be run at all ends as everywhere', async () => {
  expect(await world.box.run(['doctor', 'pord'])).toMatchObject({ code: 3, stdout: '' });
  expect(await world.box.run(['doctor', '--fixx'])).toMatchObject({ code: 2, stdout: '' });
});
