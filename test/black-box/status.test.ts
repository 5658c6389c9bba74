// `brs status` without the view, and `brs list`: a table for people, data for programs.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { runInTerminal, TERMINAL_PROGRAMS } from '../support/terminal';
import { putOnPath } from '../support/exec-world';
import { makeWorld, roleArn, type World } from '../support/world';

const inTerminal = testWith(TERMINAL_PROGRAMS, test);

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  const { box } = world;
  box.config(`${box.read('.aws/config')}\n[profile adrift]\nrole_arn = ${roleArn}\nsource_profile = nobody\n`);
  putOnPath(box);
  await box.run(['creds', '--profile', 'prod']);
});
afterAll(async () => await world.dispose());

async function printed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await world.box.run(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const table = `\
PROFILE  STATE      LEFT    SOURCE       ACCOUNT       ROLE
base     fresh      LASTS   static
prod     fresh      LASTS   assume-role  111122223333  Deploy
mfa      needs you          assume-role  111122223333  Deploy
adrift   failed
adrift: there is no profile nobody (named by profile adrift) → profiles there: base, prod, mfa, adrift
entries are kept in: file
`;

/** Lines with single blanks between columns: how wide those are depends on what is left. */
function columns(text: string): string[] {
  const lasts = text.replace(/never expires|\d+ (?:h|min|s)(?: \d+ (?:min|s))?/g, 'LASTS');
  return lasts
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ +/g, ' '));
}

describe('brs status as a table', () => {
  test('is what it is where stdout is no terminal', async () => {
    expect(columns(await printed('status'))).toEqual(columns(table));
  });

  test('has its columns in line', async () => {
    const lines = (await printed('status', '--plain')).split('\n').slice(0, 4);
    const at = lines[0]?.indexOf('SOURCE') ?? 0;
    expect(lines.slice(1, 3).map((line) => line.slice(at).split(' ')[0])).toEqual(['static', 'assume-role']);
  });

  inTerminal('is there with --plain at a terminal, too: no view is opened', async () => {
    const { box } = world;
    const terminal = runInTerminal({ command: 'brs', args: ['status', '--plain'], env: box.env, cwd: box.home });
    try {
      expect(await terminal.finished).toBe(0);
      expect(columns(terminal.output().replaceAll('\r', ''))).toEqual(columns(table));
    } finally {
      await terminal.dispose();
    }
  });

  inTerminal('is there where stdin is no terminal', async () => {
    const { box } = world;
    const args = ['-c', 'brs status < /dev/null'];
    const terminal = runInTerminal({ command: 'sh', args, env: box.env, cwd: box.home });
    try {
      expect(await terminal.finished).toBe(0);
      expect(columns(terminal.output().replaceAll('\r', ''))).toEqual(columns(table));
    } finally {
      await terminal.dispose();
    }
  });

  test('asks nobody and sends nothing', async () => {
    const before = world.sts.calls.length;
    for (const args of [['status'], ['status', '--json'], ['list']]) await printed(...args);
    expect(world.sts.calls).toHaveLength(before);
  });
});

test('brs list is the same table, short', async () => {
  expect(columns(await printed('list'))).toEqual([
    'PROFILE STATE LEFT',
    'base fresh LASTS',
    'prod fresh LASTS',
    'mfa needs you',
    'adrift failed',
  ]);
});

describe('brs status --json', () => {
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const print = expect.stringMatching(/^[0-9a-f]{40}$/);

  test('has the documented shape', async () => {
    const { store, why, profiles } = JSON.parse(await printed('status', '--json')) as Record<string, unknown>;
    expect({ store, why }).toEqual({ store: 'file', why: undefined });
    const base = { source: 'static', profile: 'base', what: 'AKIAEXAMPLEANN000001', kept: false, fingerprint: print };
    const role = { source: 'assume-role', what: roleArn, kept: true, fingerprint: print };
    const common = { source: 'assume-role', account: '111122223333', role: roleArn, region: 'eu-west-1' };
    expect(profiles).toEqual([
      { profile: 'base', state: 'fresh', source: 'static', region: 'eu-west-1', steps: [base] },
      {
        profile: 'prod',
        state: 'fresh',
        ...common,
        obtained: time,
        expires: time,
        secondsLeft: expect.any(Number),
        ageing: time,
        stale: time,
        steps: [base, { ...role, profile: 'prod', freshness: 'fresh', expires: time }],
      },
      {
        profile: 'mfa',
        state: 'needs you',
        ...common,
        steps: [
          base,
          { ...role, source: 'mfa-session', profile: expect.any(String), what: expect.stringContaining(':mfa/ann') },
          { ...role, profile: 'mfa' },
        ],
      },
      {
        profile: 'adrift',
        state: 'failed',
        source: '',
        error: {
          message: 'there is no profile nobody (named by profile adrift)',
          hint: 'profiles there: base, prod, mfa, adrift',
        },
        steps: [],
      },
    ]);
  });

  test('tells a failure with its time, and when a refresh in the background may begin', async () => {
    const { box, sts } = world;
    sts.roles.set(roleArn, { trusted: () => false });
    expect((await box.run(['creds', '--profile', 'prod', '--refresh'])).code).not.toBe(70);
    sts.roles.clear();
    const { profiles } = JSON.parse(await printed('status', '--json')) as { profiles: unknown[] };
    expect(profiles[1]).toMatchObject({ state: 'fresh', error: { message: expect.stringContaining('AccessDenied') } });
  });

  test('says why a stronger store was passed over', async () => {
    const { stdout } = await world.box.run(['status', '--json'], { env: { BRS_VAULT: undefined } });
    expect(JSON.parse(stdout)).toMatchObject({ store: 'file', why: expect.any(String) });
  });

  test('is one line and holds no secret', async () => {
    const text = await printed('status', '--json');
    expect(text).toMatch(/^\{.*\}\n$/);
    for (const { secretAccessKey, sessionToken } of world.issuer.keys.values()) {
      expect(text).not.toContain(secretAccessKey);
      if (sessionToken !== undefined) expect(text).not.toContain(sessionToken);
    }
  });
});

describe('an empty config', () => {
  test.each([[['status']], [['status', '--plain']]])('%j says how to begin', async (args) => {
    const empty = await makeWorld();
    try {
      empty.box.config('');
      empty.box.credentials('');
      const { code, stdout } = await empty.box.run(args);
      expect(code).toBe(0);
      expect(stdout).toContain(`There are no profiles in ${empty.box.home}/.aws/config yet`);
      expect(stdout).toContain('credential_process = brs creds --profile prod');
      expect(JSON.parse((await empty.box.run(['status', '--json'])).stdout)).toEqual({ store: 'file', profiles: [] });
      expect((await empty.box.run(['list'])).stdout).toBe('PROFILE  STATE  LEFT\n');
    } finally {
      await empty.dispose();
    }
  });
});

test('a vault that can not be read is told, and what the files say is there all the same', async () => {
  const { code, stdout } = await world.box.run(['status', '--json'], { env: { BRS_VAULT: 'keychain' } });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    store: 'none',
    why: expect.stringContaining('keychain'),
    profiles: [{ profile: 'base' }, { profile: 'prod', state: 'failed' }, { profile: 'mfa' }, { profile: 'adrift' }],
  });
});
