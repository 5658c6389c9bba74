import { isOwnLine } from './command-line';

/**
 * The command by which SDKs reach brs. They start it without a shell, with `sh` or with `cmd.exe`: only what all of
 * these read alike may stand there. Double quotes only where there are blanks: Go's SDK v1 takes a line that begins with
 * a quote for a single word. (../shared/aws-behaviour.md §1.1)
 */
const plain = /^[\p{L}\p{M}\p{N}_\-./:@+,=]+$/u;
const plainOnWindows = /^[\p{L}\p{M}\p{N}_\-./:@+,=\\~]+$/u;

/** Whether a profile's name can stand in such a command. */
export function isPortableName(name: string): boolean {
  return plain.test(name.replaceAll(' ', '_')) && !name.startsWith('-');
}

export function quotedName(name: string): string {
  return name.includes(' ') ? `"${name}"` : name;
}

/** undefined where no quoting that all SDKs know would do. */
function quotedPath(path: string, platform: NodeJS.Platform): string | undefined {
  const windows = platform === 'win32';
  if ((windows ? plainOnWindows : plain).test(path)) return path;
  // Inside double quotes a shell reads these, and behind a blank # and ; begin a comment in the file.
  if ((windows ? /["%\r\n]|\s[#;]/ : /["$`\\\r\n]|\s[#;]/).test(path)) return undefined;
  return `"${path}"`;
}

interface Start {
  /** Absolute paths: node and its script, or a binary. */
  readonly program: readonly string[];
  readonly platform: NodeJS.Platform;
}

/** `/usr/bin/node /opt/brs/bin/brs.js creds --profile prod`; undefined where the program's path forbids it. */
export function ownCommand(name: string, { program, platform }: Start): string | undefined {
  const words = program.map((path) => quotedPath(path, platform));
  if (words.includes(undefined)) return undefined;
  const command = [...words, 'creds', '--profile', quotedName(name)].join(' ');
  // Under another name brs would not know the line for its own, and call itself for ever.
  return isOwnLine(command, name, platform) ? command : undefined;
}
