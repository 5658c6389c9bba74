import { isAbsolute, join } from 'node:path';
import type { Environment } from './system';

interface Whereabouts {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly home: string;
}

/** The home folder as the SDKs find it: HOME, else USERPROFILE, else HOMEDRIVE and HOMEPATH, else what the OS says. */
export function homeFolder(env: Environment, fromOs: () => string): string {
  if (env['HOME']) return env['HOME'];
  if (env['USERPROFILE']) return env['USERPROFILE'];
  if (env['HOMEPATH']) return `${env['HOMEDRIVE'] ?? 'C:'}${env['HOMEPATH']}`;
  return fromOs();
}

/** brs's own folder: BRS_STATE_DIR, else the platform's place for state that is not worth a backup. */
export function stateFolder({ platform, env, home }: Whereabouts): string {
  const chosen = env['BRS_STATE_DIR'];
  if (chosen) return chosen;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'brs');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'brs');
  const xdg = env['XDG_STATE_HOME'];
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'state'), 'brs');
}

/** `~/x` as a path below the home folder; anything else as it is. */
export function expandHome(path: string, home: string): string {
  return /^~[/\\]/.test(path) ? join(home, path.slice(2)) : path;
}
