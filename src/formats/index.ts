import type { Format } from './format';

/** Every format, by the name that `--format` takes. */
export const formats = {
  process: async () => (await import('./process')).processFormat,
} as const satisfies Readonly<Record<string, () => Promise<Format>>>;
