import { byLine } from './lines';

/**
 * In single quotes, doubled inside. Windows decodes what a program prints by the console's code page, Out-String joins
 * lines by CR LF, and curly quotes end a string like straight ones: all of these are made from their numbers.
 */
function quote(text: string): string {
  const inside = text.replaceAll("'", "''");
  return `'${inside.replace(/[^ -~]/g, (unit) => `' + [char]${unit.charCodeAt(0)} + '`)}'`;
}

export const powershellFormat = byLine({
  // An empty value takes the variable away before PowerShell 7.5.
  set: (name, value) => `$Env:${name} = ${quote(value)};`,
  unset: (name) => `Remove-Item -ErrorAction SilentlyContinue Env:${name};`,
});
