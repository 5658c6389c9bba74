import type { Environment, System } from '../system/system';

interface DesktopProgram {
  readonly platforms: readonly NodeJS.Platform[];
  readonly command: (text: string) => readonly string[];
}

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Programs that ask in a window; the first that is installed is used. */
const programs: readonly DesktopProgram[] = [
  {
    platforms: ['linux', 'freebsd', 'openbsd'],
    command: (text) => ['zenity', '--entry', '--title=brs', `--text=${text}`],
  },
  { platforms: ['linux', 'freebsd', 'openbsd'], command: (text) => ['kdialog', '--title', 'brs', '--inputbox', text] },
  {
    platforms: ['darwin'],
    command: (text) => [
      'osascript',
      '-e',
      `text returned of (display dialog ${quoted(text)} default answer "" with title "brs")`,
    ],
  },
  {
    platforms: ['win32'],
    command: (text) => [
      'powershell',
      '-NoProfile',
      '-Command',
      `Add-Type -AssemblyName Microsoft.VisualBasic; [Microsoft.VisualBasic.Interaction]::InputBox('${text.replace(/['‘’‚‛]/g, '$&$&')}', 'brs')`,
    ],
  },
];

export interface DesktopQuestion {
  readonly system: System;
  readonly text: string;
  readonly timeoutMs: number;
  readonly childEnv: Environment;
}

function hasDesktop({ platform, env }: System): boolean {
  const local = platform === 'darwin' || platform === 'win32';
  return local ? !env['SSH_CONNECTION'] : [env['DISPLAY'], env['WAYLAND_DISPLAY']].some(Boolean);
}

/** What was typed (empty where the window was closed); undefined where there is no desktop or no such program. */
export async function desktopPrompt({
  system,
  text,
  timeoutMs,
  childEnv,
}: DesktopQuestion): Promise<string | undefined> {
  if (!hasDesktop(system)) return undefined;
  for (const program of programs) {
    if (!program.platforms.includes(system.platform)) continue;
    try {
      const run = system.run({ command: program.command(text), env: childEnv, timeoutMs, signal: system.signal });
      const { stdout, status, ended } = await run;
      if (ended === 'itself') return status === 0 ? stdout.trim() : '';
      return undefined;
    } catch {
      // Not installed: the next one.
    }
  }
  return undefined;
}
