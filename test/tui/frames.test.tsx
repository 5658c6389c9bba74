// Whole frames as text: what a person sees. Times of day are another in every zone.
import { describe, expect, test } from '@jest/globals';
import { renderToString } from 'ink';
import { stripVTControlCharacters } from 'node:util';
import type { View } from '../../src/core/view';
import { App } from '../../src/tui/app';
import { keymap } from '../../src/tui/keys';
import { areasFor, type Size } from '../../src/tui/layout';
import { press } from '../../src/tui/press';
import { reduce } from '../../src/tui/reduce';
import type { State } from '../../src/tui/state';
import { makeTheme } from '../../src/tui/theme';
import { filledIn } from '../../src/tui/ticking';
import { many, minute, now, staticView, stateWith, viewOf } from './stage';

const theme = makeTheme({ color: false });

function frameOf(state: State): string {
  const app = <App state={state} theme={theme} configPath="/home/ann/.aws/config" />;
  const frame = renderToString(app, { columns: Math.max(1, state.size.columns - 1) });
  const text = stripVTControlCharacters(filledIn(frame, state.now)).replace(/(?<!\d:)\b\d\d:\d\d\b(?!:)/g, 'HH:MM');
  return text.replace(/ +$/gm, '');
}

function typed(state: State, ...keys: string[]): State {
  return keys.reduce((last, key) => press(last, key).state, state);
}

const fault = {
  message: 'profile audit: STS refused AssumeRole for arn:aws:iam::111122223333:role/Deploy (AccessDenied)',
  hint: "the role's trust policy must allow arn:aws:iam::444455556666:user/ann",
  at: now - 3 * minute,
};

const role = 'arn:aws:iam::111122223333:role/Deploy';
const chain: View['steps'] = [
  ...staticView('base').steps,
  {
    source: 'mfa-session',
    profile: 'base',
    what: 'arn:aws:iam::444455556666:mfa/ann',
    kept: true,
    fingerprint: '1',
    freshness: 'fresh',
    expiresAt: now + 700 * minute,
  },
  {
    source: 'assume-role',
    profile: 'prod',
    what: role,
    kept: true,
    fingerprint: '3f2a9c',
    freshness: 'fresh',
    expiresAt: now + 42 * minute,
  },
];

const views = [
  viewOf('prod', 'fresh', { steps: chain }),
  viewOf('dev', 'ageing'),
  viewOf('stage', 'stale'),
  viewOf('billing', 'needs you'),
  viewOf('audit', 'failed', { fault }),
  viewOf('日本', 'never asked'),
  staticView('base'),
];

const sizes: Size[] = [
  { columns: 40, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 50 },
];

test('80 columns', () => {
  const state = typed(stateWith(views), '/', 'p', 'r', 'o', 'd', 'enter', 'escape');
  expect(frameOf(state)).toMatchInlineSnapshot(`
   "brs status   7 profiles   ! 1 needs you   ✗ 1 failed         by name   keychain

     PROFILE   SOURCE       ACCOUNT       ROLE    STATE                  TIME LEFT
     audit     assume-role  111122223333  Deploy  ✗ failed
     base      static                             ● fresh                   no end
     billing   assume-role  111122223333  Deploy  ! needs you
     dev       assume-role  111122223333  Deploy  ◐ ageing       ━━─────   0:20:00
   › prod      assume-role  111122223333  Deploy  ● fresh        ━━━━━──   0:42:00
     stage     assume-role  111122223333  Deploy  ○ stale        ━──────   0:10:00
     日本      assume-role  111122223333  Deploy  · never asked


   ── prod ───────────────────────────────────────────────────────────────────────
   steps    1  static       AKIAEXAMPLEANN000001                        ●   no end
            2  mfa-session  arn:aws:iam::444455556666:mfa/ann           ● 11:40:00
            3  assume-role  arn:aws:iam::111122223333:role/Deploy       ●  0:42:00
   windows  ageing HH:MM (in 17 min), stale HH:MM (in 26 min), last handed out
            HH:MM
   refresh  from HH:MM (in 17 min) on, when used
   kept in  keychain, entry 3f2a9c
   obtained HH:MM (18 min ago), 2026-01-31T11:42:00Z
   region   eu-west-1

   / filter  r refresh  l login  s sort  Enter details  e explain  ? help  q quit"
  `);
});

test('80 columns, a profile that failed', () => {
  expect(frameOf(stateWith(views))).toMatchInlineSnapshot(`
   "brs status   7 profiles   ! 1 needs you   ✗ 1 failed         by name   keychain

     PROFILE   SOURCE       ACCOUNT       ROLE    STATE                  TIME LEFT
   › audit     assume-role  111122223333  Deploy  ✗ failed
     base      static                             ● fresh                   no end
     billing   assume-role  111122223333  Deploy  ! needs you
     dev       assume-role  111122223333  Deploy  ◐ ageing       ━━─────   0:20:00
     prod      assume-role  111122223333  Deploy  ● fresh        ━━━━━──   0:42:00
     stage     assume-role  111122223333  Deploy  ○ stale        ━──────   0:10:00
     日本      assume-role  111122223333  Deploy  · never asked


   ── audit ──────────────────────────────────────────────────────────────────────
   error    HH:MM profile audit: STS refused AssumeRole for
              arn:aws:iam::111122223333:role/Deploy (AccessDenied)
            → the role's trust policy must allow
              arn:aws:iam::444455556666:user/ann
   steps    1  assume-role  arn:aws:iam::111122223333:role/Deploy       ·     none
   refresh  none yet: the first use asks for credentials
   kept in  keychain, entry print-of-audit (not there yet)
   region   eu-west-1


   / filter  r refresh  l login  s sort  Enter details  e explain  ? help  q quit"
  `);
});

test('40 columns', () => {
  expect(frameOf(stateWith(views, { size: { columns: 40, rows: 20 } }))).toMatchInlineSnapshot(`
   "7 profiles  ! 1 needs you  ✗ 1 failed
     PROFILE  STATE             LEFT
   › audit    ✗ failed
     base     ● fresh         no end
     billing  ! needs you
     dev      ◐ ageing       0:20:00
     prod     ● fresh        0:42:00
     stage    ○ stale        0:10:00
     日本     · never asked
   ── audit ──────────────────────────────
   error    HH:MM profile audit: STS
              refused AssumeRole for
              arn:aws:iam::111122223333:ro
              le/Deploy (AccessDenied)
            → the role's trust policy
              must allow arn:aws:iam::4444
              55556666:user/ann
   steps    1  assume-role  ·     none

   / filter  r refresh  ? help  q quit"
  `);
});

test('help holds every key of the table', () => {
  const frame = frameOf(typed(stateWith(views, { size: { columns: 80, rows: 40 } }), '?'));
  for (const { keys, help } of keymap.list) {
    expect(frame).toContain(`${keys.map((key) => theme.key(key)).join(' ')} `);
    expect(frame).toContain(help);
  }
});

test('an empty config says how to begin', () => {
  expect(frameOf(stateWith([]))).toMatchInlineSnapshot(`
   "brs status   0 profiles                                      by name   keychain

   Nothing to show yet

   /home/ann/.aws/config has no profile yet. To begin, write one there:

     [profile prod]
     credential_process = brs creds --profile prod
     brs_role_arn       = arn:aws:iam::111122223333:role/Deploy
     brs_source_profile = base
     region             = eu-west-1

   and the keys of base in the credentials file (\`aws configure --profile base\`).
   It shows here at once. Profiles that are there already: \`brs adopt --all\`.









   ? help  q quit"
  `);
});

describe.each(sizes)('at $columns columns and $rows rows', (size) => {
  const state = stateWith([...views, ...many(40), viewOf('a-very-long-name-of-a-profile-that-nobody-wants-to-type')], {
    size,
  });
  const asked = reduce(state, { type: 'asked', question: 'MFA code for arn:aws:iam::444455556666:mfa/ann' }, now);
  const text = reduce(state, { type: 'text', title: 'a text', text: 'word '.repeat(300) }, now);
  const said = reduce(state, { type: 'said', message: { text: fault.message.repeat(4), tone: 'bad' } }, now);

  test.each<[string, State]>([
    ['the list', state],
    ['the last row', typed(state, 'G')],
    ['a failed profile', typed(state, '/', 'a', 'u', 'd', 'i', 't')],
    ['a filter that nothing fits', typed(state, '/', 'z', 'z', 'z')],
    ['the details', typed(state, 'enter')],
    ['help', typed(state, '?')],
    ['the question whether to clear', typed(state, 'c')],
    ['a question', typed(asked, '1', '2', '3')],
    ['a long text', text],
    ['a long message', said],
    ['no profile', stateWith([], { size })],
  ])('%s fills the screen and is nowhere wider', (_, shown) => {
    const lines = frameOf(shown).split('\n');
    expect(lines).toHaveLength(size.rows);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(size.columns);
    expect(lines.at(-1)).toMatch(/\w/);
  });
});

test.each([1, 5, 12, 20])('%i columns and four rows are survived', (columns) => {
  expect(frameOf(stateWith(views, { size: { columns, rows: 4 } })).split('\n').length).toBeLessThanOrEqual(4);
});

test('of 1,000 profiles only the rows on the screen are made', () => {
  const state = typed(stateWith(many(1000)), 'G');
  const frame = frameOf(state);
  const rows = areasFor(state.size).list.rows;
  expect(frame.match(/^. profile-\d+/gm)).toHaveLength(rows);
  expect(frame).toContain('› profile-999');
});

test('control characters from elsewhere do nothing', () => {
  const nasty = viewOf('evil\u001b[2J\u0007\nx', 'failed', { fault: { message: 'a\u001b]0;title\u0007b', at: now } });
  const frame = renderToString(<App state={stateWith([nasty])} theme={theme} configPath="" />);
  expect(frame).toContain('evil [2J x');
  // eslint-disable-next-line no-control-regex -- they are looked for
  expect(stripVTControlCharacters(frame)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});
