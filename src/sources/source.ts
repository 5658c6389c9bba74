import type { ContainerEndpoint } from '../config/container';
import type { ProvidedContext, Tag } from '../config/readers';
import type { Credentials } from '../core/credentials';
import type { StsOptions } from '../config/sts-options';
import type { MfaCode } from '../core/mfa-code';
import type { Environment, System } from '../system/system';

/** What each source needs to know, by the source's name: a step's settings, checked when the plan was made. */
export interface SourceSettings {
  static: { readonly keys: Credentials };
  environment: { readonly keys: Credentials };
  ecs: ContainerEndpoint;
  ec2: InstanceSettings;
  custom: CustomSettings;
  'mfa-session': MfaSessionSettings;
  'assume-role': AssumeRoleSettings;
}

export type SourceName = keyof SourceSettings;

export interface InstanceSettings {
  readonly endpoint: string;
  readonly timeoutMs: number;
  readonly attempts: number;
}

export interface CustomSettings {
  readonly command: readonly string[] | { readonly shell: string };
  readonly timeoutSeconds: number;
  /** The key or flag it comes from, for messages. */
  readonly key: string;
}

/** Where a code for an MFA device comes from. */
export interface MfaSettings {
  readonly serial: string;
  readonly process?: readonly string[];
  readonly prompt: 'auto' | 'terminal' | 'desktop' | 'never';
}

export interface MfaSessionSettings {
  readonly mfa: MfaSettings;
  readonly durationSeconds: number;
  readonly sts: StsOptions;
}

export interface AssumeRoleSettings {
  readonly roleArn: string;
  readonly sessionName: string;
  /** The name is brs's own, and no part of the entry's identity. */
  readonly generatedName?: true;
  readonly durationSeconds?: number;
  readonly externalId?: string;
  /** Only where the code goes with AssumeRole itself and no MFA session stands before it. */
  readonly mfa?: MfaSettings;
  readonly policy?: string;
  readonly policyArns?: readonly string[];
  readonly tags?: readonly Tag[];
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  readonly providedContexts?: readonly ProvidedContext[];
  readonly sts: StsOptions;
}

/** What a source gets to fetch with. */
export interface FetchContext {
  readonly system: System;
  readonly profile: string;
  /** The credentials of the step before, for sources that need some. */
  readonly upstream: Credentials | undefined;
  /** Whether a person may be reached at all. */
  readonly mayAsk: boolean;
  mfaCode(settings: MfaSettings): Promise<MfaCode>;
  /** To call with the time of the other side's clock, ms, where it tells it. */
  sawServerTime(at: number): void;
  /** The environment for programs that are started: the caller's, and who is being resolved. */
  readonly childEnv: Environment;
}

/** Fetches new credentials. Throws `SourceError`, `NeedsPersonError`, `ConfigError` or `AbortError`. */
export interface Source<N extends SourceName> {
  fetch(settings: SourceSettings[N], context: FetchContext): Promise<Credentials>;
}
