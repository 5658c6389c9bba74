import type { Profile } from '../config/profile';
import { stsOptions } from '../config/sts-options';
import type { AssumeRoleSettings, MfaSettings } from '../sources/source';
import type { Step } from './step';
import type { Walk } from './walk';

/** Twelve hours: what AWS gives an IAM user's session by default. */
const mfaSessionSeconds = 43_200;

interface Hop {
  readonly profile: Profile;
  readonly walk: Walk;
  readonly before: readonly Step[];
  readonly roleArn: string;
}

/**
 * The role's own step and, where a code is needed, the MFA session before it. One session serves every role behind the
 * same person and device, so one code serves the day. A device already used earlier in the chain is not asked again.
 */
export function roleSteps({ profile, walk, before, roleArn }: Hop): Step[] {
  const { settings, name } = profile;
  const sts = stsOptions({ ...walk, profile });
  const mfa = before.some((step) => serialOf(step) === settings.mfa_serial) ? undefined : mfaOf(profile);
  const session = mfa !== undefined && settings.mfa_session !== false && isLongLived(before.at(-1));
  const role: AssumeRoleSettings = {
    roleArn,
    sessionName: settings.role_session_name ?? sessionName(walk.system.user),
    ...(settings.role_session_name === undefined ? { generatedName: true as const } : {}),
    ...present({
      durationSeconds: settings.duration_seconds,
      externalId: settings.external_id,
      mfa: session ? undefined : mfa,
      policy: settings.policy,
      policyArns: settings.policy_arns,
      tags: settings.session_tags,
      transitiveTagKeys: settings.transitive_tag_keys,
      sourceIdentity: settings.source_identity,
      providedContexts: settings.provided_contexts,
    }),
    sts,
  };
  const assume: Step = { source: 'assume-role', profile: name, settings: role };
  if (!session) return [assume];
  const durationSeconds = settings.mfa_session_seconds ?? mfaSessionSeconds;
  return [{ source: 'mfa-session', profile: name, settings: { mfa, durationSeconds, sts } }, assume];
}

/** The members that have a value: `exactOptionalPropertyTypes` tells a missing member from an undefined one. */
function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function mfaOf({ settings }: Profile): MfaSettings | undefined {
  if (settings.mfa_serial === undefined) return undefined;
  return {
    serial: settings.mfa_serial,
    ...(settings.mfa_process === undefined ? {} : { process: settings.mfa_process }),
    prompt: settings.mfa_prompt ?? 'auto',
  };
}

function serialOf(step: Step): string | undefined {
  if (step.source === 'mfa-session') return step.settings.mfa.serial;
  return step.source === 'assume-role' ? step.settings.mfa?.serial : undefined;
}

/** GetSessionToken is for long-lived keys only. */
function isLongLived(step: Step | undefined): boolean {
  const here = step?.source === 'static' || step?.source === 'environment';
  return here && step.settings.keys.sessionToken === undefined;
}

/** `brs-ann`: who did it, as CloudTrail shows it; STS takes 2 to 64 of these characters. */
function sessionName(user: string): string {
  return `brs-${user.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);
}
