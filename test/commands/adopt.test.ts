import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fastParse } from '../../src/cli/fast-parse';
import { adopt } from '../../src/commands/adopt';
import { release } from '../../src/commands/release';
import { systemFiles } from '../../src/system/files';
import type { Environment, System } from '../../src/system/system';
import type { Question } from '../../src/system/terminal';
import { caught, makeFakeSystem, makeFolder, removeFolders, typing, type FakeSystem } from '../support/fake-system';

afterAll(removeFolders);

const posix = process.platform === 'win32' ? test.skip : test;
const role = 'arn:aws:iam::111122223333:role/Deploy';
const config = `[profile base]
region = eu-west-1
[profile prod]
role_arn = ${role}
source_profile = base
[profile tool]
credential_process = /opt/mint --password hunter2
`;
const credentials = '[base]\naws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up/secret\n';

type Overrides = Partial<Pick<System, 'terminal' | 'files' | 'isWatched' | 'program'>> & { readonly env?: Environment };

interface Machine {
  readonly system: FakeSystem;
  readonly adopt: (...words: string[]) => Promise<string>;
  readonly release: (...words: string[]) => Promise<string>;
  readonly read: (name?: string) => string;
  readonly names: () => string[];
}

function machine(overrides: Overrides = {}, texts = { config, credentials }): Machine {
  const system = makeFakeSystem(overrides);
  system.file('.aws/config', texts.config);
  system.file('.aws/credentials', texts.credentials);
  const folder = join(system.home, '.aws');
  const run =
    (command: typeof adopt | typeof release) =>
    async (...words: string[]) => {
      const args = fastParse(words, command);
      if (args === undefined) throw new Error(`${words.join(' ')} is no plain command line`);
      return (await command.run(args, system)).replaceAll(`${folder}/`, '~/');
    };
  return {
    system,
    adopt: run(adopt),
    release: run(release),
    read: (name = 'config') => readFileSync(join(folder, name), 'utf8'),
    names: () => systemFiles.list(folder).sort(),
  };
}

const watched = (answers: readonly string[], asked: Question[] = []): Overrides => ({
  terminal: typing(answers, asked),
  isWatched: () => true,
});

const diff = `--- ~/config
+++ ~/config
@@ -4,2 +4,4 @@
-role_arn = ${role}
-source_profile = base
+# adopted by brs: prefix on role_arn, source_profile; line below added (brs release prod)
+credential_process = /usr/bin/node /opt/brs/bin/brs.js creds --profile prod
+brs_role_arn = ${role}
+brs_source_profile = base
`;

describe('brs adopt', () => {
  test('shows what it changes, changes it, and says how to undo it', async () => {
    const { adopt, read, names } = machine();
    expect(await adopt('prod')).toBe(
      `${diff}adopted: prod
changed ~/config (backup: ~/config.2026-01-31T080000Z.brs-backup)
undo: brs release prod
`,
    );
    expect(read()).toContain(`\nbrs_role_arn = ${role}\n`);
    expect(read('config.2026-01-31T080000Z.brs-backup')).toBe(config);
    expect(names()).toEqual(['config', 'config.2026-01-31T080000Z.brs-backup', 'credentials']);
  });

  test('changes nothing the second time, and makes no backup of it', async () => {
    const { adopt, read, names } = machine();
    await adopt('prod');
    const [text, files] = [read(), names()];
    expect(await adopt('prod')).toBe('nothing to change\n');
    expect([read(), names()]).toEqual([text, files]);
  });

  test('takes all that can be with --all, and says of the others why not', async () => {
    const { adopt, read } = machine();
    const text = await adopt('--all');
    expect(text).toContain('\nadopted: prod, tool\n');
    expect(text).toMatch(/\nnot adopted:\n {2}base: it has static keys and no role: SDKs read those themselves\n$/);
    expect(read()).toContain('brs_credential_process = /opt/mint --password hunter2');
  });

  test('changes nothing with --dry-run', async () => {
    const { adopt, read, names } = machine();
    expect(await adopt('prod', '--dry-run')).toBe(`${diff}would be adopted: prod (nothing is changed)\n`);
    expect([read(), names()]).toEqual([config, ['config', 'credentials']]);
  });

  test('shows only the name of somebody else’s program', async () => {
    const text = await machine().adopt('tool');
    expect(text).toContain('\n-credential_process = /opt/mint …\n');
    expect(text).toContain('\n+brs_credential_process = /opt/mint …\n');
    expect(text).not.toContain('hunter2');
  });

  test('is undone by brs release, of some or of all', async () => {
    const { adopt, release, read } = machine();
    await adopt('--all');
    const text = await release('prod');
    expect(text).toMatch(/\nreleased: prod\nchanged .*\nundo: brs adopt prod\n$/);
    expect(read()).toContain(`\nrole_arn = ${role}\n`);
    expect(await release('--all')).toContain('released: tool\n');
    expect([read(), read('credentials')]).toEqual([config, credentials]);
    expect(await release('--all')).toBe('nothing to change\n');
  });

  test('keeps every backup, also of one second', async () => {
    const { adopt, release, names, read } = machine();
    for (const deed of [adopt, release, adopt]) await deed('prod');
    const backups = names().filter((name) => name.endsWith('Z.brs-backup') || /brs-backup-\d$/.test(name));
    expect(backups).toHaveLength(3);
    expect(backups.map((name) => read(name) === config)).toEqual([true, false, true]);
  });
});

describe('before it writes', () => {
  test('it asks whoever is there, and shows the lines with the question', async () => {
    const asked: Question[] = [];
    const made = machine(watched([''], asked));
    expect(await made.adopt('prod')).toMatch(/^adopted: prod\n/);
    expect(asked.map(({ text }) => text.replaceAll(`${made.system.home}/.aws/`, '~/'))).toEqual([
      `${diff}Change these lines? [Y/n] `,
    ]);
  });

  test.each(['y', 'YES', ' y '])('it takes %j for yes', async (answer) => {
    expect(await machine(watched([answer])).adopt('prod')).toContain('adopted: prod');
  });

  test.each([['n'], ['what?'], []])('it takes %j for no', async (...answers) => {
    const { adopt, read, names } = machine(watched(answers));
    expect(await caught(() => adopt('prod'))).toMatchObject({ name: 'NeedsPersonError' });
    expect([read(), names()]).toEqual([config, ['config', 'credentials']]);
  });

  test.each<[string, Overrides, string[]]>([
    ['with --yes', watched([]), ['--yes']],
    ['with BRS_NO_PROMPT', { ...watched([]), env: { BRS_NO_PROMPT: '1' } }, []],
    ['where nobody looks', { terminal: typing([]) }, []],
    ['where there is no terminal', { isWatched: () => true }, []],
    ['for what changes nothing', watched([]), ['--dry-run']],
  ])('it asks nobody %s', async (_, overrides, words) => {
    expect(await machine(overrides).adopt('prod', ...words)).toContain('adopted: prod');
  });

  test('it looks whether the file is still the same', async () => {
    const made = machine({
      isWatched: () => true,
      terminal: {
        ...typing([]),
        ask: () => {
          made.system.file('.aws/config', `${config}# saved meanwhile\n`);
          return Promise.resolve('y');
        },
      },
    });
    const error = await caught(() => made.adopt('prod'));
    expect(error).toMatchObject({ name: 'ConfigError', hint: 'run it again' });
    expect([made.read(), made.names()]).toEqual([`${config}# saved meanwhile\n`, ['config', 'credentials']]);
  });
});

describe('the files', () => {
  posix('keep their mode, and links to them stay', async () => {
    const made = machine();
    const real = makeFolder();
    const path = join(made.system.home, '.aws', 'config');
    systemFiles.rename(path, join(real, 'dotfiles-config'));
    symlinkSync(join(real, 'dotfiles-config'), path);
    chmodSync(path, 0o640);
    const text = await made.adopt('prod');
    expect(systemFiles.real(path)).toBe(join(real, 'dotfiles-config'));
    const [backup = '', ...more] = systemFiles.list(real).filter((name) => name.includes('brs-backup'));
    expect([more, text.includes(join(real, backup))]).toEqual([[], true]);
    const modes = ['dotfiles-config', backup].map((name) => statSync(join(real, name)).mode & 0o777);
    expect(modes).toEqual([0o640, 0o640]);
    await made.release('prod');
    expect(made.read()).toBe(config);
  });

  test('that are no UTF-8 keep every byte', async () => {
    const made = machine();
    const path = join(made.system.home, '.aws', 'config');
    const bytes = Buffer.concat([Buffer.from('# f\xfcr \xe9\xa0\x85\n', 'latin1'), Buffer.from(config)]);
    systemFiles.write(path, bytes);
    await made.adopt('prod');
    expect(readFileSync(path).subarray(0, 9)).toEqual(bytes.subarray(0, 9));
    await made.release('prod');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('may not be one and the same', async () => {
    const { system, adopt } = machine({ env: { AWS_SHARED_CREDENTIALS_FILE: '~/.aws/config' } });
    expect(await caught(() => adopt('prod'))).toMatchObject({
      message: `${join(system.home, '.aws', 'config')} is both the config and the credentials file`,
    });
  });

  test('are both told of where only the first could be written', async () => {
    const both = {
      config: '[profile prod]\n',
      credentials: `[prod]\nrole_arn = ${role}\nsource_profile = prod\naws_access_key_id = A\naws_secret_access_key = b\n`,
    };
    const replace: System['files']['replace'] = (path, content) => {
      if (basename(path) === 'credentials') throw new Error('EACCES: permission denied');
      systemFiles.replace(path, content);
    };
    const { adopt, release, read, system } = machine({ files: { ...systemFiles, replace } }, both);
    const error = await caught(() => adopt('prod'));
    const backup = `${join(system.home, '.aws', 'config')}.2026-01-31T080000Z.brs-backup`;
    expect(error).toMatchObject({ name: 'ConfigError' });
    expect(String(error)).toContain(`permission denied; ${backup.replace(/\.2026.*/, '')} was changed before that`);
    expect((error as { hint?: string }).hint).toContain(
      `or put ${backup} back in the place of ${dirname(backup)}/config`,
    );
    expect([read(backup.slice(dirname(backup).length + 1)), read('credentials')]).toEqual([
      both.config,
      both.credentials,
    ]);
    await release('prod');
    expect(read()).toBe(both.config);
  });
});
