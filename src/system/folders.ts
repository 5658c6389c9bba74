import { isAbsolute, join, resolve } from 'node:path';
import { ConfigError } from '../core/errors';
import type { Environment } from './system';

interface Whereabouts {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly home: string;
}

/** The home folder as the SDKs find it: HOME, else USERPROFILE, else HOMEDRIVE and HOMEPATH, else what the OS says. Throws `ConfigError`. */
export function homeFolder(env: Environment, fromOs: () => string): string {
  if (env['HOME']) return env['HOME'];
  if (env['USERPROFILE']) return env['USERPROFILE'];
  if (env['HOMEPATH']) return `${env['HOMEDRIVE'] ?? 'C:'}${env['HOMEPATH']}`;
  let found = '';
  try {
    found = fromOs();
  } catch {
    // A user without an entry in the system's list.
  }
  if (found !== '') return found;
  throw new ConfigError({ message: 'there is no home folder', hint: 'set HOME (and BRS_STATE_DIR, to keep entries)' });
}

/** brs's own folder: BRS_STATE_DIR (a relative one counts from the home folder), else the platform's place for state that is not worth a backup. */
export function stateFolder({ platform, env, home }: Whereabouts): string {
  const chosen = env['BRS_STATE_DIR'];
  if (chosen) return resolve(home, expandHome(chosen, home));
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'brs');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'brs');
  const xdg = env['XDG_STATE_HOME'];
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'state'), 'brs');
}

/** `~/x` as a path below the home folder; anything else as it is. */
export function expandHome(path: string, home: string): string {
  return /^~[/\\]/.test(path) ? join(home, path.slice(2)) : path;
}
