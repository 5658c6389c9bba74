import { byLine } from './lines';

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export const elvishFormat = byLine({
  set: (name, value) => `set-env ${name} ${quote(value)};`,
  unset: (name) => `unset-env ${name};`,
});
