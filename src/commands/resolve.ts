import { loadSharedConfig, type SharedConfig } from '../config/files';
import { flagsOnly, type Flags } from '../config/profile';
import { readVariables } from '../config/environment';
import { flagKeys, flagName, settingsTable, type SettingKey, type SettingRow } from '../config/settings';
import { UsageError } from '../core/errors';
import { marks } from '../core/variables';
import { inheritedProfiles } from '../session/chain';
import { makePlan } from '../session/plan';
import type { Plan } from '../session/step';
import type { System } from '../system/system';
import { openVault, type Vault } from '../vault/vault';
import type { Args, Option } from './command';

/** `--profile` and every setting as a flag: what a command that resolves a profile takes. */
export const resolveOptions: readonly Option[] = [
  {
    name: 'profile',
    short: 'p',
    value: 'PROFILE',
    help: 'profile (else AWS_PROFILE, AWS_DEFAULT_PROFILE, BRS_PROFILE, default)',
  },
  ...flagKeys.map((key) => {
    const { flag, help, read }: SettingRow = settingsTable[key];
    const choices = read.choices === undefined ? {} : { choices: read.choices };
    return { name: flagName(key), value: flag ?? '', help, ...choices, group: 'Settings (keys of a profile, too):' };
  }),
];

/** Flags that say by themselves where credentials come from: with one of them no profile is needed. */
const sourceFlags: readonly SettingKey[] = ['role_arn', 'source_profile', 'credential_source', 'source', 'command'];

function flagsIn({ values }: Args): Flags {
  const given = flagKeys.map((key) => [key, values[flagName(key)]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** The profile's name and whether the person chose it. */
function chosenProfile({ values }: Args, flags: Flags, env: System['env']): { name: string; named: boolean } {
  const { profile } = values;
  if (profile === '') throw new UsageError({ message: '--profile is empty', hint: 'name a profile behind it' });
  if (profile !== undefined) return { name: profile, named: true };
  if (sourceFlags.some((key) => flags[key] !== undefined)) return { name: flagsOnly, named: true };
  const fromEnv = [env['AWS_PROFILE'], env['AWS_DEFAULT_PROFILE'], env[marks.profile]].find(Boolean);
  return fromEnv !== undefined ? { name: fromEnv, named: true } : { name: 'default', named: false };
}

/** A plan, and the files it was made from. */
export interface Resolved {
  readonly plan: Plan;
  readonly config: SharedConfig;
}

/** From a command line to a plan. Throws `UsageError` or `ConfigError`. */
export async function resolve(args: Args, system: System): Promise<Resolved> {
  const flags = flagsIn(args);
  const config = await loadSharedConfig(system);
  const variables = readVariables(system.env, system);
  const inherited = inheritedProfiles(system.env);
  const plan = makePlan({ ...chosenProfile(args, flags, system.env), flags, config, variables, system, inherited });
  system.notes.debug(
    `plan of ${plan.profile}: ${plan.steps.map(({ source, profile }) => `${source} (${profile})`).join(' → ')}`,
  );
  return { plan, config };
}

export async function resolvePlan(args: Args, system: System): Promise<Plan> {
  return (await resolve(args, system)).plan;
}

/** The vault, opened once and only if it is needed. */
export function lazyVault(system: System): () => Promise<Vault> {
  let vault: Promise<Vault> | undefined;
  return () => (vault ??= openVault(system));
}
