import { byLine } from './lines';

// `eval $(brs env)` has the shell split what it reads at blanks, match it with files and, in ksh93, open braces, before
// eval joins the words with one blank each. What can be touched by that, or by a shell's quoting, never stands there:
// `printf %b` makes it from octal numbers. (In its format, dash would take the number of `%` for a `%`; `$(…)` would be
// a bad pattern to a zsh that is sh.)
const harmless = /^[\w+/=.:@,-]*$/;

function octal(byte: number): string {
  const character = String.fromCharCode(byte);
  return harmless.test(character) ? character : `\\0${byte.toString(8).padStart(3, '0')}`;
}

function printed(text: string): string {
  return `"\`printf %b '${[...Buffer.from(text)].map(octal).join('')}'\`"`;
}

function set(name: string, value: string): string {
  if (harmless.test(value)) return `export ${name}='${value}';`;
  if (!value.endsWith('\n')) return `export ${name}=${printed(value)};`;
  // What a command prints loses its line feeds at the end: a full stop holds them until the next statement takes it off.
  return `export ${name}=${printed(`${value}.`)}; ${name}="\${${name}%.}";`;
}

export const posixFormat = byLine({ set, unset: (name) => `unset ${name};` });
