/** An MFA code, and a way to tell that STS has seen it. */
export interface MfaCode {
  readonly code: string;
  /** To call once STS answered: the code is never offered again inside its 30 s. */
  used(): void;
  /** To call when the call to STS is over, however it ended: others with the same device may go on. */
  done(): void;
  /** Whether another can be had if STS refuses this one: a person was asked, and may have mistyped. */
  readonly canAskAgain: boolean;
}
