import { ConfigError } from '../core/errors';
import { byLine } from './lines';

/**
 * `for /f` puts its variable in after `%`, `^`, `&` and quotes were looked at, so that they stand for themselves; `set`
 * itself ends the value at the last quote of the line. (Only `cmd /v:on` looks at `!` later than that, and no way of
 * writing it holds with and without.) An empty value can't exist in cmd: `set "NAME="` takes the variable away.
 */
function set(name: string, value: string): string {
  if (!/[\r\n]/.test(value)) return `set "${name}=${value}"`;
  throw new ConfigError({
    message: `${name} holds a line feed or carriage return, which the format cmd can't express`,
    hint: 'change the value, or use `brs exec`, which hands over any',
  });
}

export const cmdFormat = byLine({ set, unset: (name) => `set "${name}="` });
