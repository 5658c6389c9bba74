import type { Fault } from './errors';

/** Fresh: hand it out. Ageing: hand it out and refresh it. Stale: refresh it first. */
export type Freshness = 'fresh' | 'ageing' | 'stale';

/** Moments by this machine's clock, milliseconds since the epoch. */
export interface Times {
  readonly ageingAt: number;
  readonly staleAt: number;
  /** From here on they are not handed out any more, even if no others can be had. */
  readonly unusableAt: number;
}

/** How a profile stands: what its last step has, or why it has nothing. */
export type State = Freshness | 'needs you' | 'never asked' | 'failed';

/** A step as a person may see it: no secret is in it. */
export interface StepView {
  readonly source: string;
  readonly profile: string;
  /** The role, the device, the address or the program. */
  readonly what: string;
  /** Whether its credentials are kept at all. */
  readonly kept: boolean;
  readonly fingerprint: string;
  readonly freshness: Freshness | undefined;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly expiresAt: number | undefined;
}

/** One profile with everything that is known of it without asking anybody. */
export interface View {
  readonly profile: string;
  readonly state: State;
  readonly source: string;
  readonly account: string | undefined;
  readonly role: string | undefined;
  readonly region: string | undefined;
  readonly steps: readonly StepView[];
  readonly obtainedAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly times: Times | undefined;
  /** When a background refresh may begin next, where one was put off. */
  readonly notBefore: number | undefined;
  /** The last thing that went wrong and was not put right since. */
  readonly fault: (Fault & { readonly at: number | undefined }) | undefined;
}
