import { flagsOnly } from '../config/profile';
import { entriesOf, fingerprintsOf } from '../session/names';
import type { System } from '../system/system';
import type { Entry } from '../vault/entry';
import { idle } from './effects';
import { ignoredElsewhere } from './elsewhere';
import type { Explanation, Ignored, SettingRead, VaultState } from './explanation';
import { hopsOf } from './hops';
import type { Scene } from './scene';
import { sdks, verdictOf } from './sdks';
import { shownSetting } from './shown';

/** What was found in the vault. */
export interface Found {
  readonly state: VaultState;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Explains a profile from what was read. Reads and sends nothing itself. */
export function explain(scene: Scene, system: System, vault: Found): Explanation {
  const { plan, error, raw, name, chosenBy, env, platform } = scene;
  const fingerprints = plan === undefined ? [] : fingerprintsOf(plan, system);
  const kept = plan === undefined ? [] : entriesOf(plan, system);
  // Without AWS_PROFILE the SDKs take the default profile by themselves.
  const byVariable = name !== 'default' || (env['AWS_PROFILE'] ?? '') !== '';
  const hint = error?.hint === undefined ? {} : { hint: error.hint };
  return {
    profile: name,
    chosenBy,
    files: raw.paths,
    ...(error === undefined ? {} : { error: { message: error.message, ...hint } }),
    hops: hopsOf(scene, { fingerprints, kept, entries: vault.entries, now: system.clock.now() }).map((hop) => ({
      ...hop,
      settings: hop.settings.filter((setting) => !isIdle(setting, scene)),
    })),
    read: plan === undefined ? allRead(scene) : [],
    ignored: allIgnored(scene),
    // Flags alone are no profile that SDKs could be given.
    sdks: (name === flagsOnly ? [] : sdks).map((sdk) => verdictOf(sdk, { raw, env, byVariable, platform }, name)),
    vault: vault.state,
  };
}

function idleOf(scene: Scene): Ignored[] {
  const steps = scene.plan?.steps ?? [];
  return scene.weighed.flatMap((weighed, index) => {
    const own = steps.filter(({ profile }) => profile === weighed.name);
    return idle({ weighed, scene, steps: own, chosen: index === 0 });
  });
}

function isIdle({ profile, place }: SettingRead, scene: Scene): boolean {
  return idleOf(scene).some((one) => one.profile === profile && one.place === place);
}

function allRead({ weighed, platform }: Scene): SettingRead[] {
  return weighed.flatMap(({ name, winners }) => winners.map((winner) => shownSetting(name, winner, platform)));
}

function allIgnored(scene: Scene): Ignored[] {
  const all = [...scene.weighed.flatMap(({ ignored }) => ignored), ...idleOf(scene), ...ignoredElsewhere(scene)];
  return all.sort((a, b) => orderOf(a) - orderOf(b) || 0);
}

/** As they stand in the files, one file after the other; then what stands elsewhere. */
function orderOf({ place }: Ignored): number {
  const [, file, line] = /^(config|credentials):(\d+)$/.exec(place) ?? [];
  return file === undefined ? Infinity : Number(line) + (file === 'config' ? 0 : 1e9);
}
