import { ConfigError } from '../core/errors';
import type { Format } from './format';
import { valuesOf } from './lines';

// Docker's --env-file takes everything behind `=` as it is, quotes too: what needs none has none.
const harmless = /^[\w+/=.:@,%-]*$/;

/**
 * What the readers disagree on. python-dotenv puts variables in for `${…}` within any quotes, reads `\\` and `\'` as
 * one character in single quotes, and a carriage return as a line feed; within double quotes so does sh with `$`, and
 * each of them, and Node, with escapes of its own.
 */
const notSingle = /['\r]|\\\\|\\$|\$\{/;
const notDouble = /["\\$`\r]/;

function quote(name: string, value: string): string {
  if (harmless.test(value)) return value;
  if (!notSingle.test(value)) return `'${value}'`;
  if (!notDouble.test(value)) return `"${value}"`;
  throw new ConfigError({
    message: `${name} holds quotes or other characters that readers of .env files disagree on`,
    hint: 'change the value, or use the format json',
  });
}

/** A .env file, for Node, python-dotenv and sh alike. It has no words for taking away. */
export const dotenvFormat: Format = ({ variables }) =>
  valuesOf(variables)
    .map(([name, value]) => `${name}=${quote(name, value)}\n`)
    .join('');
