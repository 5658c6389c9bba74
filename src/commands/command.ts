import type { System } from '../system/system';

export interface Option {
  readonly name: string;
  /** What stands behind it in help (`PROFILE`); a switch has none. */
  readonly value?: string;
  readonly short?: string;
  readonly help: string;
  /** Heading it stands under in help. */
  readonly group?: string;
  /** For brs's own use. */
  readonly hidden?: true;
}

/** A command line that was understood: options with their text, switches that were given. */
export interface Args {
  readonly values: Readonly<Partial<Record<string, string>>>;
  readonly switches: ReadonlySet<string>;
  /** The words behind the command, as they were written. */
  readonly argv: readonly string[];
}

export interface Example {
  readonly line: string;
  readonly does: string;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly examples: readonly Example[];
  /** Returns what goes to stdout, whole. */
  run(args: Args, system: System): Promise<string>;
}
