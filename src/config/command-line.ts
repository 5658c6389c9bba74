/**
 * Splits a command from a setting as the SDKs' documentation of credential_process says: blanks separate, double
 * quotes hold a path or a parameter with blanks together. Single quotes do the same, and outside Windows a backslash
 * takes the next character literally (not inside single quotes), as botocore's `shlex` does.
 * No variables, no `~`, no globs. undefined where a quote is left open or nothing is there.
 */
export function splitCommand(text: string, platform: NodeJS.Platform): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const c = text.charAt(at);
    if (quote === '' && /\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === '' && (c === '"' || (c === "'" && platform !== 'win32'))) {
      quote = c;
      word ??= '';
    } else if (c === quote) {
      quote = '';
    } else if (escapes({ text, at, quote, platform })) {
      at += 1;
      word = (word ?? '') + text.charAt(at);
    } else {
      word = (word ?? '') + c;
    }
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words.length === 0 || words[0] === '' ? undefined : words;
}

interface Position {
  readonly text: string;
  readonly at: number;
  readonly quote: string;
  readonly platform: NodeJS.Platform;
}

/** Inside double quotes a backslash stands for itself unless a quote or a backslash follows. */
function escapes({ text, at, quote, platform }: Position): boolean {
  if (text.charAt(at) !== '\\' || at + 1 >= text.length || quote === "'") return false;
  const next = text.charAt(at + 1);
  if (platform === 'win32') return next === '"';
  return quote === '' || next === '"' || next === '\\';
}

/**
 * How a command is shown in messages: the program alone, since arguments may hold secrets, and so may variables that a
 * shell line sets before it.
 */
export function programName(
  command: readonly string[] | { readonly shell: string },
  platform: NodeJS.Platform,
): string {
  const words = 'shell' in command ? (splitCommand(command.shell, platform) ?? command.shell.split(/\s/)) : command;
  const program = words[0] ?? '';
  return /^[\w./\\: -]*$/.test(program) ? program : 'a command';
}

/** Whether the command starts brs itself: `brs …`, `/path/to/brs …`, `node /path/to/brs.js …`, `npx -y aws-brs …`. */
export function isBrs(words: readonly string[]): boolean {
  const command = words.indexOf('creds');
  const before = words.slice(0, command === -1 ? 2 : command).map((word) => word.split(/[/\\]/).at(-1) ?? '');
  return before.some((name) => /^(aws-)?brs(\.(js|cmd|exe|ps1))?$/i.test(name));
}

/** Whether a credential_process line is how SDKs reach brs for this very profile. */
export function isOwnLine(line: string, name: string, platform: NodeJS.Platform): boolean {
  const words = splitCommand(line, platform) ?? [];
  if (!isBrs(words)) return false;
  // A line that says by flags where credentials come from is a source like any other.
  if (words.some((word) => /^--(role-arn|source-profile|credential-source|source|command)(=|$)/.test(word)))
    return false;
  const at = words.findIndex((word) => /^(--profile|-p)$/.test(word));
  const joined = words.find((word) => word.startsWith('--profile='))?.slice('--profile='.length);
  const target = at === -1 ? joined : words[at + 1];
  return target === undefined || target === name;
}
