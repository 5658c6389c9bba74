import { isOwnLine } from '../config/command-line';
import type { Section, SharedConfig, Written } from '../config/files';
import { readProfile, type Profile } from '../config/profile';
import { BrsError } from '../core/errors';
import { makePlan } from '../session/plan';
import type { Plan } from '../session/step';
import type { PlanRequest } from '../session/walk';
import type { System } from '../system/system';

/** How one profile stands. */
export interface Standing {
  readonly name: string;
  /** Its keys of both files; empty where a line of it can't be read. */
  readonly section: Section;
  /** Its settings; undefined where one of them is wrong. */
  readonly profile: Profile | undefined;
  readonly plan: Plan | undefined;
  /** Why there is no plan. */
  readonly error: BrsError | undefined;
  /** Whether SDKs reach brs through it. */
  readonly isOurs: boolean;
  readonly way: Way;
}

/** The profiles behind `source_profile` and `include_profile`. */
export interface Way {
  /** The profile itself first. */
  readonly names: readonly string[];
  /** Those that lead back to themselves; none where the way ends. */
  readonly circle: readonly string[];
  /** One that is named and not there, and where. */
  readonly missing: Written | undefined;
}

function attempt<T>(what: () => T): { readonly value?: T; readonly error?: BrsError } {
  try {
    return { value: what() };
  } catch (error) {
    if (error instanceof BrsError) return { error };
    throw error;
  }
}

export function sectionOf(config: SharedConfig, name: string): Section {
  return attempt(() => config.profile(name)).value ?? new Map<string, Written>();
}

/** Of each pair the one that counts: the prefix wins. */
const references = [
  ['brs_source_profile', 'source_profile'],
  ['brs_include_profile', 'include_profile'],
] as const;

export function wayFrom(name: string, config: SharedConfig): Way {
  const names: string[] = [];
  const known = new Set(config.profileNames());
  let circle: readonly string[] = [];
  let missing: Written | undefined;
  const follow = (at: string, path: readonly string[]) => {
    names.push(at);
    const section = sectionOf(config, at);
    for (const [prefixed, plain] of references) {
      const next = section.get(prefixed) ?? section.get(plain);
      // A profile may name itself as its source: then its own keys assume its role.
      if (next === undefined || (next.value === at && plain === 'source_profile')) continue;
      if (!known.has(next.value)) missing ??= next;
      else if (path.includes(next.value)) circle = path.slice(path.indexOf(next.value));
      else if (!names.includes(next.value)) follow(next.value, [...path, next.value]);
    }
  };
  follow(name, [name]);
  return { names, circle, missing };
}

type Grounds = Omit<PlanRequest, 'name' | 'named' | 'flags'>;

export function standingOf(name: string, grounds: Grounds): Standing {
  const { config, system } = grounds;
  const section = sectionOf(config, name);
  const line = section.get('credential_process')?.value;
  const { value: plan, error } = attempt(() => makePlan({ ...grounds, name, named: true, flags: {} }));
  return {
    name,
    section,
    profile: attempt(() => readProfile({ name, config }, system)).value,
    plan,
    error,
    isOurs: line !== undefined && isOwnLine(line, name, system.platform),
    way: wayFrom(name, config),
  };
}

/** A value that can never be right, with the reason. */
export interface WrongValue {
  readonly error: BrsError;
  readonly written: Written;
}

/** Every one of a profile, where reading its settings ends at the first. */
export function wrongValues({ name, section }: Standing, config: SharedConfig, system: System): WrongValue[] {
  return [...section].flatMap(([key, written]) => {
    if (/^(brs_)?include_profile$/.test(key)) return [];
    const alone = { ...config, profile: () => new Map([[key, written]]) };
    const { error } = attempt(() => readProfile({ name, config: alone }, system));
    return error === undefined ? [] : [{ error, written }];
  });
}
