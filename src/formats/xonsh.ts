import { byLine } from './lines';

export const xonshFormat = byLine({
  // Every escape of JSON means the same in a Python string.
  set: (name, value) => `$${name} = ${JSON.stringify(value)}`,
  unset: (name) => `\${...}.pop("${name}", None)`,
});
