import type { System } from '../system/system';
import type { Obeyed } from './obeyed';

export interface Option {
  readonly name: string;
  /** What stands behind it in help (`PROFILE`); a switch has none. */
  readonly value?: string;
  readonly short?: string;
  readonly help: string;
  /** The only values there are, for help and completion; the command itself checks them. */
  readonly choices?: readonly string[];
  /** Heading it stands under in help. */
  readonly group?: string;
  /** For brs's own use. */
  readonly hidden?: true;
}

/** The words that a command takes besides its options. */
export interface Words {
  /** What stands for them in help (`PROFILE`). */
  readonly name: string;
  readonly help: string;
  /** How many at the least and at the most. */
  readonly least: number;
  readonly most: number;
  readonly choices?: readonly string[];
  /** The first word, or `--`, ends the options: what follows is somebody else's command line. */
  readonly verbatim?: true;
}

/** A command line that was understood: options with their text, switches that were given. */
export interface Args {
  readonly values: Readonly<Partial<Record<string, string>>>;
  readonly switches: ReadonlySet<string>;
  /** What stands there besides options: profiles, a shell, somebody else's command line. */
  readonly words: readonly string[];
  /** Everything behind the command, as it was written. */
  readonly argv: readonly string[];
}

/** How a command ended that was not over with its output: with the status of a program it ran. */
export interface Ended {
  readonly status: number;
  /** The signal to end by, so that a shell sees that its loop was interrupted. */
  readonly signal?: 'SIGINT' | undefined;
  /** For stdout. */
  readonly text?: string;
  /** Whatever is still under way is left where it is. */
  readonly atOnce?: true;
}

export interface Example {
  readonly line: string;
  readonly does: string;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly words?: Words;
  /** Lines of help for what options and words can't say, under a heading. */
  readonly more?: readonly { readonly heading: string; readonly text: string }[];
  readonly examples: readonly Example[];
  /** The environment variables that have a say, for help; none: an empty list. */
  readonly obeys: readonly Obeyed[];
  /** Returns what goes to stdout, whole, or how it ended where it wrote for itself. */
  run(args: Args, system: System): Promise<string | Ended>;
}

/** What the table says of a command without loading it. */
export interface CommandRow {
  readonly name: string;
  readonly summary: string;
  /** For brs's own use. */
  readonly hidden?: true;
  readonly load: () => Promise<Command>;
}
