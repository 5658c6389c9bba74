import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeExecWorld, type ExecWorld } from '../support/exec-world';
import { testWith } from '../support/needs';
import type { Running } from '../support/sandbox';
import { brsOf, processesOf, until } from '../support/waiting';
import { user } from '../support/world';

const onLinux = testWith(['linux'], test);

/** Tells what it was given, then runs until there is a file `go` (or `go-2`), and tells its end in a file. */
const WAITING = `
printf '%s\\n%s\\n%s\\n' "$AWS_CONTAINER_CREDENTIALS_FULL_URI" "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" "$AWS_CONFIG_FILE"
echo begun
until [ -e "$1" ]; do sleep 0.02; done
echo "status to be" > "ended-$1"
exit 5`;

let world: ExecWorld;
beforeEach(async () => {
  world = await makeExecWorld();
  world.box.script('waiting', WAITING);
  // With credentials of its own [default] stands in the way: the child gets a config file.
  world.box.config(`${world.box.read('.aws/config')}\n[default]\naws_access_key_id = ${user.accessKeyId}\n`);
});
afterEach(async () => await world.dispose());

interface Given {
  running: Running;
  url: string;
  files: string[];
}

async function start(go = 'go'): Promise<Given> {
  const running = world.box.start(['exec', '--profile', 'prod', '--token-file', '--', 'waiting', go]);
  const [url = '', ...files] = (await running.stdout.waitFor('begun')).split('\n').slice(0, 3);
  expect(files.map((file) => file.startsWith(join(world.box.home, 'state', 'exec')))).toEqual([true, true]);
  return { running, url, files };
}

const areThere = (files: readonly string[]): boolean[] => files.map((file) => existsSync(file));

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    ({ status }) => status === 401,
    () => false,
  );
}

function folders(): string[] {
  return readdirSync(join(world.box.home, 'state', 'exec'));
}

describe('when the child has ended', () => {
  test('no process, no file and no port is left', async () => {
    const { running, url, files } = await start();
    expect([areThere(files), await answers(url), folders().length]).toEqual([[true, true], true, 1]);
    world.box.write('go', '');
    expect(await running.finished).toMatchObject({ code: 5, stderr: '' });
    expect([areThere(files), await answers(url), folders()]).toEqual([[false, false], false, []]);
    expect(brsOf(world.box)).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('by %s, nothing is left either', async (signal) => {
    const { running, url, files } = await start();
    running.child.kill(signal);
    await running.finished;
    expect([areThere(files), await answers(url), folders()]).toEqual([[false, false], false, []]);
  });

  test('a program that can not be started leaves nothing', async () => {
    const { code } = await world.exec(['--token-file', '--', 'no-such-program']);
    expect([code, folders()]).toEqual([127, []]);
  });

  onLinux('what it left in the background goes on, and brs does not wait for it', async () => {
    const script = '(until [ -e go ]; do sleep 0.02; done; echo over > background) > /dev/null 2>&1 & exit 3';
    expect(await world.exec(['--', 'sh', '-c', script])).toMatchObject({ code: 3 });
    expect(brsOf(world.box)).toEqual([]);
    expect(processesOf(world.box)).not.toEqual([]);
    world.box.write('go', '');
    await until(() => existsSync(join(world.box.home, 'background')), 'its end');
  });
});

describe('a brs that was killed', () => {
  test('leaves its child running, with the files it was given, until another one starts', async () => {
    const { running, url, files } = await start();
    running.child.kill('SIGKILL');
    await until(() => brsOf(world.box).length === 0, 'the end of brs');
    expect([areThere(files), await answers(url)]).toEqual([[true, true], false]);
    world.box.write('go', '');
    await running.finished;
    expect([world.box.read('ended-go'), areThere(files)]).toEqual(['status to be\n', [true, true]]);
    expect(await world.exec(['--', 'true'])).toMatchObject({ code: 0, stderr: '' });
    expect([areThere(files), folders()]).toEqual([[false, false], []]);
  });

  test('is all that others clear away after: the files of one that runs stay', async () => {
    const dead = await start('go-1');
    dead.running.child.kill('SIGKILL');
    await until(() => brsOf(world.box).length === 0, 'the end of brs');
    const lives = await start('go-2');
    const others = await Promise.all([1, 2, 3].map(() => world.exec(['--token-file', '--', 'true'])));
    expect(others.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect([areThere(dead.files), areThere(lives.files), await answers(lives.url)]).toEqual([
      [false, false],
      [true, true],
      true,
    ]);
    for (const go of ['go-1', 'go-2']) world.box.write(go, '');
    expect(await lives.running.finished).toMatchObject({ code: 5 });
    await dead.running.finished;
    expect(folders()).toEqual([]);
  });
});

test('many at a time leave nothing', async () => {
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, at) => world.exec(['--token-file', '--', 'sh', '-c', `exit ${at}`])),
  );
  expect(all.map(({ code, stderr }) => [code, stderr])).toEqual(all.map((_, at) => [at, '']));
  expect(folders()).toEqual([]);
});

test('a renewal that is under way does not keep brs once the child has ended', async () => {
  // The first credentials age at once; the request for the next ones is not answered.
  world.sts.lifetimeSeconds = 4;
  world.box.script('waiting', 'echo begun; until [ -e go ]; do sleep 0.02; done; exit 5');
  const running = world.box.start(['exec', '--profile', 'prod', '--refresh', '--', 'waiting']);
  await running.stdout.waitFor('begun');
  const before = world.sts.calls.length;
  world.sts.delayMs = 30_000;
  await until(() => world.sts.calls.length > before, 'a renewal');
  world.box.write('go', '');
  const ended = performance.now();
  expect(await running.finished).toMatchObject({ code: 5, stderr: '' });
  expect(performance.now() - ended).toBeLessThan(10_000);
});
