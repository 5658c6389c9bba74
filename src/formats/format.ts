import type { Credentials } from '../core/credentials';
import type { Variable } from '../core/variables';

/** What is to be written as text. */
export interface Answer {
  /** Absent where everything is only taken back. */
  readonly credentials?: Credentials | undefined;
  /** The same as variables, in order; the ones without a value are to be taken away. */
  readonly variables: readonly Variable[];
  /** Name of the profile, for formats that have a place for it. */
  readonly profile: string;
}

/** Credentials as text, for those who can't be handed an object. Throws `ConfigError` for what it has no words for. */
export type Format = (answer: Answer) => string;
