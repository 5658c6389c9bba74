import { formatTime } from '../../src/core/time';
import { keep, type Keeping } from '../../src/session/keeping';
import type { SessionSettings } from '../../src/session/request';
import { obtain } from '../../src/session/session';
import type { Plan } from '../../src/session/step';
import type { RunResult } from '../../src/system/run';
import type { System } from '../../src/system/system';
import { openVault, type Vault } from '../../src/vault/vault';
import { makeFakeSystem, type FakeSystem } from '../support/fake-system';
import { makeManualClock, type ManualClock } from '../support/manual-clock';

const kept: Keeping[] = [];

/** For afterEach. */
export function stopAll(): void {
  for (const keeping of kept.splice(0)) keeping.stop();
}

const custom = { command: ['mint'], timeoutSeconds: 60, key: 'brs_command' } as const;
export const plan: Plan = {
  profile: 'prod',
  path: ['prod'],
  steps: [{ source: 'custom', profile: 'prod', settings: custom }],
};
export const minutes = (count: number) => count * 60_000;

export interface Stage {
  readonly clock: ManualClock;
  readonly system: FakeSystem;
  readonly vault: Vault;
  readonly keeping: Keeping;
  /** When the source was asked, in minutes since the beginning. */
  readonly asked: number[];
  /** What the source does: mints keys for an hour unless told. */
  mint: () => Partial<RunResult> | Promise<Partial<RunResult>>;
  readonly key: () => Promise<string>;
}

/** A document of key 1, 2, 3 … good until then. */
export function document(number: number, expiration: number): Partial<RunResult> {
  const key = { AccessKeyId: `KEY${number}`, SecretAccessKey: 'made-up', SessionToken: 'made-up' };
  return { stdout: JSON.stringify({ Version: 1, ...key, Expiration: formatTime(expiration) }) };
}

export const fails: Partial<RunResult> = { status: 1 };

/** Credentials of an hour (ageing at 34 or 35 min, stale at 43 or 44), kept good by a source that mints others. */
export async function stage({ turns, ...more }: Partial<SessionSettings> & { turns?: number } = {}): Promise<Stage> {
  const clock = makeManualClock(turns);
  const began = clock.at;
  const asked: number[] = [];
  const run: System['run'] = async () => {
    asked.push((clock.at - began) / minutes(1));
    const result = await made.mint();
    return { stdout: '', stderr: '', status: 0, killedBy: undefined, ended: 'itself', ...result };
  };
  const locks = { take: () => Promise.resolve({ release: () => undefined }), released: () => Promise.resolve() };
  const system = makeFakeSystem({ clock, run, locks, env: { BRS_VAULT: 'memory' } });
  const vault = await openVault(system);
  const opened = () => Promise.resolve(vault);
  const wishes = { system, plan, vault: opened, mayAsk: false, excuses: true, comesAgain: false, ...more };
  const mint: Stage['mint'] = () => document(asked.length, clock.at + minutes(60));
  const made = { clock, system, vault, asked, mint };
  const keeping = keep(wishes, await obtain(wishes));
  kept.push(keeping);
  asked.length = 0;
  let count = 1;
  made.mint = () => document((count += 1), clock.at + minutes(60));
  return Object.assign(made, { keeping, key: async () => (await keeping.current()).accessKeyId });
}
