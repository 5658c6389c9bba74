import type { View } from '../core/view';

/** Shows a question in the view and gives the typed line; undefined: the person gave up. */
export type Ask = (question: string) => Promise<string | undefined>;

export interface Loaded {
  readonly views: readonly View[];
  /** Where entries are kept. */
  readonly store: string;
  /** Why they are kept there, where that is not the usual place. */
  readonly why: string | undefined;
}

/** All that the view knows and does comes in here. */
export interface Board {
  /** Every profile's view; called at the start and whenever `stamp` has changed. */
  load(): Promise<Loaded>;
  /** Cheap; another value once anything changed on disk (entries, failures, the config files). Polled every second. */
  stamp(): string;
  /** New credentials now; without `ask` nobody can be asked. Rejects with a BrsError. */
  refresh(profile: string, ask: Ask | undefined): Promise<void>;
  login(profile: string, ask: Ask): Promise<void>;
  /** Forgets the entries; how many. */
  clear(profile: string): Promise<number>;
  explain(profile: string): Promise<string>;
  /** The line for ~/.aws/config. */
  configLine(profile: string): string;
  /** Puts text on the clipboard where the terminal can (OSC 52); false: it is shown instead. */
  copy(text: string): boolean;
  now(): number;
  /** Stops the process as Ctrl-Z does; resolves once it goes on. The screen is the shell's meanwhile. */
  suspend?(): Promise<void>;
  /** False under NO_COLOR or TERM=dumb. */
  readonly color: boolean;
  /** Where the locale is not UTF-8. */
  readonly ascii?: boolean;
  readonly configPath: string;
  /** Ctrl-C outside raw mode, SIGTERM, SIGHUP. */
  readonly signal: AbortSignal;
}
