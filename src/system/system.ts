import type { Child } from './child';
import type { Clock } from './clock';
import type { Files } from './files';
import type { Http } from './http';
import type { Locks } from './lock';
import type { Notes } from './notes';
import type { Piped } from './piped';
import type { Run } from './run';
import type { Screen } from './screen';
import type { Serve } from './serve';
import type { Terminal } from './terminal';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything brs touches outside itself, as one value: the only way in for clock, files, processes and network. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly home: string;
  /** The working directory. */
  readonly folder: string;
  /** Where entries, notes and locks of this person are: see folders.ts. */
  readonly stateFolder: string;
  readonly user: string;
  readonly host: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly files: Files;
  readonly locks: Locks;
  readonly http: Http;
  readonly run: Run;
  readonly child: Child;
  readonly piped: Piped;
  readonly serve: Serve;
  readonly terminal: Terminal;
  readonly notes: Notes;
  /** The terminal to draw on, where stdin and stdout are one. */
  readonly screen: () => Screen | undefined;
  /** Whether stderr is a terminal: a person looks at this very process. */
  readonly isWatched: () => boolean;
  /** Name of the program that started brs, where that can be told. */
  readonly parent: () => Promise<string | undefined>;
  /** `20.19.0` */
  readonly nodeVersion: string;
  /** How this same program is started: absolute paths. */
  readonly program: readonly string[];
  /** Starts this same program again, detached, silent and without a terminal. */
  readonly again: (argv: readonly string[], env: Environment) => void;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
