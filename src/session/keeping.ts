import type { Credentials } from '../core/credentials';
import { reasonOf } from '../core/errors';
import type { Outcome, SessionSettings } from './request';
import { obtain } from './session';

/** Timers stand still while a machine sleeps: no pause is longer than this, so that it is soon seen. ms. */
const longestPauseMs = 60_000;
const shortestPauseMs = 250;
/** From one renewal to the next: so long at the most, and less where little is left. ms. */
const longestRestMs = 60_000;

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

class Kept implements Keeping {
  private readonly settings: SessionSettings;
  private readonly stopping = new AbortController();
  private held: Outcome;
  private renewal: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;
  /** No renewal begins before: a source may fail, or give the same again, and is not asked in a busy loop. */
  private notBefore = 0;

  constructor(settings: SessionSettings, first: Outcome) {
    this.settings = settings;
    this.held = first;
    // Its end is the sleep that `stop` interrupts.
    this.watch().catch(() => undefined);
  }

  async current(): Promise<Credentials> {
    const { ageingAt, staleAt, unusableAt } = this.times();
    if (this.now() < ageingAt) return this.held.credentials;
    const renewal = this.renew();
    if (this.now() < staleAt) return this.held.credentials;
    await renewal;
    if (this.failure === undefined || this.now() < unusableAt) return this.held.credentials;
    throw this.failure.error;
  }

  stop(): void {
    this.stopping.abort();
  }

  private now(): number {
    return this.settings.system.clock.now();
  }

  private times() {
    return this.held.times ?? { ageingAt: Infinity, staleAt: Infinity, unusableAt: Infinity };
  }

  private async watch(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (this.now() >= this.times().ageingAt) await this.renew();
      const next = Math.max(this.times().ageingAt, this.notBefore);
      const pause = Math.min(longestPauseMs, Math.max(shortestPauseMs, next - this.now()));
      await this.settings.system.clock.sleep(pause, this.stopping.signal);
    }
  }

  /** Never rejects: what went wrong is in `failure`. */
  private renew(): Promise<void> {
    if (this.now() < this.notBefore) return Promise.resolve();
    this.renewal ??= this.fetch().finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  private async fetch(): Promise<void> {
    try {
      // What is at hand is in memory here: an excuse would only hide that the renewal failed.
      this.held = await obtain({ ...this.settings, comesAgain: false, excuses: false });
      this.failure = undefined;
    } catch (error) {
      this.failure = { error };
      this.settings.system.notes.notice(`renewing ${this.settings.plan.profile}: ${reasonOf(error)}`);
    }
    const left = Math.max(0, this.times().unusableAt - this.now());
    const rest = Math.min(longestRestMs, Math.max(shortestPauseMs, left / 8));
    this.notBefore = this.now() + rest * (0.75 + this.settings.system.random() / 2);
  }
}
