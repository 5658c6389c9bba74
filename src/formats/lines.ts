import type { Secret } from '../core/secret';
import type { Variable } from '../core/variables';
import type { Format } from './format';

/** How a shell is told one variable; a line feed is added. */
interface Words {
  readonly set: (name: string, value: string) => string;
  readonly unset: (name: string) => string;
}

function plain(value: string | Secret): string {
  return typeof value === 'object' ? value.reveal() : value;
}

/** A format of one line for every variable. */
export function byLine({ set, unset }: Words): Format {
  return ({ variables }) =>
    variables.map(({ name, value }) => `${value === undefined ? unset(name) : set(name, plain(value))}\n`).join('');
}

/** Names and values of the variables that have one. */
export function valuesOf(variables: readonly Variable[]): [name: string, value: string][] {
  return variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, plain(value)]]));
}
