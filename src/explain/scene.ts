import type { Variables } from '../config/environment';
import type { SharedConfig } from '../config/files';
import type { Flags } from '../config/profile';
import type { BrsError } from '../core/errors';
import type { Plan } from '../session/step';
import type { Environment } from '../system/system';
import { isThere, type RawFiles } from './raw';
import { weigh, winnerOf, type Weighed } from './weighed';

/** Everything an explanation is made from. */
export interface Scene {
  readonly name: string;
  /** What chose the profile: `--profile`, a variable, or `default`. */
  readonly chosenBy: string;
  readonly flags: Flags;
  readonly config: SharedConfig;
  readonly variables: Variables;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly raw: RawFiles;
  /** Undefined where there is none: then there is the error. */
  readonly plan: Plan | undefined;
  readonly error: BrsError | undefined;
  /** The profiles on the way, the chosen one first, as far as they can be followed. */
  readonly weighed: readonly Weighed[];
}

/** The chosen profile and those behind `source_profile`, also where the plan can't be made. */
export function follow(raw: RawFiles, name: string, flags: Flags): Weighed[] {
  const way: Weighed[] = [];
  let next: string | undefined = name;
  while (next !== undefined && !way.some((one) => one.name === next)) {
    const weighed = weigh(raw, next, way.length === 0 ? flags : {});
    way.push(weighed);
    const source: string | undefined = winnerOf(weighed, 'source_profile')?.value;
    next = source !== undefined && isThere(raw, source) ? source : undefined;
  }
  return way;
}

/** The way of a plan: its profiles, and no more. */
export function wayOf({ path }: Plan, raw: RawFiles, flags: Flags): Weighed[] {
  return path.map((name, index) => weigh(raw, name, index === 0 ? flags : {}));
}
