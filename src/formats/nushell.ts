import type { Format } from './format';
import { valuesOf } from './lines';

/** An object for `load-env`. It can't take away, but programs are not told a variable that is null. */
export const nushellFormat: Format = ({ variables }) => {
  const absent = variables.map(({ name }) => [name, null]);
  return `${JSON.stringify(Object.fromEntries([...absent, ...valuesOf(variables)]))}\n`;
};
