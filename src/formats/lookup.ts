import { formatNames, formats, type FormatName, type FormatRow } from './index';

const rows: Readonly<Record<FormatName, FormatRow>> = formats;

/** The format for a shell's program: `zsh`, `/bin/zsh`, `-zsh` where it is the login shell, `C:\…\pwsh.exe`. */
export function formatOfShell(program: string): FormatName | undefined {
  const file = program.split(/[\\/]/).at(-1) ?? '';
  const shell = file
    .toLowerCase()
    .replace(/^-/, '')
    .replace(/\.exe$/, '');
  return formatNames.find((name) => rows[name].shells.includes(shell));
}
