import type { Credentials } from '../core/credentials';
import { BrsError, NeedsPersonError, SourceError, VaultError } from '../core/errors';
import { describeSeconds } from '../core/duration';
import { sources } from '../sources/index';
import type { Entry } from '../vault/entry';
import { refuseHeld } from './chain';
import { fetchStep, type Got } from './fetch';
import { fingerprintsOf } from './names';
import { freshnessOf, lifetimeOf, secondsLeft, servesNextStep, timesOf, unusableBelow } from './policy';
import { refuseTooShort } from './received';
import { forgetFailure, isUnkept, lastFailure, lastForgetting, rememberFailure, rememberUnkept } from './remarks';
import { oncePerMachine, oncePerProcess } from './single-flight';
import type { Outcome, SessionSettings } from './request';
import type { Step } from './step';

/** How long a refused or failed prompt answers those who come after, too. ms. */
const promptCooldownMs = 15_000;

/** Gets a plan's credentials: from the vault while they are good, else from their sources, once for all who ask. */
export async function obtain(settings: SessionSettings): Promise<Outcome> {
  const session = new Session(settings);
  return await session.last();
}

/** What the vault has of it, unless that is stale; nothing is fetched, and nobody is asked. */
export async function peek(settings: SessionSettings): Promise<Outcome | undefined> {
  return await new Session(settings).peek();
}

class Session {
  private readonly settings: SessionSettings;
  private readonly fingerprints: readonly string[];
  private readonly startedAt: number;

  constructor(settings: SessionSettings) {
    this.settings = settings;
    this.fingerprints = fingerprintsOf(settings.plan, settings.system);
    this.startedAt = settings.system.clock.now();
    refuseHeld(settings.system.env, settings.plan, this.fingerprints);
  }

  async last(): Promise<Outcome> {
    const { plan, comesAgain, refresh } = this.settings;
    const index = plan.steps.length - 1;
    const entry = refresh === true ? undefined : await this.stored(index);
    const freshness = entry === undefined ? 'stale' : this.freshness(entry);
    if (entry !== undefined && (freshness === 'fresh' || (freshness === 'ageing' && comesAgain))) {
      return this.outcome(entry, freshness === 'ageing');
    }
    const got = await this.lastAnew(index, entry);
    refuseTooShort(got.credentials, { ...this.settings, now: this.settings.system.clock.now() });
    return this.outcome(got, false);
  }

  async peek(): Promise<Outcome | undefined> {
    const entry = await this.stored(this.settings.plan.steps.length - 1);
    const freshness = entry === undefined ? 'stale' : this.freshness(entry);
    return entry === undefined || freshness === 'stale' ? undefined : this.outcome(entry, freshness === 'ageing');
  }

  private outcome({ credentials, ...dates }: Got, ageing: boolean): Outcome {
    const { minTtlSeconds, plan } = this.settings;
    const { expiration } = credentials;
    const made = { credentials, ageing, fingerprint: this.fingerprints.at(-1) ?? '' };
    if (expiration === undefined) return made;
    const dated = { ...dates, credentials: { ...credentials, expiration } };
    return { ...made, times: timesOf(dated, { ...plan, minTtlSeconds }) };
  }

  /** Fetches; where that fails for a reason that may pass, a valid entry is better than nothing. */
  private async lastAnew(index: number, entry: Entry | undefined): Promise<Got> {
    const { system, excuses } = this.settings;
    try {
      return await this.anew(index, (found) => this.isNew(found));
    } catch (error) {
      const excusable = (error instanceof SourceError && error.passing) || error instanceof NeedsPersonError;
      const left = entry === undefined ? 0 : secondsLeft(entry, system.clock.now());
      if (!excusable || !excuses || entry === undefined || left <= unusableBelow) throw error;
      system.notes.notice(`${error.message}; the credentials at hand last ${describeSeconds(left)} more and are used`);
      return entry;
    }
  }

  private freshness(entry: Entry) {
    const { plan, minTtlSeconds, system } = this.settings;
    return freshnessOf(entry, system.clock.now(), { ...plan, minTtlSeconds });
  }

  /** What another process brought while this one waited: good if fresh, or if it was got after this one began. */
  private isNew(entry: Entry): boolean {
    const usable = secondsLeft(entry, this.settings.system.clock.now()) > 0;
    const since = usable && entry.obtainedAt >= this.startedAt;
    if (since || this.settings.refresh === true) return since;
    const freshness = this.freshness(entry);
    return freshness === 'fresh' || (freshness === 'ageing' && this.settings.comesAgain);
  }

  /** Credentials of a step that only obtains the next one. */
  private async upstream(index: number): Promise<Credentials | undefined> {
    if (index < 0) return undefined;
    const good = (entry: Entry) => this.servesOn(index, entry);
    const entry = await this.stored(index);
    if (entry !== undefined && good(entry)) return entry.credentials;
    return (await this.anew(index, good)).credentials;
  }

  /** Whether it will do for the next step; where a person is there to ask, half of its life has to be left. */
  private servesOn(index: number, entry: Entry): boolean {
    const now = this.settings.system.clock.now();
    if (!servesNextStep(entry, now)) return false;
    if (this.settings.ahead !== true || !this.asksBy(index)) return true;
    // What stands on a code is got anew, lest it hide that the session before it is nearly over.
    if (!this.asksAt(index)) return entry.obtainedAt >= this.startedAt;
    return secondsLeft(entry, now) >= lifetimeOf(entry) / 2;
  }

  private asksAt(index: number): boolean {
    const step = this.step(index);
    return (step.source === 'mfa-session' || step.source === 'assume-role') && step.settings.mfa !== undefined;
  }

  /** Whether this step or one before it needs a code. */
  private asksBy(index: number): boolean {
    return this.settings.plan.steps.some((_, at) => at <= index && this.asksAt(at));
  }

  private step(index: number): Step {
    const step = this.settings.plan.steps[index];
    if (step === undefined) throw new Error(`plan of ${this.settings.plan.profile}: no step ${index}`);
    return step;
  }

  private kept(step: Step): boolean {
    return this.settings.vault !== undefined && sources[step.source].kept;
  }

  private async stored(index: number): Promise<Entry | undefined> {
    const step = this.settings.plan.steps[index];
    if (step === undefined || !this.kept(step)) return undefined;
    const vault = await this.settings.vault?.();
    return await vault?.read(this.fingerprints[index] ?? '');
  }

  /** Fetches a step's credentials, one flight at a time for all processes; `good` accepts what another one brought. */
  private async anew(index: number, good: (entry: Entry) => boolean): Promise<Got> {
    const step = this.step(index);
    const name = this.fingerprints[index] ?? '';
    if (!this.kept(step)) return await this.fetch(index);
    // A store that can't be opened must say so before a person is asked for anything.
    await (await this.settings.vault?.())?.ready();
    const { system } = this.settings;
    const landed = async () => {
      const entry = await this.stored(index);
      if (entry !== undefined && good(entry)) return entry;
      this.throwSharedFailure(name);
      return undefined;
    };
    if (isUnkept(system, name)) return await this.fly(index);
    const flight = { name, landed, fly: () => this.fly(index) };
    return await oncePerProcess(name, () => oncePerMachine(system, flight));
  }

  private throwSharedFailure(name: string): void {
    const { system } = this.settings;
    const failure = lastFailure(system, name);
    // One from the future was written under a clock that has gone back since.
    if (failure === undefined || failure.at > system.clock.now()) return;
    const waitedForIt = failure.at >= this.startedAt;
    // A person who looks at this very process may try again at once, and so may one who brings a code.
    const brings = this.settings.mfaToken !== undefined || system.isWatched();
    const refused = failure.error instanceof NeedsPersonError && !brings;
    const cooling = refused && system.clock.now() - failure.at < promptCooldownMs;
    if (waitedForIt || cooling) throw failure.error;
  }

  private async fly(index: number): Promise<Got> {
    const { system } = this.settings;
    const name = this.fingerprints[index] ?? '';
    const forgotten = lastForgetting(system, name);
    try {
      const got = await this.fetch(index);
      const { expiration } = got.credentials;
      if (expiration !== undefined)
        await this.keepOrTell(index, { ...got, credentials: { ...got.credentials, expiration } });
      // The person said so after this had begun: it is handed out, and that is all.
      if (lastForgetting(system, name) !== forgotten) await (await this.settings.vault?.())?.remove(name);
      rememberUnkept(system, name, expiration === undefined);
      forgetFailure(system, name);
      return got;
    } catch (error) {
      // What became of a code that one caller brought is nobody else's business.
      const nobodyAsked = error instanceof NeedsPersonError && !error.asked;
      const shared = error instanceof BrsError && this.settings.mfaToken === undefined && !nobodyAsked;
      if (shared) rememberFailure(system, name, { at: system.clock.now(), error });
      throw error;
    }
  }

  /** A store that fails only now (a full disk) must not cost the credentials that are at hand. */
  private async keepOrTell(index: number, fetched: Omit<Entry, 'profile' | 'source'>): Promise<void> {
    try {
      await this.keep(index, fetched);
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      this.settings.system.notes.notice(`${error.message}; new credentials are handed out and not kept`);
    }
  }

  private async keep(index: number, fetched: Omit<Entry, 'profile' | 'source'>): Promise<void> {
    const step = this.step(index);
    const vault = await this.settings.vault?.();
    await vault?.write(this.fingerprints[index] ?? '', {
      ...fetched,
      profile: step.profile,
      source: step.source,
    });
  }

  private async fetch(index: number): Promise<Got> {
    const upstream = await this.upstream(index - 1);
    // Named even where nothing is locked (no vault): a program that asks for its own credentials has no end.
    const held = this.fingerprints.filter((_, at) => at >= index && sources[this.step(at).source].kept);
    return await fetchStep(this.step(index), { settings: this.settings, upstream, held });
  }
}
