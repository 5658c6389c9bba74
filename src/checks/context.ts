import { readVariables, type Variables } from '../config/environment';
import { loadSharedConfig, type SharedConfig } from '../config/files';
import { missingProfile } from '../config/profile';
import type { StsOptions } from '../config/sts-options';
import { BrsError } from '../core/errors';
import { marks } from '../core/variables';
import type { Reached } from '../sts/reach';
import type { Environment, System } from '../system/system';
import { openVault, type Vault } from '../vault/vault';
import { sharedTexts, type SharedTexts } from './shared-text';
import { standingOf, wayFrom, type Standing } from './standing';

/** Everything that checks look at. */
export interface Context {
  readonly system: System;
  readonly config: SharedConfig;
  /** Why the shared files can't be read; then there are no profiles. */
  readonly unreadable: BrsError | undefined;
  readonly texts: SharedTexts;
  /** The profiles in question: all of them, or the chosen one and those it stands on. */
  readonly profiles: readonly Standing[];
  readonly variables: Variables;
  /** By the variable's name. */
  readonly wrongVariables: ReadonlyMap<string, BrsError>;
  /** Opened once, by the first who asks. */
  readonly vault: () => Promise<Vault>;
  /** One unsigned request to an endpoint, once for each; undefined where the network is left alone. */
  readonly reach: ((options: StsOptions) => Promise<Reached>) | undefined;
}

/** What is asked for. */
export interface Examination {
  readonly system: System;
  /** One profile instead of all. */
  readonly name?: string | undefined;
  readonly offline?: boolean;
}

/** What stands in for the real ones. */
export interface Ports {
  readonly openVault?: () => Promise<Vault>;
  readonly reach?: (options: StsOptions) => Promise<Reached>;
}

const noFiles: SharedConfig = {
  configPath: '',
  credentialsPath: '',
  profile: () => undefined,
  services: () => undefined,
  profileNames: () => [],
  badHeaders: [],
};

async function load(system: System): Promise<Pick<Context, 'config' | 'unreadable'>> {
  try {
    return { config: await loadSharedConfig(system), unreadable: undefined };
  } catch (error) {
    if (error instanceof BrsError) return { config: noFiles, unreadable: error };
    throw error;
  }
}

/** The variables one by one, where reading them all ends at the first that is wrong. */
function readEach(env: Environment, system: System): Pick<Context, 'variables' | 'wrongVariables'> {
  const wrongVariables = new Map<string, BrsError>();
  let good: Environment = {};
  for (const name of Object.keys(env)) {
    try {
      if (name.startsWith('AWS_')) readVariables({ [name]: env[name] }, system);
      good = { ...good, [name]: env[name] };
    } catch (error) {
      if (!(error instanceof BrsError)) throw error;
      wrongVariables.set(name, error);
    }
  }
  return { variables: readVariables(good, system), wrongVariables };
}

/** The same promise for all who ask. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** Throws `ConfigError` where the profile that is asked for is not there. */
export async function makeContext({ system, name, offline }: Examination, ports: Ports = {}): Promise<Context> {
  const { config, unreadable } = await load(system);
  if (name !== undefined && unreadable === undefined && !config.profileNames().includes(name)) {
    throw missingProfile(name, config);
  }
  const read = readEach(system.env, system);
  const names = name === undefined ? config.profileNames() : wayFrom(name, config).names;
  // What brs itself was started by is not what is looked at.
  const grounds = { config, variables: read.variables, inherited: [], system };
  const known = names.filter((each) => unreadable === undefined && config.profileNames().includes(each));
  const reach = ports.reach ?? (async (options) => await (await import('../sts/reach')).reachSts(options, system));
  return {
    ...read,
    system,
    config,
    unreadable,
    texts: sharedTexts(config, system.files),
    profiles: known.map((each) => standingOf(each, grounds)),
    vault: once(ports.openVault ?? (() => openVault(system))),
    reach: offline === true ? undefined : reach,
  };
}

/** Whether the keys in variables are what `brs env` put there. */
export function keysAreOurs(env: Environment): boolean {
  const key = env[marks.key];
  return key !== undefined && key !== '' && env['AWS_ACCESS_KEY_ID'] === key;
}
