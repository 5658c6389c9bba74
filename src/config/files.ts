import { externalDataInterceptor, loadSharedConfigFiles } from '@aws-sdk/shared-ini-file-loader';
import { join, resolve } from 'node:path';
import { ConfigError, reasonOf } from '../core/errors';
import { expandHome } from '../system/folders';
import type { System } from '../system/system';
import { canonical, escapeName, unescapeValue, type Canonical } from './canonical';

/** Where something was written, for messages: a file with section and key, a flag, or a variable. */
export interface Origin {
  readonly place: string;
  readonly line?: number;
}

export interface Written {
  readonly value: string;
  readonly origin: Origin;
}

export type Section = ReadonlyMap<string, Written>;

/** Both shared files, parsed. */
export interface SharedConfig {
  readonly configPath: string;
  readonly credentialsPath: string;
  /** A profile's keys from both files, the credentials file winning key by key; undefined where neither has it. */
  profile(name: string): Section | undefined;
  services(name: string): Section | undefined;
  profileNames(): readonly string[];
  /** `file:line` of lines that begin like a section header and are none. */
  readonly badHeaders: readonly string[];
}

interface OneFile extends Canonical {
  readonly path: string;
}

type Parsed = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

function readFile(path: string, files: System['files']): OneFile {
  try {
    return { path, ...canonical(files.read(path)?.toString('utf8') ?? '') };
  } catch (error) {
    throw new ConfigError({
      message: `${path} can't be read: ${reasonOf(error)}`,
      hint: 'give yourself permission to read it, or name another file in AWS_CONFIG_FILE or AWS_SHARED_CREDENTIALS_FILE',
    });
  }
}

/** One section of one file: the parser's values, with the line each came from and the empty ones it drops. */
function sectionOf(file: OneFile, name: string, parsed: Parsed[string] | undefined): Section | undefined {
  const lines = file.sections.get(name);
  if (lines === undefined) return undefined;
  const shown = `${file.path} [${decodeURIComponent(name)}]`;
  const bad = lines.unreadable[0];
  if (bad !== undefined) {
    throw new ConfigError({
      message: `${file.path}:${bad}: this line of [${decodeURIComponent(name)}] is no "key = value"`,
      hint: 'write it as "key = value", or put # before it',
    });
  }
  const section = new Map<string, Written>();
  for (const [key, line] of lines.keys) {
    const found = parsed !== undefined && Object.hasOwn(parsed, key) ? parsed[key] : undefined;
    const value = lines.empty.has(key) ? '' : unescapeValue(found ?? '');
    section.set(key, { value, origin: { place: `${shown} ${key}`, line } });
  }
  return section;
}

function profileSection(file: OneFile, name: string): string {
  const named = `profile ${escapeName(name)}`;
  return name === 'default' && !file.sections.has(named) ? 'default' : named;
}

type FilePorts = Pick<System, 'env' | 'home' | 'files'>;

function readBoth({ env, home, files }: FilePorts): { config: OneFile; credentials: OneFile } {
  const place = (variable: string, name: string) => {
    const chosen = env[variable];
    return chosen === undefined || chosen === '' ? join(home, '.aws', name) : expandHome(chosen, home);
  };
  return {
    config: readFile(place('AWS_CONFIG_FILE', 'config'), files),
    credentials: readFile(place('AWS_SHARED_CREDENTIALS_FILE', 'credentials'), files),
  };
}

/** The names alone, without what parsing every profile costs. */
export function listProfiles(system: FilePorts): readonly string[] {
  const { config, credentials } = readBoth(system);
  return profileNames(config, credentials);
}

export async function loadSharedConfig(system: FilePorts): Promise<SharedConfig> {
  const { config, credentials } = readBoth(system);
  // The parser takes its text from here, so that an unreadable file is told and not taken for an empty one.
  const [configFilepath, filepath] = [`${resolve(config.path)}#brs`, `${resolve(credentials.path)}#brs-credentials`];
  externalDataInterceptor.interceptFile(configFilepath, config.text);
  externalDataInterceptor.interceptFile(filepath, credentials.text);
  const parsed = await loadSharedConfigFiles({ configFilepath, filepath });

  return {
    configPath: config.path,
    credentialsPath: credentials.path,
    profile: (name) => {
      const key = name === 'default' ? 'default' : escapeName(name);
      const fromConfig = sectionOf(config, profileSection(config, name), parsed.configFile[key]);
      const fromCredentials = sectionOf(credentials, escapeName(name), parsed.credentialsFile[escapeName(name)]);
      if (fromConfig === undefined && fromCredentials === undefined) return undefined;
      return new Map([...(fromConfig ?? []), ...(fromCredentials ?? [])]);
    },
    services: (name) => {
      const section = `services ${escapeName(name)}`;
      return sectionOf(config, section, parsed.configFile[`services.${escapeName(name)}`]);
    },
    profileNames: () => profileNames(config, credentials),
    badHeaders: [config, credentials].flatMap((file) => file.badHeaders.map((line) => `${file.path}:${line}`)),
  };
}

function profileNames(config: OneFile, credentials: OneFile): string[] {
  const inConfig = [...config.sections.keys()]
    .filter((name) => name === 'default' || name.startsWith('profile '))
    .map((name) => name.replace(/^profile /, ''));
  const inCredentials = [...credentials.sections.keys()].filter((name) => !name.includes(' '));
  return [...new Set([...inConfig, ...inCredentials])].map(decodeURIComponent);
}
