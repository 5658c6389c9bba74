import { chmodSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fastParse } from '../../src/cli/fast-parse';
import { doctor, runDoctor } from '../../src/commands/doctor';
import type { Ended } from '../../src/commands/command';
import { UsageError, VaultError } from '../../src/core/errors';
import { caught, makeFakeSystem, removeFolders, startOfTime } from '../support/fake-system';

afterAll(removeFolders);

const fine = '[profile a]\nrole_arn = arn:aws:iam::111122223333:role/A\nsource_profile = base\n';
const keys = '[base]\naws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up/secret/1\n';
const wrong = `${fine}regoin = eu-west-1\nduration_seconds = soon\n[profile b]\nregion = eu-west-1\n`;

async function run(config: string, words: readonly string[] = [], mode = 0o600): Promise<Required<Ended>> {
  const system = makeFakeSystem({ env: { BRS_VAULT: 'file' } });
  system.file('.aws/config', config);
  chmodSync(system.file('.aws/credentials', keys), mode);
  const args = fastParse(words, doctor);
  if (args === undefined) throw new Error('no plain command line');
  const reach = () => Promise.resolve({ status: 302, serverTime: startOfTime, localTime: startOfTime });
  const { text = '', ...rest } = await runDoctor(args, system, { reach });
  return { ...rest, text: text.replaceAll(system.home, '~') } as Required<Ended>;
}

test('where all is well it says so, and ends with 0', async () => {
  expect(await run(fine)).toEqual({ status: 0, text: 'nothing to mend\n' });
});

test('with --verbose it says what is well', async () => {
  const { status, text } = await run(fine, ['--verbose']);
  expect(status).toBe(0);
  expect(text).toMatch(/^✓ ok: every line of the shared files counts\n/);
  expect(text).toMatch(/\n✓ ok: STS can be reached, and this machine's clock is right\n/);
  expect(text).toMatch(/\n\nnothing to mend\n$/);
});

test('what was found comes with its place and what to do, the worst first, and the status is 1', async () => {
  expect(await run(wrong)).toEqual({
    status: 1,
    text: `✗ error config.value
  ~/.aws/config [profile a] duration_seconds must be a whole number from 900
  to 43200
  at ~/.aws/config:5
  do: correct line 5 of that file

! warning config.misspelt-key
  neither AWS nor brs knows the key regoin (profile a)
  at ~/.aws/config:4
  do: write region, if that is what is meant

· note config.no-source
  profile b says nowhere where its credentials come from
  at ~/.aws/config:6
  do: add brs_role_arn and brs_source_profile, brs_command or keys to it in
    ~/.aws/config

1 error, 1 warning
`,
  });
});

test('notes alone ask for nothing', async () => {
  const { status, text } = await run(`${fine}favourite_fruit = plum\n`);
  expect([status, text.endsWith('\nnothing to mend\n')]).toEqual([0, true]);
});

test('what --fix puts right counts no more', async () => {
  const found = await run(fine, [], 0o644);
  expect([found.status, found.text]).toEqual([1, expect.stringMatching(/1 warning; `brs doctor --fix` puts 1 of all/)]);
  const fixed = await run(fine, ['--fix'], 0o644);
  expect(fixed.status).toBe(0);
  expect(fixed.text).toContain('! warning config.permissions (put right)');
  expect(fixed.text).toContain('  done: it is 0600 now');
  expect(fixed.text).toMatch(/\n1 put right; nothing to mend\n$/);
});

test('--json is findings and counts', async () => {
  const { status, text } = await run(wrong, ['b', '--json'], 0o644);
  expect(status).toBe(1);
  expect(JSON.parse(text)).toEqual({
    findings: [
      {
        code: 'config.permissions',
        verdict: 'warning',
        what: 'others may read this file (0644), and it holds secrets',
        do: 'chmod 600 ~/.aws/credentials',
        place: '~/.aws/credentials',
        fixable: true,
      },
      expect.objectContaining({ code: 'config.no-source', verdict: 'note', fixable: false }),
      expect.objectContaining({ code: 'vault.store', verdict: 'ok' }),
    ],
    counts: { error: 0, warning: 1, note: 1, ok: 13, fixed: 0 },
  });
});

test('no secret is said', async () => {
  const bad = `${fine}aws_session_token =\nbrs_aws_secret_access_key = made-up/secret/2\n`;
  for (const words of [[], ['--json'], ['--verbose']]) expect((await run(bad, words)).text).not.toContain('made-up');
});

describe('the command line', () => {
  test('takes the profile alone or behind --profile', async () => {
    expect((await run(wrong, ['b'])).status).toBe(0);
    expect((await run(wrong, ['--profile', 'b'])).status).toBe(0);
  });

  test('takes one profile only', async () => {
    expect(await caught(() => run(wrong, ['a', '--profile', 'b']))).toBeInstanceOf(UsageError);
  });

  test('takes no empty one', async () => {
    expect(await caught(() => run(wrong, ['--profile=']))).toBeInstanceOf(UsageError);
  });
});

test('a keychain that never comes back does not hold up the end', async () => {
  const system = makeFakeSystem();
  const args = { values: {}, switches: new Set(['offline']), words: [], argv: [] };
  const stuck = new VaultError({ message: 'the keychain did not answer', stuck: true, kind: 'silent' });
  const ended = await runDoctor(args, system, { openVault: () => Promise.reject(stuck) });
  expect(ended).toMatchObject({ status: 1, atOnce: true });
  expect(ended.text).toContain('vault.silent');
});

test('help names every code', () => {
  const text = doctor.more?.map((part) => part.text).join('\n') ?? '';
  expect(text).toMatch(/config\.loop +error +profiles need each other/);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(79);
});
