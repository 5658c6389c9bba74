import type { Source } from './source';

/** Keys written in a profile. */
export const staticKeys: Source<'static'> = {
  fetch: ({ keys }) => Promise.resolve(keys),
};
