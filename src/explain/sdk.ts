import type { SharedFile } from '../config/lines';
import type { Environment } from '../system/system';
import type { SdkName, Takes } from './explanation';
import { profileLines, rawKeys, type RawFiles, type RawKey } from './raw';

/** What an SDK has before it. */
export interface Matter {
  readonly raw: RawFiles;
  readonly env: Environment;
  /** Whether AWS_PROFILE names the profile, or nothing does and it is the default one. */
  readonly byVariable: boolean;
  readonly platform: NodeJS.Platform;
}

/** What a rule came to, where it holds. */
export interface Found {
  readonly takes: Takes;
  /** What the SDK does: `takes the static keys`. */
  readonly says: string;
  /** The same as a thing a role is assumed with: `the keys of profile base`. */
  readonly as?: string;
  readonly by?: RawKey | { readonly variable: string } | undefined;
  /** Of an error: JavaScript's SDK stops here, where it else goes on. */
  readonly final?: true;
}

/** One profile on an SDK's way. */
export interface At {
  readonly matter: Matter;
  readonly sdk: Sdk;
  readonly name: string;
  readonly path: readonly string[];
  /** The key that counts, of both files or of one. */
  readonly get: (key: string, file?: SharedFile) => RawKey | undefined;
}

export type Rule = (at: At) => Found | undefined;

/** How an SDK chooses: rules in order, the first that holds decides. */
export interface Sdk {
  readonly name: SdkName;
  /** For the profile that is chosen. */
  readonly rules: readonly Rule[];
  /** For the ones behind `source_profile`. */
  readonly sourceRules: readonly Rule[];
  /** Whether a profile already met may be named again for its static keys. */
  readonly revisit: 'itself' | 'any' | 'never';
  readonly mfa: 'asks' | 'refuses' | 'leaves it out';
  /** What it tries after a fault of the profile. */
  readonly after: readonly Rule[];
  /** Whether it tries a container's and an instance's credentials after a fault of the profile. */
  readonly goesOn: 'never' | 'mostly' | 'always';
  /** Goes by the exact spelling of keys. */
  readonly exactKeys: boolean;
  /** Lines that go on with a value are left out. */
  readonly oneLine: boolean;
  /** Section headers of the config file that it takes for one. */
  readonly headers: RegExp;
}

export function atProfile(name: string, { matter, sdk, path }: Pick<At, 'matter' | 'sdk' | 'path'>): At {
  const inConfig = takesHeader(sdk, matter, name);
  const keys = rawKeys(matter.raw, name)
    .filter(({ file }) => file === 'credentials' || inConfig)
    .filter(({ key, spelling }) => !sdk.exactKeys || key === spelling)
    .map((key) => (sdk.oneLine ? { ...key, value: key.value.split('\n')[0] ?? '' } : key));
  const get: At['get'] = (key, file) =>
    keys.findLast((found) => found.key === key && (file === undefined || found.file === file));
  return { matter, sdk, name, path: [...path, name], get };
}

export function error(says: string, by?: Found['by']): Found {
  return { takes: 'error', says: `fails: ${says}`, by };
}

export function firstOf(rules: readonly Rule[], at: At): Found | undefined {
  for (const rule of rules) {
    const found = rule(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What an SDK takes of a profile that is chosen. */
export function chosen(sdk: Sdk, matter: Matter, name: string): Found | undefined {
  const at = atProfile(name, { matter, sdk, path: [] });
  const found = firstOf(sdk.rules, at);
  return found?.takes === 'error' && found.final !== true ? (firstOf(sdk.after, at) ?? found) : found;
}

/** Some stumble over blanks in a header of the config file. */
function takesHeader({ headers }: Sdk, { raw }: Matter, name: string): boolean {
  return profileLines(raw, 'config', name).some(({ kind, text }) => kind === 'header' && headers.test(text.trimEnd()));
}

/** Whether the SDK finds the profile at all. */
export function finds(sdk: Sdk, matter: Matter, name: string): boolean {
  return profileLines(matter.raw, 'credentials', name).length > 0 || takesHeader(sdk, matter, name);
}

/** A profile that is not there, but for the default one. */
export const missing: Rule = ({ sdk, matter, name }) => {
  if (name === 'default' || finds(sdk, matter, name)) return undefined;
  const header = profileLines(matter.raw, 'config', name)[0];
  if (header === undefined) return error('there is no such profile');
  const by = { key: header.text.trim(), spelling: '', value: '', file: 'config', line: header.at + 1 } as const;
  return error('it does not take that header for one', by);
};
