// A machine whose profiles get their keys from a program: KEY1, KEY2, … with an hour to live.
import { expect } from '@jest/globals';
import { fastParse } from '../../src/cli/fast-parse';
import type { Command, Ended } from '../../src/commands/command';
import { formatTime } from '../../src/core/time';
import type { RunRequest } from '../../src/system/run';
import type { System } from '../../src/system/system';
import { makeFakeSystem, typing, type FakeSystem } from '../support/fake-system';

const config = `
[profile prod]
brs_command = mint
region = eu-west-1

[profile lasting]
brs_command = mint lasting

[profile keys]
aws_access_key_id = AKIA
aws_secret_access_key = made-up

[profile mfa]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = keys
mfa_serial = GAHT12345678

[profile code]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = keys
mfa_serial = GAHT12345678
brs_mfa_session = false
`;

export interface Minting {
  readonly system: FakeSystem;
  readonly requests: RunRequest[];
  /** Changes the environment, as a shell that took in what it was told. */
  readonly set: (variables: Readonly<Record<string, string | undefined>>) => void;
  /** How a command ended. */
  readonly end: (command: Command, ...words: string[]) => Promise<Ended>;
  /** What a command prints. */
  readonly run: (command: Command, ...words: string[]) => Promise<string>;
}

export const minutes = (count: number): number => count * 60_000;

export function minting(overrides: Partial<Omit<System, 'clock'>> = {}): Minting {
  const requests: RunRequest[] = [];
  const env: Record<string, string | undefined> = { BRS_VAULT: 'file', ...overrides.env };
  const run: System['run'] = (request) => {
    requests.push(request);
    const Expiration = formatTime(system.clock.at + minutes(60));
    const document = {
      Version: 1,
      AccessKeyId: `KEY${requests.length}`,
      SecretAccessKey: 'made-up',
      SessionToken: 'token',
      AccountId: '111122223333',
      ...(JSON.stringify(request.command).includes('lasting') ? {} : { Expiration }),
    };
    const answer = { stdout: JSON.stringify(document), stderr: '', status: 0, killedBy: undefined } as const;
    return Promise.resolve({ ...answer, ended: 'itself' });
  };
  const system = makeFakeSystem({ run, terminal: typing([]), ...overrides, env });
  system.file('.aws/config', config);
  const end: Minting['end'] = async (command, ...words) => {
    const args = fastParse(words, command);
    if (args === undefined) throw new Error(`${words.join(' ')} is no plain command line`);
    const answer = await command.run(args, system);
    return typeof answer === 'string' ? { status: 0, text: answer } : answer;
  };
  return {
    system,
    requests,
    set: (variables) => void Object.assign(env, variables),
    end,
    run: async (command, ...words) => {
      const { status, text = '' } = await end(command, ...words);
      expect(status).toBe(0);
      return text;
    },
  };
}

/** What a POSIX shell would be told: name and value, or `undefined` for what is taken away, in order. */
export function told(text: string): [name: string, value: string | undefined][] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, set, value, taken] = /^(?:export (\w+)='([^']*)'|unset (\w+));$/.exec(line) ?? [];
      if (set === undefined && taken === undefined) throw new Error(`no shell is told ${line}`);
      return [set ?? taken ?? '', set === undefined ? undefined : value];
    });
}
