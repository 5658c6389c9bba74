import type { Fault } from '../core/errors';
import type { Freshness } from '../core/view';

/**
 * Why a profile comes to the credentials it comes to, as plain data: what `brs explain --json` prints. No secret is in
 * it. Places are `config:7` (file and line, see `files`), `--region`, `AWS_REGION`, or `default`.
 */
export interface Explanation {
  readonly profile: string;
  /** What chose the profile: `--profile`, a variable, or `default`. */
  readonly chosenBy: string;
  readonly files: { readonly config: string; readonly credentials: string };
  /** Why there is no plan; the rest is then told as far as it goes. */
  readonly error?: Fault;
  /** Steps in the order in which they run; empty without a plan. */
  readonly hops: readonly Hop[];
  /** Written settings of the profiles on the way that no hop shows, where there is no plan. */
  readonly read: readonly SettingRead[];
  readonly ignored: readonly Ignored[];
  /** What SDKs do that are given this very profile by AWS_PROFILE. */
  readonly sdks: readonly Verdict[];
  readonly vault: VaultState;
}

/** A setting that counts. */
export interface SettingRead {
  readonly profile: string;
  /** brs's name of the setting, without a prefix. */
  readonly key: string;
  /** As it is written in the file, where that is another: `brs_role_arn`, `transitive_session_tags`. */
  readonly written?: string;
  /** `•••` for secrets, the program alone for commands. */
  readonly value: string;
  readonly place: string;
}

export interface Told {
  readonly value: string;
  readonly place: string;
}

export interface Hop {
  readonly source: string;
  readonly profile: string;
  /** The role, the device, the address or the program. */
  readonly what: string;
  readonly settings: readonly SettingRead[];
  /** Of STS, where this step calls it. */
  readonly region?: Told;
  readonly endpoint?: Told;
  readonly duration?: Duration;
  readonly mfa?: Mfa;
  /** Whether its credentials are kept, under this name. */
  readonly kept: boolean;
  readonly fingerprint: string;
  /** Of the entry in the vault, where there is one. */
  readonly freshness?: Freshness;
  /** RFC 3339. */
  readonly expiresAt?: string;
}

export interface Duration {
  /** What is written. Seconds. */
  readonly wished?: number;
  /** What brs asks for; without it brs leaves the choice to STS. Seconds. */
  readonly asked?: number;
  /** What comes of it. Seconds. */
  readonly expected: number;
  readonly why: string;
}

/** Where a person comes in. */
export interface Mfa {
  readonly serial: string;
  /** By which way the code comes. */
  readonly way: string;
  /** What one code is good for. */
  readonly serves: string;
}

/** Something that is written or set, and has no effect in brs. */
export interface Ignored {
  readonly profile?: string;
  readonly key: string;
  readonly place: string;
  /** The end of a sentence whose subject is the key. */
  readonly why: string;
}

export type SdkName = 'botocore' | 'JavaScript' | 'Go' | 'Java';

/** What an SDK takes; `nothing`: it goes on to a container's or instance's credentials. */
export type Takes =
  | 'brs'
  | 'program'
  | 'role'
  | 'web identity'
  | 'Identity Center'
  | 'aws login'
  | 'static keys'
  | 'variables'
  | 'nothing'
  | 'error';

export interface Verdict {
  readonly sdk: SdkName;
  readonly takes: Takes;
  readonly says: string;
  /** What decides it: a key or a variable, and where it stands. */
  readonly key?: string;
  readonly place?: string;
  /** It gets credentials, and brs is not asked for them. */
  readonly goesRoundBrs: boolean;
}

export interface VaultState {
  /** Name of the store, where it opened. */
  readonly store?: string;
  /** Why it told nothing. */
  readonly error?: string;
}
