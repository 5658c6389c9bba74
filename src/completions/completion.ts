/** What may stand in one place of a command line: its name in help, and the only values there are. */
export interface Place {
  /** What stands for it in help (`PROFILE`). */
  readonly name: string;
  readonly choices?: readonly string[] | undefined;
}

export interface ShapeOption {
  readonly name: string;
  readonly short?: string | undefined;
  readonly help: string;
  /** What stands behind it; a switch has none. */
  readonly value?: Place | undefined;
}

/** The words beside the options. */
export interface ShapeWords extends Place {
  readonly most: number;
  /** They are somebody else's command line, which begins behind `--` or with the first word. */
  readonly verbatim?: true | undefined;
}

export interface ShapeCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly ShapeOption[];
  readonly words?: ShapeWords | undefined;
}

/** All that can be completed; what is hidden is not in it. */
export interface Shape {
  /** In the place of a command. */
  readonly options: readonly ShapeOption[];
  readonly commands: readonly ShapeCommand[];
}

/** The program's shape as a script that one shell reads. */
export type Completion = (shape: Shape) => string;

/** Where the values of a place come from. */
export type Values = 'choices' | 'profiles' | 'files' | 'programs' | 'nothing';

/** By the name in help; every other name stands for something that only the person knows. */
const named: Readonly<Partial<Record<string, Values>>> = { PROFILE: 'profiles', FILE: 'files', COMMAND: 'programs' };

export function valuesOf({ name, choices }: Place): Values {
  return choices === undefined ? (named[name] ?? 'nothing') : 'choices';
}

/** `--profile`, and `-p` where there is one. */
export function spellings({ name, short }: ShapeOption): string[] {
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
}

/** The first line that is no code, for every script. */
export const origin = 'for brs: made from its table of commands by `npm run docs`, not to be edited';
