import type { Code } from './codes';
import type { Context } from './context';

/** Something that was found. No secret is in it. */
export interface Finding {
  readonly code: Code;
  /** What is so, as a sentence. */
  readonly what: string;
  /** What to do next. */
  readonly advice?: string | undefined;
  /** `file:line`, or a variable. */
  readonly place?: string | undefined;
  /** Puts it right where that is safe, and says what it did. */
  readonly fix?: (() => string | Promise<string>) | undefined;
}

export interface Check {
  run(context: Context): readonly Finding[] | Promise<readonly Finding[]>;
}

/** What the table says of a check without loading it. */
export interface CheckRow {
  readonly name: string;
  /** What can be said where it found nothing. */
  readonly fine: string;
  readonly load: () => Promise<Check>;
}
