import type { Credentials } from '../core/credentials';
import type { Times } from '../core/view';
import type { System } from '../system/system';
import type { Vault } from '../vault/vault';
import type { Plan } from './step';

/** What is asked of a session. */
export interface SessionSettings {
  readonly system: System;
  readonly plan: Plan;
  /** Opened when it is first needed; undefined: nothing is read or kept. */
  readonly vault: (() => Promise<Vault>) | undefined;
  readonly mayAsk: boolean;
  readonly mfaToken?: string | undefined;
  readonly minTtlSeconds?: number | undefined;
  /** Get new credentials of the last step, whatever is in the vault. */
  readonly refresh?: boolean;
  /** Whether a valid entry will do where new credentials can't be had just now. */
  readonly excuses: boolean;
  /** A person is there now: what would need one soon is got anew, so that later calls need nobody. */
  readonly ahead?: boolean;
  /** Whether the one who gets an ageing entry can come again for a better one; else it is refreshed first. */
  readonly comesAgain: boolean;
}

export interface Outcome {
  readonly credentials: Credentials;
  /** The entry is ageing: now is the time to refresh it in the background. */
  readonly ageing: boolean;
  readonly fingerprint: string;
  /** When they begin to age and when they are stale, by this machine's clock, ms; absent where they never expire. */
  readonly times?: Times;
}
