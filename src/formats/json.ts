import type { Format } from './format';
import { valuesOf } from './lines';

/** One object on one line, of the variables that have a value. */
export const jsonFormat: Format = ({ variables }) => `${JSON.stringify(Object.fromEntries(valuesOf(variables)))}\n`;
