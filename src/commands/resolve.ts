import { loadSharedConfig, type SharedConfig } from '../config/files';
import { flagsOnly, type Flags } from '../config/profile';
import { readVariables } from '../config/environment';
import { flagKeys, flagName, settingsTable, type SettingKey, type SettingRow } from '../config/settings';
import { UsageError } from '../core/errors';
import { marks } from '../core/variables';
import { inheritedProfiles } from '../session/chain';
import { makePlan } from '../session/plan';
import type { Plan } from '../session/step';
import type { PlanRequest } from '../session/walk';
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

export function flagsIn({ values }: Args): Flags {
  const given = flagKeys.map((key) => [key, values[flagName(key)]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

interface Chosen {
  readonly name: string;
  /** Whether the person chose it. */
  readonly named: boolean;
  /** What did: a flag, a variable, or `default`. */
  readonly chosenBy: string;
}

export function chosenProfile({ values }: Args, flags: Flags, env: System['env']): Chosen {
  const { profile } = values;
  if (profile === '') throw new UsageError({ message: '--profile is empty', hint: 'name a profile behind it' });
  if (profile !== undefined) return { name: profile, named: true, chosenBy: '--profile' };
  const flag = sourceFlags.find((key) => flags[key] !== undefined);
  if (flag !== undefined) return { name: flagsOnly, named: true, chosenBy: `--${flagName(flag)}` };
  for (const chosenBy of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', marks.profile]) {
    const name = env[chosenBy];
    if (name) return { name, named: true, chosenBy };
  }
  return { name: 'default', named: false, chosenBy: 'default' };
}

/** A plan, and the files it was made from. */
export interface Resolved {
  readonly plan: Plan;
  readonly config: SharedConfig;
  readonly request: PlanRequest;
}

/** What holds for the plans of all profiles. Throws `ConfigError`. */
export async function groundsOf(system: System): Promise<Omit<PlanRequest, 'name' | 'named' | 'flags'>> {
  const config = await loadSharedConfig(system);
  return { config, variables: readVariables(system.env, system), inherited: inheritedProfiles(system.env), system };
}

/** From a command line to a plan. Throws `UsageError` or `ConfigError`. */
export async function resolve(args: Args, system: System): Promise<Resolved> {
  const flags = flagsIn(args);
  const grounds = await groundsOf(system);
  const request = { ...grounds, ...chosenProfile(args, flags, system.env), flags };
  const plan = makePlan(request);
  system.notes.debug(
    `plan of ${plan.profile}: ${plan.steps.map(({ source, profile }) => `${source} (${profile})`).join(' → ')}`,
  );
  return { plan, config: grounds.config, request };
}

export async function resolvePlan(args: Args, system: System): Promise<Plan> {
  return (await resolve(args, system)).plan;
}

/** The vault, opened once and only if it is needed. */
export function lazyVault(system: System): () => Promise<Vault> {
  let vault: Promise<Vault> | undefined;
  return () => (vault ??= openVault(system));
}
