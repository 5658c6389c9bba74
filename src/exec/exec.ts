import type { SharedConfig } from '../config/files';
import { endpointVariables, plainVariables, type Setting, type Variable } from '../core/variables';
import { ConfigError } from '../core/errors';
import type { Secret } from '../core/secret';
import { openEndpoint } from '../endpoint/endpoint';
import { keep } from '../session/keeping';
import type { Outcome, SessionSettings } from '../session/request';
import { unattended } from '../system/unattended';
import { configVariables, configWithout, defaultStandsInTheWay, hasOtherSettings } from './no-default';
import { openPrivateFolder, type PrivateFolder } from './private-folder';

/** What a child needs to ask brs for credentials as long as it runs. */
export interface Lifeline {
  readonly variables: readonly Variable[];
  /** Leaves nothing behind. */
  close(): void;
}

export interface LifelineSettings {
  readonly session: SessionSettings;
  readonly first: Outcome;
  readonly config: SharedConfig;
  readonly setting: Setting;
  /** Whether the endpoint's token goes into a file, and not into a variable. */
  readonly tokenFile: boolean;
}

/** Variables alone, where they are wished for or the credentials never expire: those no endpoint can serve. */
export function plainLine({ first, setting }: Pick<LifelineSettings, 'first' | 'setting'>): Lifeline {
  return { variables: plainVariables(first.credentials, first.times?.ageingAt, setting), close: () => undefined };
}

/** Opens the endpoint, and keeps its credentials good without ever speaking to the child's terminal. */
export async function openLifeline({
  session,
  first,
  config,
  setting,
  ...wishes
}: LifelineSettings): Promise<Lifeline> {
  const system = unattended(session.system);
  const keeping = keep({ ...session, system, mayAsk: false, mfaToken: undefined, refresh: false }, first);
  const endpoint = await openEndpoint({ serve: system.serve, current: () => keeping.current() });
  const folder = await openPrivateFolder(system);
  const close = () => {
    keeping.stop();
    endpoint.close();
    folder.remove();
  };
  try {
    const token = wishes.tokenFile ? inFile(endpoint.token, folder) : endpoint.token;
    const served = endpointVariables({ url: endpoint.url, token }, first.credentials.accountId, setting);
    return { variables: [...served, ...pastDefault({ session, config, folder })], close };
  } catch (error) {
    close();
    throw error;
  }
}

function inFile(token: Secret, folder: PrivateFolder): { file: string } {
  const file = folder.write('token', token.reveal());
  if (file !== undefined) return { file };
  throw new ConfigError({
    message: "the token file can't be written: brs's folder is not writable",
    hint: 'leave --token-file out, or set BRS_STATE_DIR to a folder of yours',
  });
}

interface Surroundings extends Pick<LifelineSettings, 'session' | 'config'> {
  readonly folder: PrivateFolder;
}

/** Nothing, unless `[default]` has credentials of its own, or the profile settings that variables don't carry. */
function pastDefault({ session, config, folder }: Surroundings): Variable[] {
  const isInTheWay = defaultStandsInTheWay(config);
  if (!isInTheWay && !hasOtherSettings(config, session.plan.profile)) return [];
  const text = session.system.files.read(config.configPath)?.toString() ?? '';
  const made = configWithout({ config, text, profile: session.plan.profile });
  const path = folder.write('config', made.text);
  if (path !== undefined) return configVariables(path, made.profile);
  if (!isInTheWay) return [];
  throw new ConfigError({
    message: `[default] has credentials of its own, and ${session.system.stateFolder} can't be written to keep the child from them`,
    hint: 'use --static, or set BRS_STATE_DIR to a folder of yours',
  });
}
