import type { SourceName, SourceSettings } from '../sources/source';

/** One step of a plan: which source, with what. `profile` is the section it came from. */
export type Step = {
  [N in SourceName]: { readonly source: N; readonly profile: string; readonly settings: SourceSettings[N] };
}[SourceName];

/** Ordered steps, each receiving the credentials of the one before; as data, so that it can be shown and compared. */
export interface Plan {
  readonly profile: string;
  readonly steps: readonly Step[];
  /** Every profile on the way, in the order they were met. */
  readonly path: readonly string[];
  /** Region of the chosen profile, for those who get the result. */
  readonly region?: string;
  /** The person's own windows for the result, where set. */
  readonly advisorySeconds?: number;
  readonly mandatorySeconds?: number;
}
