import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { testWith } from '../support/needs';
import { programUnderTest } from '../support/sandbox';
import { runInTerminal, TERMINAL_PROGRAMS } from '../support/terminal';
import { makeWorld, roleArn, user, type World } from '../support/world';

/** What once went wrong, each as it showed. */
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => await world.dispose());

const creds = async (...args: string[]) => await world.box.run(['creds', '--profile', 'prod', ...args]);

/** Date.now of the program, off by so many milliseconds. */
function clockOff(ms: number): Record<string, string> {
  const code = `const now = Date.now; Date.now = () => now() + ${ms};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

test('a failure under a clock that was ahead is not the failure of those who come after', async () => {
  world.sts.failNext(1, { status: 403, code: 'AccessDenied', message: 'no' });
  const ahead = await world.box.run(['creds', '--profile', 'prod', '--max-attempts', '1'], { env: clockOff(200_000) });
  expect(ahead.code).toBe(4);
  expect(await creds()).toMatchObject({ code: 0 });
});

test('an endpoint that switches protocols is a failure, not an empty success', async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', () =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const env = { AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const limits = ['--connect-timeout-seconds', '1', '--read-timeout-seconds', '1', '--retry-seconds', '1'];
  const result = await world.box.run(['creds', '--profile', 'prod', ...limits], { env });
  for (const socket of sockets) socket.destroy();
  server.close();
  expect(result).toMatchObject({ code: 4, stdout: '', timedOut: false });
});

testWith(TERMINAL_PROGRAMS, test)('a run that may not ask does not stop one that may', async () => {
  world.sts.acceptCode('112233');
  expect(await world.box.run(['creds', '--profile', 'mfa', '--no-prompt'])).toMatchObject({ code: 5 });
  const { command, args } = programUnderTest();
  const brs = [command, ...args, 'creds', '--profile', 'mfa'].map((word) => `'${word}'`).join(' ');
  const script = `${brs} > out 2> err`;
  const terminal = runInTerminal({ command: 'sh', args: ['-c', script], env: world.box.env, cwd: world.box.home });
  await terminal.waitFor('(profile mfa): ');
  terminal.type('112233\r');
  expect(await terminal.finished).toBe(0);
});

test('two roles behind one device never send the same code', async () => {
  const config = ['One', 'Two'].map(
    (name) => `
[profile ${name}]
role_arn = ${roleArn}${name}
source_profile = base
mfa_serial = ${user.mfaSerial}
brs_mfa_session = false
mfa_process = ${world.box.script('code', 'echo 123456')}
`,
  );
  world.box.config(`${world.box.read('.aws/config')}\n${config.join('\n')}`);
  world.sts.acceptCode('123456');
  world.sts.delayMs = 300;
  const running = ['One', 'Two'].map((name) => world.box.start(['creds', '--profile', name]));
  // The first gets its answer; the other waits for the next code, which never comes here.
  const first = await Promise.race(running.map(({ finished }) => finished));
  expect(first.code).toBe(0);
  for (const { kill } of running) kill('SIGKILL');
  expect(world.sts.calls.filter(({ params }) => params['TokenCode'] === '123456')).toHaveLength(1);
});

test('a code is remembered also after another one was used', async () => {
  for (const code of ['111111', '222222']) {
    world.sts.acceptCode(code);
    await world.box.run(['clear', '--profile', 'mfa']);
    expect(await world.box.run(['creds', '--profile', 'mfa', '--mfa-token', code])).toMatchObject({ code: 0 });
  }
  await world.box.run(['clear', '--profile', 'mfa']);
  const again = await world.box.run(['creds', '--profile', 'mfa', '--mfa-token', '111111']);
  expect(again).toMatchObject({ code: 5, stdout: '' });
});

/** A script in which `brs` is the program under test, run in the sandbox without it as the caller. */
async function shell(script: string): Promise<void> {
  const { command, args } = programUnderTest();
  const brs = [command, ...args].map((word) => `'${word}'`).join(' ');
  const whole = `brs() { ${brs} "$@"; }\n${script}`;
  await promisify(execFile)('sh', ['-c', whole], { env: world.box.env, cwd: world.box.home });
}

test('a working directory that is gone is no matter', async () => {
  await creds();
  await shell('mkdir gone && cd gone && rmdir ../gone && brs creds --profile prod > "$HOME/out" 2> "$HOME/err"');
  expect(world.box.read('err')).toBe('');
  expect(JSON.parse(world.box.read('out'))).toMatchObject({ Version: 1 });
});

test('a variable that a shell line sets is shown nowhere', async () => {
  world.box.config('[profile x]\ncredential_process = TOKEN=made-up-hidden /nowhere/mint\n');
  const { code, stderr } = await world.box.run(['creds', '--profile', 'x']);
  expect(code).toBe(4);
  expect(stderr).toContain('credential_process a command ended with status 127');
  const found = world.box
    .files()
    .filter(({ path, text }) => path.startsWith('state') && text.includes('made-up-hidden'));
  expect(found).toEqual([]);
});

test('Ctrl-C while another brs is at work is heard at once', async () => {
  world.sts.delayMs = 8_000;
  const holder = world.box.start(['creds', '--profile', 'prod']);
  while (world.sts.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const waiter = world.box.start(['creds', '--profile', 'prod']);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  waiter.kill('SIGINT');
  expect(await Promise.race([waiter.finished, holder.finished])).toMatchObject({ code: 130, stdout: '' });
  holder.kill('SIGKILL');
});

test('a profile whose own line says by flags where its credentials come from is a source', async () => {
  const { command, args } = programUnderTest();
  const brs = [command, ...args].map((word) => `"${word}"`).join(' ');
  const line = `${brs} creds --role-arn ${roleArn} --source-profile base`;
  world.box.config(`${world.box.read('.aws/config')}\n[profile byflags]\ncredential_process = ${line}\n`);
  expect(await world.box.run(['creds', '--profile', 'byflags'])).toMatchObject({ code: 0, stderr: '' });
});

/** The command lines of all processes, for a program that nothing else would start so. */
function commandLines(): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  });
}

testWith(['linux'], test)('a time limit ends what the program started, too', async () => {
  world.box.config('[profile x]\ncredential_process = sleep 6137; echo never\nbrs_command_timeout_seconds = 1\n');
  expect(await world.box.run(['creds', '--profile', 'x'])).toMatchObject({ code: 4, stdout: '' });
  expect(commandLines().filter((line) => line.startsWith('sleep\u00006137'))).toEqual([]);
});

testWith(['linux'], test)('an output that is full has its status, and a full stderr costs nothing', async () => {
  await creds();
  await shell(`
    brs creds --profile prod > /dev/full 2> err; echo $? > statuses
    brs creds --profile nope 2> /dev/full; echo $? >> statuses
    brs creds --profile prod --debug 2> /dev/full > kept; echo $? >> statuses
  `);
  expect(world.box.read('statuses')).toBe('3\n3\n0\n');
  expect(world.box.read('err')).toContain("stdout can't be written (ENOSPC)");
  expect(JSON.parse(world.box.read('kept'))).toMatchObject({ Version: 1 });
});
