import type { Variables } from '../config/environment';
import type { SharedConfig } from '../config/files';
import type { Flags, Profile } from '../config/profile';
import type { System } from '../system/system';

/** What a plan is made from. */
export interface PlanRequest {
  readonly name: string;
  /** Whether the person named the profile; the default one may be missing or empty. */
  readonly named: boolean;
  readonly flags: Flags;
  readonly config: SharedConfig;
  readonly variables: Variables;
  readonly system: Pick<System, 'platform' | 'files' | 'home' | 'user' | 'env'>;
  /** Profiles that processes above this one are resolving. */
  readonly inherited: readonly string[];
}

/** Everything about the walk that stays the same at each profile. */
export interface Walk extends PlanRequest {
  readonly selected: Profile;
}
