import { delimiter, join } from 'node:path';
import { isAdopted } from '../config/adoption';
import { isBrs, isOwnLine, splitCommand } from '../config/command-line';
import type { Written } from '../config/files';
import { quotedName } from '../config/own-line';
import type { System } from '../system/system';
import type { Check, Finding } from './check';
import type { Context } from './context';
import { placeOfOrigin } from './shared-text';
import type { Standing } from './standing';

/** What programs started from a desktop have for PATH: launchd's default; elsewhere what every session begins with. */
const desktopPath: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/usr/bin', '/bin', '/usr/sbin', '/sbin'],
  linux: ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'],
};

/** One command of one profile. */
interface Line {
  readonly standing: Standing;
  readonly key: string;
  readonly written: Written;
  readonly words: readonly string[];
  /** Whether it starts brs. */
  readonly brs: boolean;
}

function linesOf(standing: Standing, { platform }: System): Line[] {
  return ['credential_process', 'brs_credential_process', 'brs_command'].flatMap((key) => {
    const written = standing.section.get(key);
    const words = written === undefined ? undefined : splitCommand(written.value, platform);
    if (written === undefined || words === undefined) return [];
    return [{ standing, key, written, words, brs: isBrs(words) }];
  });
}

function isAbsolute(word: string): boolean {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(word);
}

function isIn(folders: readonly string[], name: string, { files, platform }: System): boolean {
  const ends = platform === 'win32' ? ['', '.exe', '.cmd', '.bat', '.com'] : [''];
  return folders.some((folder) => ends.some((end) => files.real(join(folder, `${name}${end}`)) !== undefined));
}

function foldersOf({ env }: System): string[] {
  return (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** The program that is not there: the first word, or the script behind Node. */
function missing({ words, brs }: Line, system: System): string | undefined {
  const [first = '', second = ''] = words;
  const paths = [first, ...(brs ? [second] : [])].filter(isAbsolute);
  const lost = paths.find((path) => system.files.real(path) === undefined);
  if (lost !== undefined) return lost;
  // Anything else a shell may read as it likes.
  return !/^[\w.+-]+$/.test(first) || isIn(foldersOf(system), first, system) ? undefined : first;
}

/** How to have the line written anew. */
function renewal({ standing: { name } }: Line, { texts, system }: Context): string {
  const isOwn = (command: string) => isOwnLine(command, name, system.platform);
  const files = { config: texts.config.lines, credentials: texts.credentials.lines };
  const shown = quotedName(name);
  if (isAdopted({ name, files, isOwn })) return `brs release ${shown} && brs adopt ${shown}`;
  return `take the line away and run \`brs adopt ${shown}\`, or write brs's path into it (\`which brs\`)`;
}

function program(line: Line, context: Context): Finding[] {
  const { system } = context;
  const { standing, key, words, brs } = line;
  const [first = ''] = words;
  const lost = missing(line, system);
  if (lost !== undefined) {
    const what = `${key} of profile ${standing.name} starts ${lost}, which is ${isAbsolute(lost) ? 'not there' : 'nowhere on PATH'}`;
    return [{ code: 'process.not-found', what, advice: brs ? renewal(line, context) : 'correct the line' }];
  }
  const folders = desktopPath[system.platform];
  if (!brs || key === 'brs_command' || /[/\\]/.test(first) || folders === undefined) return [];
  if (isIn(folders, first, system)) return [];
  const what = `${key} of profile ${standing.name} starts ${first} without a path: editors and other programs started from a desktop, which have only ${folders.join(':')}, don't find it`;
  return [{ code: 'process.desktop-path', what, advice: renewal(line, context) }];
}

function asked({ standing: { name }, words, brs, key }: Line, { config }: Context): Finding[] {
  const at = words.findIndex((word) => /^(--profile|-p)$/.test(word));
  const target =
    words.find((word) => word.startsWith('--profile='))?.slice('--profile='.length) ??
    (at < 0 ? undefined : words[at + 1]);
  if (!brs || target === undefined || config.profileNames().includes(target)) return [];
  const what = `${key} of profile ${name} asks brs for profile ${target}, which is not there`;
  return [{ code: 'process.missing-profile', what, advice: `write --profile ${quotedName(name)}` }];
}

/** aws-sdk-go v1, processcreds/provider.go: the quoted word and the rest become one name. */
function quoted({ standing: { name }, written, key }: Line): Finding[] {
  if (key !== 'credential_process' || !/^["']/.test(written.value)) return [];
  const what = `credential_process of profile ${name} begins with a quote: Go's SDK 1 (rclone, older Terraform) takes it for a single word`;
  return [
    { code: 'process.quoted', what, advice: 'put the program where its path has no blanks, and leave the quotes out' },
  ];
}

export const processes: Check = {
  run: (context) =>
    context.profiles
      .flatMap((standing) => linesOf(standing, context.system))
      .flatMap((line) =>
        [...program(line, context), ...asked(line, context), ...quoted(line)].map((finding) => ({
          ...finding,
          place: placeOfOrigin(line.written.origin),
        })),
      ),
};
