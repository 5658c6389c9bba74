import type { Format } from './format';

interface FormatRow {
  readonly load: () => Promise<Format>;
  /** The shells it is for, by program name; none for what is no shell. */
  readonly shells: readonly string[];
  /** What a person writes to have a shell take it; COMMAND stands for `brs env …`. */
  readonly idiom?: string;
}

/** Every format, by the name that `--format` takes. */
export const formats = {
  process: { load: async () => (await import('./process')).processFormat, shells: [] },
} as const satisfies Readonly<Record<string, FormatRow>>;
