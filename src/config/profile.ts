import { ConfigError, reasonOf, UsageError } from '../core/errors';
import { expandHome } from '../system/folders';
import type { System } from '../system/system';
import type { Origin, Section, SharedConfig, Written } from './files';
import { Wrong, type Reader, type ReadPorts } from './readers';
import { flagName, settingsTable, type SettingKey, type SettingRow, type SettingValues } from './settings';

/** Settings given as flags, as written. */
export type Flags = Readonly<Partial<Record<SettingKey, string>>>;

/** A profile's checked settings, and where each came from. */
export interface Profile {
  readonly name: string;
  readonly settings: SettingValues;
  readonly origins: Readonly<Partial<Record<SettingKey, Origin>>>;
}

export type ProfilePorts = Pick<System, 'platform' | 'files' | 'home'>;

const settingKeys = Object.keys(settingsTable) as SettingKey[];

/** The name a profile goes by when all its settings are flags. */
export const flagsOnly = '(flags)';

/** What a setting may be called in a file, the first one that is there counting: prefixed, plain, aws-vault's name. */
export function namesOf(key: SettingKey): string[] {
  const { ours, alias }: SettingRow = settingsTable[key];
  return [`brs_${key}`, ...(ours === true ? [] : [key]), ...(alias === undefined ? [] : [alias])];
}

function writtenIn(section: Section, key: SettingKey): Written | undefined {
  return namesOf(key)
    .map((name) => section.get(name))
    .find((written) => written !== undefined);
}

/** Whether something was given on the command line. */
export function isFlag(origin: Origin | undefined): boolean {
  return origin?.place.startsWith('--') === true;
}

/** Reads one written value. Throws `UsageError` for a flag, else `ConfigError`, naming where it was written. */
export function checked<T>(read: Reader<T>, written: Written, ports: ReadPorts): T {
  try {
    return read(written.value, ports);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const { place, line } = written.origin;
    if (isFlag(written.origin)) {
      throw new UsageError({ message: `${place} ${error.message}`, hint: '`brs creds --help` lists the flags' });
    }
    throw new ConfigError({
      message: `${place} ${error.message}`,
      hint: line === undefined ? 'correct the variable, or unset it' : `correct line ${line} of that file`,
    });
  }
}

function readPorts({ platform, files, home }: ProfilePorts): ReadPorts {
  return {
    platform,
    readFile: (path) => {
      try {
        const content = files.read(expandHome(path, home))?.toString('utf8');
        if (content !== undefined) return content;
      } catch (error) {
        throw new Wrong(`names a file that can't be read: ${reasonOf(error)}`);
      }
      throw new Wrong(`names a file that is not there: ${path}`);
    },
  };
}

/** So many would be a mistake, and deeper than the stack allows. */
const mostLayers = 100;

/** The profile's section and those it includes, nearest first. */
function layers(
  path: readonly string[],
  { config, from }: Pick<ProfileRequest, 'config' | 'from'>,
  ports: ReadPorts,
): Section[] {
  const name = path.at(-1) ?? '';
  const section = config.profile(name);
  if (section === undefined) throw missingProfile(name, config, path.at(-2) ?? from);
  const written = writtenIn(section, 'include_profile');
  if (written === undefined) return [section];
  const included = checked(settingsTable.include_profile.read, written, ports);
  if (path.includes(included) || path.length > mostLayers) {
    throw new ConfigError({
      message: `include_profile goes round in a circle: ${[...path, included].join(' → ')}`,
      hint: 'take one include_profile line away',
    });
  }
  return [section, ...layers([...path, included], { config, ...(from === undefined ? {} : { from }) }, ports)];
}

export function missingProfile(name: string, config: SharedConfig, from?: string): ConfigError {
  const known = config.profileNames();
  const broken = config.badHeaders[0];
  const list = known.slice(0, 10).join(', ') + (known.length > 10 ? ' …' : '');
  const hint = known.length === 0 ? `${config.configPath} has no profiles yet` : `profiles there: ${list}`;
  return new ConfigError({
    message: `there is no profile ${name}${from === undefined ? '' : ` (named by profile ${from})`}`,
    hint: broken === undefined ? hint : `${broken} begins like a section header but is none; ${hint}`,
  });
}

/** Static keys stay with the profile they stand in: `include_profile` does not hand them on. */
export const ownOnly: readonly SettingKey[] = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_account_id',
  'credential_process',
  'include_profile',
];

interface ProfileRequest {
  readonly name: string;
  readonly config: SharedConfig;
  readonly flags?: Flags;
  /** The profile that named this one, for messages. */
  readonly from?: string;
}

/** Reads and checks every setting of a profile. Throws `ConfigError` or `UsageError` naming where it was written. */
export function readProfile({ name, config, flags = {}, from }: ProfileRequest, system: ProfilePorts): Profile {
  const ports = readPorts(system);
  const sections = name === flagsOnly ? [] : layers([name], { config, ...(from === undefined ? {} : { from }) }, ports);
  const settings: Partial<Record<SettingKey, unknown>> = {};
  const origins: Partial<Record<SettingKey, Origin>> = {};
  for (const key of settingKeys) {
    const flag = flags[key];
    const inherited = ownOnly.includes(key) ? sections.slice(0, 1) : sections;
    const written: Written | undefined =
      flag === undefined
        ? inherited.map((section) => writtenIn(section, key)).find((found) => found !== undefined)
        : { value: flag, origin: { place: `--${flagName(key)}` } };
    if (written === undefined) continue;
    settings[key] = checked<unknown>(settingsTable[key].read, written, ports);
    origins[key] = written.origin;
  }
  return { name, settings: settings as SettingValues, origins };
}
