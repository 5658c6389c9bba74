import { sources } from '../sources/index';
import type { System } from '../system/system';
import { fingerprint } from '../vault/fingerprint';
import { identityOf } from './identity';
import type { Plan } from './step';

/** Fingerprints of all steps, in order: each is the identity of the plan up to there. */
export function fingerprintsOf({ steps }: Plan, { host, folder }: System): string[] {
  const identities = steps.map((step) => identityOf(step, { host, folder }));
  return identities.map((_, index) => fingerprint(identities.slice(0, index + 1)));
}

/** The names of a plan's entries: of the steps whose credentials are kept. */
export function entriesOf(plan: Plan, system: System): string[] {
  return fingerprintsOf(plan, system).filter((_, index) => {
    const step = plan.steps[index];
    return step !== undefined && sources[step.source].kept;
  });
}
