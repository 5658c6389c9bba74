import { afterAll, describe, expect, test } from '@jest/globals';
import { readVariables } from '../../src/config/environment';
import { loadSharedConfig } from '../../src/config/files';
import { flagsOnly, type Flags } from '../../src/config/profile';
import { ConfigError } from '../../src/core/errors';
import { makePlan } from '../../src/session/plan';
import type { Environment } from '../../src/system/system';
import { caught, makeFakeSystem, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

const keys = 'aws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up';
const base = `[profile base]\n${keys}\n`;

interface Request {
  readonly config?: string;
  readonly name?: string;
  readonly named?: boolean;
  readonly flags?: Flags;
  readonly env?: Environment;
  readonly inherited?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

async function plan({
  config = base,
  name = 'a',
  named = true,
  flags = {},
  env = {},
  inherited = [],
  ...rest
}: Request) {
  const system = makeFakeSystem({ env, ...rest });
  system.file('.aws/config', config);
  const shared = await loadSharedConfig(system);
  return makePlan({ name, named, flags, config: shared, variables: readVariables(env, system), system, inherited });
}

/** `source profile` of every step. */
async function steps(request: Request): Promise<string> {
  return (await plan(request)).steps.map(({ source, profile }) => `${source} ${profile}`).join(' → ');
}

async function fault(request: Request): Promise<ConfigError> {
  const error = await caught(() => plan(request));
  expect(error).toBeInstanceOf(ConfigError);
  return error as ConfigError;
}

describe('inside one profile', () => {
  const everything = ['brs_source = environment', 'brs_command = mint', 'credential_process = mint', keys];
  const env = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000002', AWS_SECRET_ACCESS_KEY: 'made-up' };

  test.each([
    [0, 'environment a'],
    [1, 'custom a'],
    [2, 'custom a'],
    [3, 'static a'],
  ])('the first of source, command, credential_process and keys counts: without %d of them', async (from, expected) => {
    expect(await steps({ config: `[profile a]\n${everything.slice(from).join('\n')}`, env })).toBe(expected);
  });

  test('a role goes before all of them, and they are who assumes it', async () => {
    for (const from of [0, 1, 2, 3]) {
      const config = `[profile a]\nrole_arn = arn:r\n${everything.slice(from).join('\n')}`;
      expect(await steps({ config, env })).toMatch(/^\w+ a → assume-role a$/);
    }
  });

  test('brs_command runs without a shell, credential_process through one', async () => {
    const settings = async (line: string) => (await plan({ config: `[profile a]\n${line}` })).steps[0]?.settings;
    expect(await settings('brs_command = mint "a b"\nbrs_command_timeout_seconds = 5')).toEqual({
      command: ['mint', 'a b'],
      timeoutSeconds: 5,
      key: 'brs_command',
    });
    expect(await settings('credential_process = mint "a b" | cat')).toEqual({
      command: { shell: 'mint "a b" | cat' },
      timeoutSeconds: 60,
      key: 'credential_process',
    });
  });
});

describe('a credential_process that is brs itself', () => {
  const role = 'brs_role_arn = arn:r\nbrs_source_profile = base';

  test.each([
    'brs creds --profile a',
    'brs creds -p a',
    'brs creds --profile=a',
    'brs creds',
    '/usr/local/bin/brs creds --profile a',
    '"/opt/my tools/brs" creds --profile "a"',
    'node /lib/aws-brs/bin/brs.js creds --profile a',
    'npx aws-brs creds --profile a',
  ])('is passed over: %s', async (line) => {
    expect(await steps({ config: `${base}[profile a]\ncredential_process = ${line}\n${role}` })).toBe(
      'static base → assume-role a',
    );
  });

  test.each(['C:\\tools\\brs.exe creds --profile a', '"C:\\Program Files\\brs.cmd" creds --profile a'])(
    'is passed over on Windows: %s',
    async (line) => {
      const config = `[profile a]\ncredential_process = ${line}\n${keys}`;
      expect(await steps({ config, platform: 'win32' })).toBe('static a');
    },
  );

  test('leaves nothing where there is nothing else', async () => {
    const { message } = await fault({ config: '[profile a]\ncredential_process = brs creds --profile a' });
    expect(message).toBe(
      'profile a says nowhere where its credentials come from (its credential_process is brs itself)',
    );
  });

  test('is run where it is for another profile', async () => {
    expect(await steps({ config: '[profile a]\ncredential_process = brs creds --profile b' })).toBe('custom a');
  });
});

describe('a chain', () => {
  test('of any length is walked to its end', async () => {
    const links = Array.from(
      { length: 30 },
      (_, n) => `[profile p${n}]\nrole_arn = arn:${n}\nsource_profile = p${n + 1}\n`,
    );
    const { steps: found, path } = await plan({ config: `${links.join('')}[profile p30]\n${keys}`, name: 'p0' });
    expect(found.map(({ source }) => source)).toEqual(['static', ...links.map(() => 'assume-role')]);
    expect(found.map(({ profile }) => profile)).toEqual([...path].reverse());
  });

  test('never changes with the order of the sections', async () => {
    const sections = [
      '[profile a]\nrole_arn = arn:a\nsource_profile = b\n',
      '[profile b]\nrole_arn = arn:b\nsource_profile = base\n',
      base,
    ];
    expect(await steps({ config: sections.join('') })).toBe(await steps({ config: [...sections].reverse().join('') }));
  });

  test('that a process above is walking already is refused with the whole path', async () => {
    const config = `[profile a]\nrole_arn = arn:a\nsource_profile = b\n[profile b]\n${keys}`;
    for (const inherited of [['a', 'x'], ['b']]) {
      const { message } = await fault({ config, inherited });
      expect(message).toBe(
        `these profiles need each other's credentials: ${[...inherited, ...(inherited[0] === 'b' ? ['a', 'b'] : ['a'])].join(' → ')}`,
      );
    }
  });

  test('without a profile of its own is not taken for the one of another process', async () => {
    const flags = { role_arn: 'arn:r', source_profile: 'base' };
    expect(await steps({ name: flagsOnly, flags, inherited: [flagsOnly] })).toBe('static base → assume-role (flags)');
  });
});

describe('flags', () => {
  test.each<[Flags, string]>([
    [{ role_arn: 'arn:r', source_profile: 'base' }, 'static base → assume-role (flags)'],
    [{ role_arn: 'arn:r', command: 'mint' }, 'custom (flags) → assume-role (flags)'],
    [{ command: './mint --team a' }, 'custom (flags)'],
    [{ role_arn: 'arn:r', credential_source: 'Ec2InstanceMetadata' }, 'ec2 (flags) → assume-role (flags)'],
    [{ source: 'ec2' }, 'ec2 (flags)'],
  ])('make a plan without a profile: %j', async (flags, expected) => {
    expect(await steps({ name: flagsOnly, flags })).toBe(expected);
  });

  test('replace the source of a profile', async () => {
    const config = `${base}[profile a]\nrole_arn = arn:r\nsource_profile = base`;
    expect(await steps({ config, flags: { command: 'mint' } })).toBe('custom a → assume-role a');
    expect(await steps({ config, flags: { source: 'ec2' } })).toBe('ec2 a → assume-role a');
  });

  test.each<[string, Flags]>([
    ['credential_source = EcsContainer', { source_profile: 'base' }],
    ['source_profile = gone', { credential_source: 'Ec2InstanceMetadata' }],
  ])('replace the other kind of source, too: %s', async (line, flags) => {
    expect(await steps({ config: `${base}[profile a]\nrole_arn = arn:r\n${line}`, flags })).toMatch(/→ assume-role a$/);
  });

  test('name the flag in messages about the command', async () => {
    const { steps: found } = await plan({ name: flagsOnly, flags: { command: 'mint' } });
    expect(found[0]?.settings).toMatchObject({ key: '--command' });
  });
});

describe('the windows of the person', () => {
  test('come from the chosen profile', async () => {
    const config = `${base}brs_advisory_seconds = 5\n[profile a]\nrole_arn = arn:r\nsource_profile = base\nbrs_mandatory_seconds = 10m`;
    const found = await plan({ config });
    expect(found.mandatorySeconds).toBe(600);
    expect(found).not.toHaveProperty('advisorySeconds');
  });
});
