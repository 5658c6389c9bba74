import type { Credentials } from '../core/credentials';
import { reasonOf, SourceError } from '../core/errors';
import type { Times } from '../core/view';
import type { Outcome, SessionSettings } from './request';
import { obtain } from './session';

/** Timers stand still while a machine sleeps: no pause is longer than this, so that it is soon seen. ms. */
const longestPauseMs = 60_000;
const shortestPauseMs = 250;
/** From one renewal to the next: so long at the most, and less where little is left. ms. */
const longestRestMs = 60_000;
/** The same where nothing usable is left and somebody asks: what was wrong may be right by now. ms. */
const askedRestMs = 1_000;

/** Credentials in memory, kept good for as long as the process runs. */
export interface Keeping {
  /** Good ones, at once unless they are stale. Throws what `obtain` throws once nothing usable is left. */
  current(): Promise<Credentials>;
  /** Ends the renewal. */
  stop(): void;
}

/**
 * Renews them as soon as they are ageing, whether anybody asks or not: whoever asks shall find them ready. However many
 * ask for stale ones, one renewal is under way; a failed one is tried again after a pause, and answers all until then.
 */
export function keep(settings: SessionSettings, first: Outcome): Keeping {
  return new Kept(settings, first);
}

/** SDKs give up on an answer after a second or two, and ask again: what takes longer goes on meanwhile. ms. */
const patienceMs = 800;

function tooSlow(): SourceError {
  return new SourceError({ message: 'new credentials are being got', hint: 'ask again in a moment', passing: true });
}

class Kept implements Keeping {
  private readonly settings: SessionSettings;
  private readonly stopping = new AbortController();
  private held: Outcome;
  private heldSince: number;
  private renewal: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;
  /** Renewals in a row that failed with nothing usable left. */
  private failures = 0;
  private triedAt = 0;
  /** From then on: a source may fail, or give the same again, and is not asked in a loop. ms. */
  private rest = 0;

  constructor(settings: SessionSettings, first: Outcome) {
    // A renewal that is under way ends, too: nobody waits for it any more, and brs would stay for it.
    const signal = AbortSignal.any([settings.system.signal, this.stopping.signal]);
    this.settings = { ...settings, system: { ...settings.system, signal } };
    this.held = first;
    this.heldSince = this.now();
    // Its end is the sleep that `stop` interrupts.
    this.watch().catch(() => undefined);
  }

  async current(): Promise<Credentials> {
    const { ageingAt, staleAt, unusableAt } = this.times();
    if (this.now() < ageingAt) return this.held.credentials;
    const renewal = this.renew(this.now() < unusableAt ? Infinity : askedRestMs);
    if (this.now() < staleAt) return this.held.credentials;
    const inTime = await Promise.race([renewal.then(() => true), this.patience()]);
    if (this.now() < this.times().unusableAt) return this.held.credentials;
    throw inTime && this.failure !== undefined ? this.failure.error : tooSlow();
  }

  /** False after a while, or when it is over. */
  private async patience(): Promise<false> {
    await this.settings.system.clock.sleep(patienceMs, this.stopping.signal).catch(() => undefined);
    return false;
  }

  stop(): void {
    this.stopping.abort();
  }

  private now(): number {
    return this.settings.system.clock.now();
  }

  /** Under a clock that has gone back nobody knows how old they are: that is ageing. */
  private times(): Times {
    const times = this.held.times ?? { ageingAt: Infinity, staleAt: Infinity, unusableAt: Infinity };
    const wentBack = this.now() < this.heldSince - 1_000;
    return wentBack ? { ...times, ageingAt: -Infinity } : times;
  }

  private async watch(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (this.now() >= this.times().ageingAt) await this.renew(Infinity);
      const next = Math.max(this.times().ageingAt, this.triedAt + this.rest);
      const pause = Math.min(longestPauseMs, Math.max(shortestPauseMs, next - this.now()));
      await this.settings.system.clock.sleep(pause, this.stopping.signal);
    }
  }

  /** Unless the last one was just now. Never rejects: what went wrong is in `failure`. */
  private renew(longest: number): Promise<void> {
    const since = this.now() - this.triedAt;
    const resting = since >= 0 && since < Math.min(this.rest, longest);
    if (!resting) this.renewal ??= this.fetch().finally(() => (this.renewal = undefined));
    return this.renewal ?? Promise.resolve();
  }

  private async fetch(): Promise<void> {
    try {
      // What is at hand is in memory here: an excuse would only hide that the renewal failed.
      this.held = await obtain({ ...this.settings, comesAgain: false, excuses: false });
      this.heldSince = this.now();
      this.failure = undefined;
    } catch (error) {
      this.failure = { error };
      this.tell(error);
    }
    this.triedAt = this.now();
    this.rest = this.nextRest() * (0.75 + this.settings.system.random() / 2);
  }

  private tell(error: unknown): void {
    const { system, plan } = this.settings;
    if (!this.stopping.signal.aborted) system.notes.notice(`renewing ${plan.profile}: ${reasonOf(error)}`);
  }

  /** Less while little is left, and longer from failure to failure once it is too late. */
  private nextRest(): number {
    const left = this.times().unusableAt - this.now();
    this.failures = this.failure !== undefined && left <= 0 ? this.failures + 1 : 0;
    return Math.min(longestRestMs, Math.max(left / 8, shortestPauseMs * 2 ** this.failures));
  }
}
