import { byLine } from './lines';

/** In single quotes, where only `\` and `'` mean something; `eval (…)` would take a line feed there for a blank. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', "'\\n'")}'`;
}

export const fishFormat = byLine({
  set: (name, value) => `set -gx ${name} ${quote(value)};`,
  // A universal variable stays: it is the person's, kept on disk for every session, and nothing can hide it in one.
  unset: (name) => `set -eg ${name}; or true;`,
});
