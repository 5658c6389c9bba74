import { ConfigError } from '../core/errors';
import { byLine } from './lines';

/** `!` is the history's also in single quotes; whether `\` means something there is up to $backslash_quote. */
function quote(text: string): string {
  return `'${text.replace(/['!\\]/g, "'\\$&'")}'`;
}

function set(name: string, value: string): string {
  // What a command prints becomes words at line feeds, or blanks at both; no other way in makes them.
  if (!/[\r\n]/.test(value)) return `setenv ${name} ${quote(value)};`;
  throw new ConfigError({
    message: `${name} holds a line feed or carriage return, which the format tcsh can't express`,
    hint: 'change the value, or use `brs exec`, which hands over any',
  });
}

export const tcshFormat = byLine({ set, unset: (name) => `unsetenv ${name};` });
