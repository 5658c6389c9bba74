import type { Source, SourceName } from './source';

interface SourceRow<N extends SourceName> {
  readonly load: () => Promise<Source<N>>;
  /** Whether its credentials go into the vault: what is at hand anyway does not. */
  readonly kept: boolean;
}

/** Every source, by the name that `brs_source` and messages use. */
export const sources: { readonly [N in SourceName]: SourceRow<N> } = {
  static: { load: async () => (await import('./static')).staticKeys, kept: false },
  environment: { load: async () => (await import('./environment')).environment, kept: false },
  ecs: { load: async () => (await import('./ecs')).ecs, kept: true },
  ec2: { load: async () => (await import('./ec2')).ec2, kept: true },
  custom: { load: async () => (await import('./custom')).custom, kept: true },
  'mfa-session': { load: async () => (await import('./mfa-session')).mfaSession, kept: true },
  'assume-role': { load: async () => (await import('./assume-role')).assumeRole, kept: true },
};
