import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeExecWorld, type ExecWorld } from '../support/exec-world';
import { testWith } from '../support/needs';

const inBash = testWith(['linux', 'bash'], test);
const inZsh = testWith(['linux', 'bash', 'zsh'], test);

let world: ExecWorld;
beforeAll(async () => {
  world = await makeExecWorld();
});
afterAll(async () => await world.dispose());

describe('the status', () => {
  test.each([0, 1, 2, 3, 70, 130, 255])('%i of the child is that of brs', async (status) => {
    expect(await world.exec(['--', 'sh', '-c', `exit ${status}`])).toMatchObject({
      code: status,
      signal: null,
      stdout: '',
      stderr: '',
    });
  });

  test.each([
    ['HUP', 129],
    ['QUIT', 131],
    ['KILL', 137],
    ['USR1', 138],
    ['PIPE', 141],
    ['TERM', 143],
  ])('of a child ended by SIG%s is %i, as shells tell it', async (signal, status) => {
    const { code, stdout, stderr } = await world.exec(['--', 'sh', '-c', `kill -${signal} $$`]);
    expect({ code, stdout, stderr }).toEqual({ code: status, stdout: '', stderr: '' });
  });

  test('of a child ended by SIGINT is the same end: a shell sees that its loop was interrupted', async () => {
    expect(await world.exec(['--', 'sh', '-c', 'kill -INT $$'])).toMatchObject({ code: null, signal: 'SIGINT' });
  });
});

describe('a program that can not be started', () => {
  const cases: readonly [string, string, number, string][] = [
    ['is not there', 'no-such-program', 127, 'there is no program no-such-program'],
    ['is not at its path', './no/such', 127, 'there is no program ./no/such'],
    ['has no name', '', 127, "there is no program ''"],
    ['may not be run', './plain.txt', 126, "./plain.txt can't be started: spawn ./plain.txt EACCES"],
    ['is a folder', '/', 126, "/ can't be started: spawn / EACCES"],
    ['is below a file', './plain.txt/x', 126, "./plain.txt/x can't be started: spawn ENOTDIR"],
  ];
  test.each(cases)('for it %s', async (...row) => {
    const [, program, status, message] = row;
    world.box.write('plain.txt', 'echo no');
    const { code, stdout, stderr } = await world.exec(['--', program]);
    expect({ code, stdout }).toEqual({ code: status, stdout: '' });
    expect(stderr).toMatch(/^brs: error: .*\nbrs: hint: .*\n$/);
    expect(stderr).toContain(`brs: error: ${message}\n`);
  });
});

describe('a child whose credentials can not be had is never started', () => {
  const broken = `
[profile refused]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = nowhere
[profile unreachable]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base
endpoint_url = http://127.0.0.1:9
max_attempts = 1
[profile refusing]
credential_process = sh -c 'echo no >&2; exit 1'
`;
  const cases: readonly [string, number][] = [
    ['none', 3],
    ['refused', 3],
    ['refusing', 4],
    ['mfa', 5],
  ];
  test.each(cases)('profile %s: status %i', async (profile, status) => {
    const { box } = world;
    const before = box.read('.aws/config');
    box.config(`${before}${broken}`);
    const result = await box.run(['exec', '--profile', profile, '--', 'sh', '-c', 'echo ran; : > ran']);
    box.config(before);
    expect(result).toMatchObject({ code: status, stdout: '' });
    expect(result.stderr).toMatch(/brs: error: .*\nbrs: hint: .*\n$/);
    expect(existsSync(join(box.home, 'ran'))).toBe(false);
  });
});

describe('the command line', () => {
  const told = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  const node = [process.execPath, '-e', told];
  const awkward = ['', ' ', 'a b', '"q"', "it's", '$HOME', '*', '\\', 'ü €', 'a\nb', '-', ';', '--', '--help', '-h'];

  test('reaches the child word by word, unchanged', async () => {
    const words = [...awkward, '-p', 'x', '--profile', 'x', '--profile=x', '--debug', '--static', '--', '--version'];
    expect(JSON.parse((await world.exec(['--', ...node, '--', ...words])).stdout)).toEqual(words);
  });

  test('begins at the first word that is no option of brs, and its options are the command’s own', async () => {
    world.box.script('tell', `exec '${process.execPath}' -e '${told}' -- "$@"`);
    const words = ['--profile', 'x', '--help', '-p', 'y', '--', '--static', 'sub', '--no-prompt'];
    const { code, stdout } = await world.exec(['tell', ...words]);
    expect({ code, words: JSON.parse(stdout) as unknown }).toEqual({ code: 0, words });
  });

  test('may follow options of brs in every form, with and without --', async () => {
    for (const own of [
      ['-p', 'prod'],
      ['--profile=prod'],
      ['--static', '--profile', 'prod'],
      ['--profile', 'prod', '--'],
    ]) {
      const { stdout } = await world.box.run(['exec', ...own, 'sh', '-c', 'echo "$# $BRS_PROFILE"', 'sh', '--', 'b']);
      expect(stdout).toBe('2 prod\n');
    }
  });

  test('a first `--` is the end of the options of brs, a second one the name of a program', async () => {
    expect(await world.exec(['--', '--', 'true'])).toMatchObject({ code: 127 });
  });

  test('without a command it is $SHELL, and /bin/sh where there is none', async () => {
    const shell = world.box.script('my-shell', 'echo "mine with $# words"; exit 9');
    expect(await world.exec([], { env: { SHELL: shell } })).toMatchObject({ code: 9, stdout: 'mine with 0 words\n' });
    for (const SHELL of [undefined, '']) {
      const { code, stdout } = await world.exec(['--'], { env: { SHELL }, input: 'echo "$0"; exit 8\n' });
      expect({ code, stdout }).toEqual({ code: 8, stdout: '/bin/sh\n' });
    }
  });
});

describe('the standard streams', () => {
  inBash('carry binary data both ways, and not a byte of brs', async () => {
    const line =
      'head -c 5000001 /dev/urandom > in; set -o pipefail; ' +
      'cat in | brs exec --profile prod -- sh -c "tee copy | tee /dev/stderr" 2> err | cat > out; echo "$?"; ' +
      'cmp in copy; cmp in out; cmp in err';
    expect(await world.bash(line)).toEqual({ code: 0, stdout: '0\n', log: '0\n' });
  });

  inBash('are the same files as those of brs', async () => {
    const line =
      'echo text > in; for f in 0 1 2; do readlink /proc/self/fd/$f; done < in > without 2> err; ' +
      `brs exec --profile prod -- sh -c 'for f in 0 1 2; do readlink /proc/$$/fd/$f; done' < in > with 2> err; ` +
      'sed s/without/with/ without | cmp - with && cat with';
    const { stdout, log } = await world.bash(line);
    expect(log).toBe(['in', 'with', 'err'].map((name) => `${join(world.box.home, name)}\n`).join(''));
    expect(stdout).toBe(log);
  });

  inBash('are no terminal where there is none', async () => {
    const line = `: | brs exec --profile prod -- sh -c 'for f in 0 1 2; do test -t $f && echo $f; done' 2>&1 | cat`;
    expect(await world.bash(line)).toMatchObject({ code: 0, log: '' });
  });

  inBash('may be closed: the child reads an end, and goes on', async () => {
    const { code, log } = await world.bash(`brs exec --profile prod -- sh -c 'cat; echo over; exit 6' <&-`);
    expect({ code, log }).toEqual({ code: 6, log: 'over\n' });
  });

  inBash('end with their reader: `| head -1` ends a child that never would', async () => {
    const line = 'brs exec --profile prod -- yes | head -1; echo "${PIPESTATUS[0]}"';
    expect(await world.bash(line)).toEqual({ code: 0, stdout: 'y\n141\n', log: 'y\n141\n' });
  });

  inBash('let the one behind them read what brs left unread', async () => {
    const line = `printf 'one\\ntwo\\n' | { brs exec --profile prod -- sh -c 'read -r a; echo "$a"'; cat; }`;
    expect(await world.bash(line)).toMatchObject({ stdout: 'one\ntwo\n' });
  });

  inBash('have the others beside them that brs was given, and none of its own', async () => {
    const open = 'cat <&3; echo four >&4; echo five >&5; ls /proc/$$/fd > fds; sort -n fds | tr "\\n" " "';
    const given = '3< f3 4> f4 5> /dev/null';
    const line =
      `echo three > f3; brs exec --profile prod -- sh -c '${open}' ${given}; cat f4; ` +
      `sh -c '${open}' ${given}; cat f4; brs exec --profile prod -- cat <(echo substituted)`;
    const { stdout, log } = await world.bash(line);
    expect(log).toMatch(/^(three\n0 1 2 3 4 5 .*four\n)\1substituted\n$/);
    expect(stdout).toBe(log);
  });

  inZsh('have what zsh puts in the place of a command', async () => {
    const { log } = await world.bash(`zsh -fc 'brs exec --profile prod -- cat <(echo one) =(echo two) 3>&1'`);
    expect(log).toBe('one\ntwo\n');
  });
});
