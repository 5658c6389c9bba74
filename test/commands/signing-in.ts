// A person with two users, an MFA device each, roles behind them and a loopback STS; commands run in this process.
import { fastParse } from '../../src/cli/fast-parse';
import type { Command, Ended } from '../../src/commands/command';
import { fingerprintsOf } from '../../src/session/names';
import { makePlan } from '../../src/session/plan';
import { groundsOf } from '../../src/commands/resolve';
import { formatTime } from '../../src/core/time';
import { openVault, type Vault } from '../../src/vault/vault';
import type { System } from '../../src/system/system';
import { makeFakeClock, makeFakeSystem, typing, type FakeSystem } from '../support/fake-system';
import type { Question } from '../../src/system/terminal';
import { startSts, type Sts } from '../support/sts';
import { createIssuer } from '../support/issuer';
import { user } from '../support/world';

export const bob = {
  accessKeyId: 'AKIAEXAMPLEBOB000001',
  secretAccessKey: 'made-up/secret+of+bob/0000000000000000000',
  userArn: 'arn:aws:iam::444455556666:user/bob',
  accountId: '444455556666',
  mfaSerial: 'arn:aws:iam::444455556666:mfa/bob',
} as const;

export const arnOf = (role: string): string => `arn:aws:iam::111122223333:role/${role}`;

const role = (name: string, person: 'ann' | 'bob'): string => `
[profile ${name}]
role_arn = ${arnOf(name.replace(' ', '-'))}
source_profile = ${person}
mfa_serial = ${person === 'ann' ? user.mfaSerial : bob.mfaSerial}
`;

const config = `
[profile ann]
region = eu-west-1
${role('prod', 'ann')}${role('stage', 'ann')}${role('other', 'bob')}${role('my prod', 'ann')}
[profile far]
role_arn = ${arnOf('far')}
source_profile = prod
[profile minted]
brs_command = mint
[profile lasting]
brs_command = mint lasting
[profile broken]
role_arn = ${arnOf('broken')}
source_profile = nobody
`;

const credentials = [user, bob]
  .map(({ accessKeyId, secretAccessKey, userArn }) =>
    [
      `[${userArn.slice(-3)}]`,
      `aws_access_key_id = ${accessKeyId}`,
      `aws_secret_access_key = ${secretAccessKey}`,
      '',
    ].join('\n'),
  )
  .join('');

export interface SigningIn {
  readonly sts: Sts;
  readonly system: FakeSystem;
  readonly asked: Question[];
  readonly env: Record<string, string | undefined>;
  /** How a command ended. */
  readonly end: (command: Command, ...words: string[]) => Promise<Ended>;
  readonly vault: Vault;
  /** The names of a profile's entries, in the order of its steps. */
  readonly names: (profile: string) => Promise<string[]>;
  /** Makes an entry older: `left` of its `life`, both in hours. */
  readonly age: (name: string, life: number, left: number) => Promise<void>;
  /** What STS was asked for, with the code. */
  readonly calls: () => string[];
}

const hour = 3_600_000;

function minted(command: unknown): string {
  const Expiration = formatTime(Date.now() + hour);
  const document = { Version: 1, AccessKeyId: 'ASIAMINTED', SecretAccessKey: 'made-up', SessionToken: 'made-up' };
  return JSON.stringify({ ...document, ...(JSON.stringify(command).includes('lasting') ? {} : { Expiration }) });
}

/** STS tells whole seconds: what is good for an hour may be good for a moment less. */
export function rounded({ text }: Pick<Ended, 'text'>): Pick<Ended, 'text'> {
  return text === undefined ? {} : { text: text.replaceAll('11 h 59 min', '12 h').replaceAll(' 59 min', ' 1 h') };
}

/** The clock is the real one's time at the start, since STS checks signatures by it. */
export async function signingIn(
  codes: readonly string[] | undefined,
  overrides: Partial<Omit<System, 'clock'>> = {},
): Promise<SigningIn> {
  const issuer = createIssuer();
  for (const one of [user, bob]) issuer.addUser(one);
  const sts = await startSts({ issuer });
  for (const code of codes ?? []) sts.acceptCode(code);
  const asked: Question[] = [];
  const env: Record<string, string | undefined> = { BRS_VAULT: 'file', AWS_ENDPOINT_URL_STS: sts.url };
  const run: System['run'] = ({ command }) =>
    Promise.resolve({ stdout: minted(command), stderr: '', status: 0, killedBy: undefined, ended: 'itself' });
  const terminal = codes === undefined ? {} : { terminal: typing(codes, asked) };
  const system = makeFakeSystem({ clock: makeFakeClock(Date.now()), env, run, ...terminal, ...overrides });
  system.file('.aws/config', config);
  system.file('.aws/credentials', credentials);
  const vault = await openVault(system);
  return {
    sts,
    system,
    asked,
    env,
    vault,
    end: async (command, ...words) => {
      const args = fastParse(words, command);
      if (args === undefined) throw new Error(`${words.join(' ')} is no plain command line`);
      const answer = await command.run(args, system);
      return typeof answer === 'string' ? { status: 0, text: answer } : { ...answer, ...rounded(answer) };
    },
    names: async (profile) => {
      const grounds = await groundsOf(system);
      return fingerprintsOf(makePlan({ ...grounds, name: profile, named: true, flags: {} }), system);
    },
    age: async (name, life, left) => {
      // What comes next is later than what was.
      system.clock.at += 1_000;
      const entry = await vault.read(name);
      if (entry === undefined) throw new Error(`there is no entry ${name}`);
      const expiration = system.clock.at + left * hour;
      const obtainedAt = expiration - life * hour;
      await vault.write(name, { ...entry, obtainedAt, credentials: { ...entry.credentials, expiration } });
    },
    calls: () =>
      sts.calls.map(({ action, params }) =>
        [params['RoleArn']?.split('/')[1] ?? action, params['TokenCode']]
          .filter((part) => part !== undefined)
          .join(' '),
      ),
  };
}
