// Shared files by chance, the same ones each time: every odd thing that people do, in any mixture.
import type { Texts } from './adopting';

/** Numbers from 0 to 1 by Mulberry32: the same ones for the same seed. */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const names = ['default', 'prod', 'my own', 'a.b@c', 'base'];

const properties = [
  'role_arn = arn:aws:iam::111122223333:role/Deploy',
  'ROLE_ARN=arn:aws:iam::111122223333:role/Audit # audit',
  'source_profile = base',
  'Source_Profile\t=\tbase ; keys',
  'credential_source = Environment',
  'role_session_name = ann@desk',
  'duration_seconds = 3600',
  'external_id = a=b,c',
  'mfa_serial = arn:aws:iam::444455556666:mfa/ann',
  'credential_process = /opt/mint --team "a b"',
  'credential_process = brs creds --profile prod',
  'credential_process=brs creds',
  'brs_command = mint a',
  'brs_duration_seconds = 900',
  'region = eu-west-1',
  'aws_access_key_id = AKIAEXAMPLE000000001',
  'aws_secret_access_key = made-up/secret',
  'cli_pager =',
  's3 =\n  max_concurrent_requests = 20\n\n\trole_arn = not this one',
];
const between = ['', '', '# role_arn = not this one', ';', '  ', '\t', '# [profile prod]', '# ünïcödé – №'];

type Pick = <T>(from: readonly T[]) => T;

function header(name: string, file: keyof Texts, pick: Pick): string {
  const inner = file === 'credentials' ? name : pick([`profile ${name}`, `profile\t${name}`, `profile "${name}"`]);
  const bare = name === 'default' && pick([true, true, false]) ? 'default' : inner;
  return `${pick(['', '', ' '])}[${pick(['', '', ' '])}${bare}]${pick(['', '', ' # it', ';it', '\t'])}`;
}

function randomText(file: keyof Texts, chance: () => number): string {
  const pick: Pick = (from) => from[Math.floor(chance() * from.length)] as (typeof from)[number];
  const lines = chance() < 0.2 ? ['stray = before any section'] : [];
  const sections = Math.floor(chance() * 7);
  for (let section = 0; section < sections; section += 1) {
    lines.push(
      chance() < 0.1 ? pick(['[sso-session prod]', '[prod]', '[profile broken']) : header(pick(names), file, pick),
    );
    const count = Math.floor(chance() * 7);
    for (let at = 0; at < count; at += 1)
      lines.push(...(chance() < 0.3 ? [pick(between)] : pick(properties).split('\n')));
  }
  const usual = pick(['\n', '\r\n']);
  const mixed = chance() < 0.2;
  const ended = lines.map((line) => line + (mixed ? pick(['\n', '\r\n']) : usual)).join('');
  return (chance() < 0.1 ? '\uFEFF' : '') + (chance() < 0.3 ? ended.replace(/\r?\n$/, '') : ended);
}

export function randomShared(seed: number): Texts {
  const chance = chanceOf(seed);
  return { config: randomText('config', chance), credentials: randomText('credentials', chance) };
}
