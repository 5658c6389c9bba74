import { describeSeconds } from '../core/duration';
import { isSwitchedOn } from '../core/switched';
import { formatTime } from '../core/time';
import { programName } from '../config/command-line';
import { describeStep } from '../session/overview';
import type { Step } from '../session/step';
import { freshnessOf, secondsLeft } from '../session/policy';
import type { Entry } from '../vault/entry';
import { usedBy } from './effects';
import type { Duration, Hop, Mfa, SettingRead } from './explanation';
import type { Scene } from './scene';
import { shownSetting } from './shown';
import { endpointOf, regionOf } from './sts-place';

/** AWS's limit for roles assumed with temporary credentials, and STS's own choice where nothing is asked. Seconds. */
const oneHour = 3_600;

type Before = 'long-lived keys' | 'temporary credentials' | 'whatever a program prints';

function kindOf(step: Step | undefined): Before {
  if (step?.source === 'custom') return 'whatever a program prints';
  const keys = step?.source === 'static' || step?.source === 'environment' ? step.settings.keys : undefined;
  return keys !== undefined && keys.sessionToken === undefined ? 'long-lived keys' : 'temporary credentials';
}

function roleDuration(wished: number | undefined, before: Before): Duration {
  const long = describeSeconds(wished ?? oneHour);
  if (wished === undefined) return { expected: oneHour, why: "STS's own choice, since none is asked for" };
  const limits = before !== 'long-lived keys' && wished > oneHour;
  if (!limits) {
    const why = wished > oneHour ? "as written, if the role's own limit allows it" : 'as written';
    return { wished, asked: wished, expected: wished, why };
  }
  if (before === 'temporary credentials') {
    const why = `AWS gives a role behind temporary credentials one hour at most; brs asks for that and not for ${long}`;
    return { wished, asked: oneHour, expected: oneHour, why };
  }
  return { wished, expected: wished, why: 'as written, or one hour if the program prints temporary credentials' };
}

function durationOf(step: Step, before: Step | undefined): Duration | undefined {
  if (step.source === 'assume-role') return roleDuration(step.settings.durationSeconds, kindOf(before));
  if (step.source !== 'mfa-session') return undefined;
  const { durationSeconds: asked } = step.settings;
  return { asked, expected: asked, why: "an MFA session's; brs_mfa_session_seconds sets it" };
}

type Prompt = Extract<Step, { source: 'mfa-session' }>['settings']['mfa']['prompt'];

const ways: Readonly<Record<Prompt, string>> = {
  auto: 'you are asked, on the terminal or else in a window',
  terminal: 'you are asked, on the terminal only',
  desktop: 'you are asked, in a window only',
  never: 'nobody is asked: it fails with status 5 unless --mfa-token has the code',
};

function mfaOf(step: Step, { env, platform }: Scene): Mfa | undefined {
  const device = step.source === 'mfa-session' || step.source === 'assume-role' ? step.settings.mfa : undefined;
  if (device === undefined) return undefined;
  const never = isSwitchedOn(env['BRS_NO_PROMPT']) ? `${ways.never} (BRS_NO_PROMPT)` : undefined;
  const program = device.process && `the program ${programName(device.process, platform)} prints the code`;
  const serves =
    step.source === 'mfa-session'
      ? `every role behind this device, for ${describeSeconds(step.settings.durationSeconds)}`
      : 'this role alone, each time it is refreshed';
  return { serial: device.serial, way: program ?? never ?? ways[device.prompt], serves };
}

/** The first step of its profile that goes by a setting shows it; those that none goes by stand with the last one. */
function settingsOf(index: number, scene: Scene): SettingRead[] {
  const steps = scene.plan?.steps ?? [];
  const step = steps[index];
  if (step === undefined) return [];
  const weighed = scene.weighed.find(({ name }) => name === step.profile);
  const others = steps.map((one, at) => ({ one, at })).filter(({ one }) => one.profile === step.profile);
  const mine = weighed?.winners.filter(({ key }) => {
    const users = others.filter(({ one }) => usedBy(one, key));
    return (users.length > 0 ? users : others.slice(-1)).at(isOfCall(key) ? -1 : 0)?.at === index;
  });
  return (mine ?? []).map((winner) => shownSetting(step.profile, winner, scene.platform));
}

/** What holds for each call to STS stands with the role, not with the MFA session before it. */
function isOfCall(key: string): boolean {
  return !key.startsWith('mfa_');
}

interface Kept {
  readonly fingerprints: readonly string[];
  /** The ones whose credentials are kept. */
  readonly kept: readonly string[];
  readonly entries: ReadonlyMap<string, Entry>;
  readonly now: number;
}

/** The steps of the plan, each with all that is known of it. */
export function hopsOf(scene: Scene, { fingerprints, kept, entries, now }: Kept): Hop[] {
  const { plan } = scene;
  return (plan?.steps ?? []).map((step, index, steps) => {
    const sts = step.source === 'mfa-session' || step.source === 'assume-role' ? step.settings.sts : undefined;
    const [duration, mfa] = [durationOf(step, steps[index - 1]), mfaOf(step, scene)];
    const fingerprint = fingerprints[index] ?? '';
    const entry = entries.get(fingerprint);
    const wishes = index === steps.length - 1 ? plan : undefined;
    return {
      source: step.source,
      profile: step.profile,
      what: describeStep(step, scene.platform),
      settings: settingsOf(index, scene).filter(({ key }) => key !== 'region' || sts === undefined),
      ...(sts === undefined ? {} : { region: regionOf(sts, step, scene), endpoint: endpointOf(sts, step, scene) }),
      ...(duration === undefined ? {} : { duration }),
      ...(mfa === undefined ? {} : { mfa }),
      kept: kept.includes(fingerprint),
      fingerprint,
      ...(entry === undefined
        ? {}
        : {
            freshness: freshnessOf(entry, now, wishes),
            expiresAt: formatTime(now + secondsLeft(entry, now) * 1000),
          }),
    };
  });
}
