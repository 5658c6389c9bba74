import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeExecWorld, type ExecWorld } from '../support/exec-world';
import { testWith } from '../support/needs';
import type { RunOptions, RunResult } from '../support/sandbox';
import { processesOf } from '../support/waiting';
import { roleArn } from '../support/world';

const inBash = testWith(['linux', 'bash'], test);

const names = ['team-a', 'team-bb', 'team-c', 'team-d'] as const;
const role = (name: string): string =>
  `[profile ${name}]\nrole_arn = ${roleArn}\nsource_profile = base\nrole_session_name = ${name}\n`;

let world: ExecWorld;
beforeEach(async () => {
  world = await makeExecWorld();
  world.box.config(`${world.box.read('.aws/config')}${names.map(role).join('')}`);
});
afterEach(async () => await world.dispose());

function execMany(words: readonly string[], options?: RunOptions): Promise<RunResult> {
  return world.box.run(['exec', '--profiles', ...words], options);
}

/** Rows of the summary: the profile, its status, and why. */
function rowsOf(stderr: string): string[][] {
  const lines = stderr.split('\n');
  const table = lines.slice(lines.findIndex((line) => line.startsWith('profile ')) + 1, -1);
  return table.map((line) => {
    const [, profile = '', status = '', why = ''] = /^(\S+) +(\d+) +(?:0|[1-9]\d*) s ?(.*)$/.exec(line) ?? [];
    return [profile, status, why.trim()];
  });
}

describe('a command for several profiles', () => {
  test('runs once for each that matches, each with credentials of its own, and the worst status is that of all', async () => {
    const script = 'echo "$BRS_PROFILE $#"; echo "to stderr" >&2; [ $BRS_PROFILE != team-c ] || exit 9';
    const { code, stdout, stderr } = await execMany(['team-*', '--', 'sh', '-c', script, 'sh', '', '--parallel', '*']);
    expect(code).toBe(9);
    expect(stdout.split('\n').sort()).toEqual([
      '',
      'team-a  | team-a 3',
      'team-bb | team-bb 3',
      'team-c  | team-c 3',
      'team-d  | team-d 3',
    ]);
    expect(
      stderr
        .split('\n')
        .filter((line) => line.endsWith('| to stderr'))
        .sort(),
    ).toEqual(names.map((name) => `${name.padEnd(7)} | to stderr`));
    expect(rowsOf(stderr)).toEqual(names.map((name) => [name, name === 'team-c' ? '9' : '0', '']));
    const sessions = world.sts.calls
      .map(({ params }) => params['RoleSessionName'])
      .filter((name) => names.includes(name as never));
    expect(sessions.sort()).toEqual([...names]);
  });

  test('one after the other keeps their order', async () => {
    const { stdout } = await execMany([
      'team-d,team-?,team-bb',
      '--parallel',
      '1',
      'sh',
      '-c',
      'echo 1; sleep 0.05; echo 2',
    ]);
    expect(stdout).toBe(names.map((name) => [1, 2].map((at) => `${name.padEnd(7)} | ${at}\n`).join('')).join(''));
  });

  test('has no standard input, and the endpoint of its profile', async () => {
    const script = 'cat; echo "$(readlink /proc/$$/fd/0) ${AWS_CONTAINER_CREDENTIALS_FULL_URI%:*}"';
    const { stdout } = await execMany(['team-a', '--', 'sh', '-c', script], { input: 'not for the children\n' });
    expect(stdout).toBe('team-a | /dev/null http://127.0.0.1\n');
  });

  test.each([1, 2, 3])('runs in no more than %i at a time, and in so many', async (most) => {
    const log = join(world.box.home, 'log');
    // Each waits for so many to have begun, so that fewer at a time would never end.
    const script = `
echo begin >> '${log}'
[ $BRS_PROFILE = team-d ] || until [ "$(grep -c begin '${log}')" -ge ${most} ]; do sleep 0.02; done
sleep 0.2; echo end >> '${log}'`;
    const { code } = await execMany(['team-*', '--parallel', String(most), '--', 'sh', '-c', script]);
    expect(code).toBe(0);
    let running = 0;
    const counts = world.box
      .read('log')
      .trim()
      .split('\n')
      .map((line) => (running += line === 'begin' ? 1 : -1));
    expect(Math.max(...counts)).toBe(most);
  });

  test('runs for the others where one can not be resolved or not be started, which the table tells', async () => {
    const broken = `[profile team-e]\nrole_arn = ${roleArn}\nsource_profile = nowhere\n[profile team-f]\ncredential_process = false\n`;
    world.box.config(`${world.box.read('.aws/config')}${broken}`);
    const { code, stdout, stderr } = await execMany([
      'team-[ab],team-a,team-e,team-f,mfa',
      '--',
      'sh',
      '-c',
      'echo ran',
    ]);
    expect({ code, stdout }).toEqual({ code: 5, stdout: 'team-a | ran\n' });
    expect(rowsOf(stderr)).toEqual([
      ['mfa', '5', expect.stringContaining('there is nobody to ask')],
      ['team-a', '0', ''],
      ['team-e', '3', expect.stringContaining('nowhere')],
      ['team-f', '4', expect.stringContaining('credential_process')],
    ]);
    const none = await execMany(['team-?', '--', './no-such-program']);
    expect({ code: none.code, stdout: none.stdout }).toEqual({ code: 127, stdout: '' });
    expect(rowsOf(none.stderr)[0]).toEqual(['team-a', '127', 'there is no program ./no-such-program']);
  });

  test('that nothing matches is refused', async () => {
    const { code, stdout, stderr } = await execMany(['nobody-*', '--', 'sh', '-c', 'echo ran']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^brs: error: no profile matches nobody-\*\nbrs: hint: profiles there: /);
  });
});

test.each([
  [['--profile', 'prod', '--profiles', 'team-*', 'true'], '--profile and --profiles exclude each other'],
  [['--parallel', '2', '--profile', 'prod', 'true'], '--parallel goes with --profiles'],
  [['--profiles', 'team-*', '--parallel', '0', 'true'], '--parallel must be a whole number'],
  [['--profiles', 'team-*', '--parallel', 'x', 'true'], '--parallel must be a whole number'],
  [['--profiles', 'team-*', '--parallel', '1000', 'true'], '--parallel must be a whole number'],
  [['--profiles', 'team-*'], '--profiles needs a command'],
  [['--profiles', 'team-*', '--'], '--profiles needs a command'],
  [['--profiles'], '--profiles needs a value'],
])('brs exec %j is refused with 2', async (words, message) => {
  const { code, stdout, stderr } = await world.box.run(['exec', ...words]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`brs: error: ${message}`);
});

/** Lines of all lengths, told apart, without an end behind the last one: some MiB. */
const MANY_LINES = `
const { writeSync } = require('node:fs');
const stream = Number(process.argv[2]);
let text = '';
for (let at = 0; at < 3000; at += 1) text += at + ' ' + process.env.BRS_PROFILE.repeat((at * 37) % 300) + ' ü\\n';
const bytes = Buffer.from(text + 'last');
for (let at = 0; at < bytes.length;) at += writeSync(stream, bytes.subarray(at, at + 7001));
`;

describe('the output of several', () => {
  const hashOf = (lines: readonly string[]): string => createHash('sha256').update(lines.join('\n')).digest('hex');
  const expected = (name: string): string[] => [
    ...Array.from({ length: 3000 }, (_, at) => `${at} ${name.repeat((at * 37) % 300)} ü`),
    'last',
  ];

  inBash('is never torn, however much it is, and whether the reader is slow', async () => {
    world.box.write('lines.js', MANY_LINES);
    const each = `'node "$HOME/lines.js" 1 & node "$HOME/lines.js" 2 >&2; wait'`;
    const line = `brs exec --profiles 'team-*' -- sh -c ${each} 2>&1 | { sleep 0.3; cat; } > all; echo "$PIPESTATUS"`;
    expect(await world.bash(line)).toMatchObject({ stdout: '0\n' });
    const all = world.box.read('all').split('\n');
    for (const name of names) {
      const lead = `${name.padEnd(7)} | `;
      const own = all.filter((text) => text.startsWith(lead)).map((text) => text.slice(lead.length));
      expect(own.length).toBe(2 * 3001);
      const wanted = expected(name);
      expect(hashOf([...own].sort())).toBe(hashOf([...wanted, ...wanted].sort()));
    }
    expect(all.length).toBe(4 * 2 * 3001 + 1 + names.length + 1);
  });

  inBash('ends with its reader: `| head -1` ends all, and those that had not begun', async () => {
    const line =
      `brs exec --profiles 'team-*' --parallel 2 -- sh -c 'echo $BRS_PROFILE >> begun; while echo line; do :; done' ` +
      '2> err | head -1; echo "${PIPESTATUS[1]}"';
    const { stdout } = await world.bash(line);
    expect(stdout).toMatch(/^team-(a |bb) \| line\n0\n$/);
    expect(processesOf(world.box)).toEqual([]);
    expect(world.box.read('begun').trim().split('\n').sort()).toEqual(['team-a', 'team-bb']);
  });

  test('of what a child left in the background is not waited for', async () => {
    const script = 'echo first; (until [ -e go ]; do echo more; sleep 0.02; done; : > ended) & exit 4';
    const { code, stdout } = await execMany(['team-a', '--', 'sh', '-c', script]);
    expect(code).toBe(4);
    expect(stdout).toMatch(/^team-a \| first\n(team-a \| more\n)*$/);
    world.box.write('go', '');
    expect(existsSync(join(world.box.home, 'ended'))).toBe(false);
  });
});
