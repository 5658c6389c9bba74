import { ConfigError } from '../core/errors';
import type { Environment } from '../system/system';
import type { Plan } from './step';

/**
 * What every program that brs starts carries along: the profiles under resolution, and the entries being got. A brs
 * further down that would need one of them refuses at once, where it would else wait for itself for ever.
 */
export const chainVariable = 'BRS_PROFILE_CHAIN';

interface Chain {
  readonly profiles: readonly string[];
  readonly held: readonly string[];
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((word) => word !== '');
}

function read(env: Environment): Chain {
  const [profiles, held] = (env[chainVariable] ?? '').split(';');
  return { profiles: words(profiles).map(decode), held: words(held) };
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

/** The profiles that processes above this one are resolving. */
export function inheritedProfiles(env: Environment): readonly string[] {
  return read(env).profiles;
}

/** Two profiles may differ in name and yet be the same plan: then the entry itself would be waited for. */
export function refuseHeld(env: Environment, plan: Plan, fingerprints: readonly string[]): void {
  const { profiles, held } = read(env);
  if (!fingerprints.some((name) => held.includes(name))) return;
  throw new ConfigError({
    message: `these profiles need each other's credentials: ${[...profiles, ...plan.path].join(' → ')}`,
    hint: 'one of them must get its credentials from somewhere else',
  });
}

/** `now` are the entries whose locks this process holds. */
export function childEnvironment(env: Environment, plan: Plan, now: readonly string[]): Environment {
  const { profiles, held } = read(env);
  const names = [...profiles, ...plan.path].map(encodeURIComponent).join(',');
  return { ...env, [chainVariable]: `${names};${[...held, ...now].join(',')}` };
}
