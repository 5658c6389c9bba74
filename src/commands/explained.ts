import { readVariables } from '../config/environment';
import { loadSharedConfig } from '../config/files';
import { BrsError, ConfigError, reasonOf, UsageError } from '../core/errors';
import { explain, type Found } from '../explain/explain';
import type { Explanation } from '../explain/explanation';
import { readRaw } from '../explain/raw';
import { follow, wayOf, type Scene } from '../explain/scene';
import { inheritedProfiles } from '../session/chain';
import { entriesOf } from '../session/names';
import { makePlan } from '../session/plan';
import type { Plan } from '../session/step';
import type { PlanRequest } from '../session/walk';
import type { System } from '../system/system';
import type { Entry } from '../vault/entry';
import type { Args } from './command';
import { chosenProfile, flagsIn, lazyVault } from './resolve';

/** The profile may stand alone or behind `--profile`. */
function withProfile(args: Args): Args {
  const [word] = args.words;
  const { profile } = args.values;
  if (word === undefined) return args;
  if (profile !== undefined && profile !== word) {
    throw new UsageError({ message: `both ${word} and --profile ${profile} are given`, hint: 'name one profile' });
  }
  return { ...args, values: { ...args.values, profile: word } };
}

type Planned = { readonly plan: Plan; readonly error?: never } | { readonly plan?: never; readonly error: ConfigError };

function planned(request: Omit<PlanRequest, 'variables'>, system: System): Planned {
  try {
    return { plan: makePlan({ ...request, variables: readVariables(system.env, system) }) };
  } catch (error) {
    if (error instanceof ConfigError) return { error };
    throw error;
  }
}

/** Variables that can't be read are told by the plan's error. */
function variablesOf(system: System): Scene['variables'] {
  try {
    return readVariables(system.env, system);
  } catch {
    return {};
  }
}

/** What the vault has of a plan; a vault that fails is a remark, since the plan is the same without it. */
async function look(plan: Plan | undefined, system: System): Promise<Found> {
  const entries = new Map<string, Entry>();
  if (plan === undefined) return { state: {}, entries };
  try {
    const vault = await lazyVault(system)();
    for (const name of entriesOf(plan, system)) {
      const entry = await vault.read(name);
      if (entry !== undefined) entries.set(name, entry);
    }
    return { state: { store: vault.store }, entries };
  } catch (error) {
    if (!(error instanceof BrsError)) throw error;
    return { state: { error: reasonOf(error) }, entries: new Map() };
  }
}

export interface Explained {
  readonly explanation: Explanation;
  readonly error: ConfigError | undefined;
}

/** Everything about one profile, as far as it can be told; what goes wrong on the way is told with it. */
export async function explained(given: Args, system: System): Promise<Explained> {
  const args = withProfile(given);
  const { env, platform } = system;
  const flags = flagsIn(args);
  const config = await loadSharedConfig(system);
  const { name, named, chosenBy } = chosenProfile(args, flags, env);
  const request = { name, named, flags, config, system, inherited: inheritedProfiles(env) };
  const { plan, error } = planned(request, system);
  const raw = readRaw(config, system.files);
  const weighed = plan === undefined ? follow(raw, name, flags) : wayOf(plan, raw, flags);
  const scene: Scene = {
    name,
    chosenBy,
    flags,
    config,
    variables: variablesOf(system),
    env,
    platform,
    raw,
    plan,
    error,
    weighed,
  };
  const explanation = explain(scene, system, await look(plan, system));
  return { explanation, error };
}
