import { programName } from '../config/command-line';
import { accountOfArn } from '../core/credentials';
import type { BrsError } from '../core/errors';
import type { State, StepView, View } from '../core/view';
import type { MfaSettings } from '../sources/source';
import { sources } from '../sources/index';
import type { System } from '../system/system';
import type { Entry } from '../vault/entry';
import { fingerprintsOf } from './names';
import { freshnessOf, secondsLeft, servesNextStep, timesOf } from './policy';
import { lastFailure, nextAttempt } from './remarks';
import type { Plan, Step } from './step';

export type Entries = ReadonlyMap<string, Entry>;

type Describe = {
  readonly [N in Step['source']]: (step: Extract<Step, { source: N }>, platform: NodeJS.Platform) => string;
};

const descriptions: Describe = {
  static: ({ settings }) => settings.keys.accessKeyId,
  environment: ({ settings }) => settings.keys.accessKeyId,
  ecs: ({ settings }) => new URL(settings.url).host,
  ec2: ({ settings }) => settings.endpoint,
  custom: ({ settings }, platform) => programName(settings.command, platform),
  'mfa-session': ({ settings }) => settings.mfa.serial,
  'assume-role': ({ settings }) => settings.roleArn,
};

/** What a step is about, in a word that holds no secret. */
export function describeStep(step: Step, platform: NodeJS.Platform): string {
  const describe = descriptions[step.source] as (step: Step, platform: NodeJS.Platform) => string;
  return describe(step, platform);
}

function mfaOf(step: Step): MfaSettings | undefined {
  return step.source === 'assume-role' || step.source === 'mfa-session' ? step.settings.mfa : undefined;
}

/** Whether new credentials of the last step can't be had without a person, as things stand. */
export function needsPerson({ steps }: Plan, entries: readonly (Entry | undefined)[], now: number): boolean {
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (index < steps.length - 1 && entry !== undefined && servesNextStep(entry, now)) return false;
    const step = steps[index];
    const mfa = step === undefined ? undefined : mfaOf(step);
    if (mfa !== undefined && mfa.process === undefined) return true;
  }
  return false;
}

/**
 * For how many seconds the last step's credentials can be had without a person, as its entries stand; undefined where
 * no step is known to need one. A program's own entry counts, since it may be the program that asks.
 */
export function secondsAlone({ steps }: Plan, entries: readonly (Entry | undefined)[], now: number) {
  return steps.reduce<number | undefined>((before, step, index) => {
    const entry = entries[index];
    const own = entry === undefined ? 0 : secondsLeft(entry, now);
    const mfa = mfaOf(step);
    if ((mfa !== undefined && mfa.process === undefined) || step.source === 'custom') return own;
    return before === undefined ? undefined : Math.max(before, own);
  }, undefined);
}

/** Everything about one plan. Reads the remarks of the state folder, no network and no vault. */
export function viewOf(plan: Plan, entries: Entries, system: System): View {
  const now = system.clock.now();
  const names = fingerprintsOf(plan, system);
  const own = names.map((name) => entries.get(name));
  const steps = plan.steps.map((step, index) =>
    stepView(step, { name: names[index] ?? '', entry: own[index], now, system }),
  );
  const last = plan.steps.at(-1);
  const entry = own.at(-1);
  const name = names.at(-1) ?? '';
  const failure = lastFailure(system, name);
  const fault = failure === undefined ? undefined : faultOf(failure.error, failure.at);
  const notBefore = nextAttempt(system, name);
  const role = last?.source === 'assume-role' ? last.settings.roleArn : undefined;
  return {
    profile: plan.profile,
    state: stateOf(plan, { own, now, failed: fault !== undefined }),
    source: last?.source ?? '',
    account: entry?.credentials.accountId ?? accountOfArn(role),
    role,
    region: plan.region,
    steps,
    obtainedAt: entry?.obtainedAt,
    expiresAt: steps.at(-1)?.expiresAt,
    times: entry === undefined ? undefined : timesOf(entry, plan),
    notBefore: notBefore > now ? notBefore : undefined,
    fault,
  };
}

/** A profile that can't even be planned. */
export function brokenView(profile: string, error: BrsError): View {
  const nothing = {
    account: undefined,
    role: undefined,
    region: undefined,
    obtainedAt: undefined,
    expiresAt: undefined,
  };
  const fault = faultOf(error, undefined);
  return { ...nothing, profile, state: 'failed', source: '', steps: [], times: undefined, notBefore: undefined, fault };
}

function faultOf({ message, hint }: BrsError, at: number | undefined) {
  return { message, hint, at };
}

interface StepMatter {
  readonly name: string;
  readonly entry: Entry | undefined;
  readonly now: number;
  readonly system: System;
}

function stepView(step: Step, { name, entry, now, system }: StepMatter): StepView {
  return {
    source: step.source,
    profile: step.profile,
    what: describeStep(step, system.platform),
    kept: sources[step.source].kept,
    fingerprint: name,
    freshness: entry === undefined ? undefined : freshnessOf(entry, now),
    expiresAt: entry === undefined ? undefined : now + secondsLeft(entry, now) * 1000,
  };
}

interface Standing {
  readonly own: readonly (Entry | undefined)[];
  readonly now: number;
  readonly failed: boolean;
}

function stateOf(plan: Plan, { own, now, failed }: Standing): State {
  const last = plan.steps.at(-1);
  // Keys that are always there have nothing to be kept or refreshed.
  if (last !== undefined && !sources[last.source].kept) return 'fresh';
  const entry = own.at(-1);
  const freshness = entry === undefined ? undefined : freshnessOf(entry, now, plan);
  if (freshness === 'fresh' || freshness === 'ageing') return freshness;
  if (needsPerson(plan, own, now)) return 'needs you';
  if (failed) return 'failed';
  return freshness ?? 'never asked';
}
