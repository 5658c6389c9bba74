import { describe, expect, test } from '@jest/globals';
import { isAdopted } from '../../src/config/adoption';
import { adopting, after, releasing, subject, type Texts } from '../support/adopting';

/** Texts by their lines. */
function texts(config: readonly string[], credentials: readonly string[] = []): Texts {
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  return { config: text(config), credentials: text(credentials) };
}

const command = (name: string) => `/usr/bin/node /opt/brs/bin/brs.js creds --profile ${name}`;
const line = `credential_process = ${command('a')}`;
const marker = (did: string) => `# adopted by brs: ${did} (brs release a)`;

type Row = readonly [string, Texts, Texts];

const rows: readonly Row[] = [
  [
    'hides the keys of a role, and adds the line right behind the header',
    texts(['[profile a]', 'role_arn = r', 'source_profile = b', 'region = x']),
    texts([
      '[profile a]',
      marker('prefix on role_arn, source_profile; line below added'),
      line,
      'brs_role_arn = r',
      'brs_source_profile = b',
      'region = x',
    ]),
  ],
  [
    'hides every key that belongs to a role, and no other',
    texts([
      '[profile a]',
      'role_arn=r',
      'credential_source=Environment',
      'role_session_name=n',
      'duration_seconds=900',
      'external_id=id',
      'mfa_serial=serial123',
      'mfa_process=code',
      'source_identity=i',
      'role_arn_x=1',
    ]),
    texts([
      '[profile a]',
      marker(
        'prefix on role_arn, credential_source, role_session_name, duration_seconds, external_id, mfa_serial; line below added',
      ),
      line,
      'brs_role_arn=r',
      'brs_credential_source=Environment',
      'brs_role_session_name=n',
      'brs_duration_seconds=900',
      'brs_external_id=id',
      'brs_mfa_serial=serial123',
      'mfa_process=code',
      'source_identity=i',
      'role_arn_x=1',
    ]),
  ],
  [
    'hides a program, of brs for another profile too',
    texts(['[profile a]', 'credential_process = brs creds --profile b']),
    texts([
      '[profile a]',
      marker('prefix on credential_process; line below added'),
      line,
      'brs_credential_process = brs creds --profile b',
    ]),
  ],
  [
    'adds the line alone where only brs reads the rest',
    texts(['[profile a]', 'brs_command = mint']),
    texts(['[profile a]', marker('line below added'), line, 'brs_command = mint']),
  ],
  [
    'adds no line where brs’s own is there',
    texts(['[profile a]', 'role_arn = r', 'credential_process = brs creds -p a']),
    texts(['[profile a]', marker('prefix on role_arn'), 'brs_role_arn = r', 'credential_process = brs creds -p a']),
  ],
  [
    'leaves indented lines, comments and other profiles alone, and writes keys as they are',
    texts([
      '[profile b]',
      'role_arn = 1',
      '[profile a]',
      '#role_arn = 2',
      'Role_ARN\t=3  # c',
      '',
      's3 =',
      ' role_arn = 4',
    ]),
    texts([
      '[profile b]',
      'role_arn = 1',
      '[profile a]',
      marker('prefix on role_arn; line below added'),
      line,
      '#role_arn = 2',
      'brs_Role_ARN\t=3  # c',
      '',
      's3 =',
      ' role_arn = 4',
    ]),
  ],
  [
    'marks the first of several sections, and hides in all',
    texts(['[profile a]', '[profile b]', '[profile a]', 'role_arn = 1', 'role_arn = 2']),
    texts([
      '[profile a]',
      marker('prefix on role_arn; line below added'),
      line,
      '[profile b]',
      '[profile a]',
      'brs_role_arn = 1',
      'brs_role_arn = 2',
    ]),
  ],
  [
    'marks both files where both have keys, and adds the line to the config file',
    texts(['[profile a]', 'region = x'], ['[a]', 'role_arn = r']),
    texts(
      ['[profile a]', marker('line below added'), line, 'region = x'],
      ['[a]', marker('prefix on role_arn'), 'brs_role_arn = r'],
    ),
  ],
  [
    'does it all in the credentials file where only that has the profile',
    texts(['[profile b]'], ['[a]', 'role_arn = r']),
    texts(['[profile b]'], ['[a]', marker('prefix on role_arn; line below added'), line, 'brs_role_arn = r']),
  ],
  [
    'leaves a program that brs’s own line overrides',
    texts(['[profile a]', 'credential_process = mint'], ['[a]', 'credential_process = brs creds --profile a']),
    texts(['[profile a]', 'credential_process = mint'], ['[a]', 'credential_process = brs creds --profile a']),
  ],
  [
    'hides a program that overrides brs’s own line, which then is the only one',
    texts(['[profile a]', 'credential_process = brs creds'], ['[a]', 'credential_process = mint']),
    texts(
      ['[profile a]', 'credential_process = brs creds'],
      ['[a]', marker('prefix on credential_process'), 'brs_credential_process = mint'],
    ),
  ],
  [
    'adds to its mark what came to the profile later',
    texts(['[profile a]', marker('prefix on role_arn'), 'source_profile = b', 'brs_role_arn = r']),
    texts([
      '[profile a]',
      marker('prefix on role_arn, source_profile; line below added'),
      line,
      'brs_source_profile = b',
      'brs_role_arn = r',
    ]),
  ],
  [
    'puts its mark back behind the header, out of what goes on over several lines',
    texts(['[profile a]', 's3 =', marker('prefix on role_arn'), '  x = y', 'brs_role_arn = r']),
    texts(['[profile a]', marker('prefix on role_arn; line below added'), line, 's3 =', '  x = y', 'brs_role_arn = r']),
  ],
];

/** What was there before any mark. */
const unmarked = rows.filter(([, before]) => !before.config.includes('adopted by brs'));

describe('adopting', () => {
  test.each(rows)('%s', (_, before, expected) => {
    expect(after(adopting, before, ['a'])).toEqual(expected);
  });

  test.each(rows)('a second time changes nothing: %s', (_, __, adopted) => {
    expect(after(adopting, adopted, ['a'])).toEqual(adopted);
  });

  test.each(unmarked)('is undone by releasing: %s', (_, before, adopted) => {
    expect(after(releasing, adopted, ['a'])).toEqual(before);
  });

  test.each([
    ['role_arn', texts(['[profile a]', 'role_arn = 1', 'brs_role_arn = 2'])],
    ['mfa_serial', texts(['[profile a]', 'BRS_mfa_serial = 1'], ['[a]', 'mfa_serial = 2'])],
    ['credential_process', texts(['[profile a]', 'credential_process = x', 'brs_credential_process = y'])],
  ])('refuses a profile with %s in both ways', (key, before) => {
    expect(adopting(before, 'a')).toEqual({ refused: `it has both ${key} and brs_${key}` });
  });

  test('takes brs’s own line for no second way of a program', () => {
    const before = texts(['[profile a]', 'credential_process = brs creds', 'brs_credential_process = y']);
    expect(after(adopting, before, ['a'])).toEqual(before);
  });
});

describe('releasing', () => {
  const released = (lines: readonly string[]) => after(releasing, texts(lines), ['a']);
  const did = marker('prefix on role_arn; line below added');

  test.each([
    ['an edit of a value', ['brs_role_arn = other'], ['role_arn = other']],
    [
      'more keys',
      ['brs_role_arn = r', 'brs_policy = p', 'region = x'],
      ['role_arn = r', 'brs_policy = p', 'region = x'],
    ],
    ['a key taken away', ['region = x'], ['region = x']],
    ['another order', ['region = x', 'brs_role_arn = r'], ['region = x', 'role_arn = r']],
  ])('keeps %s', (_, since, expected) => {
    expect(released(['[profile a]', did, line, ...since])).toEqual(texts(['[profile a]', ...expected]));
  });

  test.each([
    ['at another path', 'credential_process = brs creds --profile a'],
    ['elsewhere in the section', '# a comment\ncredential_process = brs creds'],
  ])('takes the line away %s', (_, text) => {
    const { config } = released(['[profile a]', did, ...text.split('\n'), 'brs_role_arn = r']);
    expect(config).not.toContain('credential_process');
  });

  test('takes no line away that it did not add, and none of another program', () => {
    const own = ['[profile a]', 'credential_process = brs creds'];
    const [header = '', process = ''] = own;
    expect(released([header, marker('prefix on role_arn'), process, 'brs_role_arn = r'])).toEqual(
      texts([header, process, 'role_arn = r']),
    );
    expect(released([header, did, 'credential_process = mint'])).toEqual(texts([header, 'credential_process = mint']));
  });

  test('leaves keys of brs that had the prefix before', () => {
    const before = texts(['[profile a]', 'role_arn = r', 'brs_source_profile = b', 'brs_session_tags = t=1']);
    expect(after(releasing, after(adopting, before, ['a']), ['a'])).toEqual(before);
  });

  test.each([
    [[], 'it was not adopted'],
    [['# adopted by brs: something else'], 'it was not adopted'],
    [[did, line, 'brs_role_arn = r', 'role_arn = s'], 'it has both role_arn and brs_role_arn'],
  ])('refuses a profile with %j', (lines, refused) => {
    expect(releasing(texts(['[profile a]', ...lines]), 'a')).toEqual({ refused });
  });

  test('goes by the mark of the profile itself', () => {
    const both = texts(['[profile b]', did, '[profile a]', line]);
    expect([isAdopted(subject(both, 'a')), isAdopted(subject(both, 'b'))]).toEqual([false, true]);
  });
});
