import { NeedsPersonError, SourceError } from '../core/errors';

/** An MFA code, and a way to tell that STS has seen it. */
export interface MfaCode {
  readonly code: string;
  /** To call once STS answered: the code is never offered again inside its 30 s. */
  used(): void;
  /** Whether another can be had if STS refuses this one: a person was asked, and may have mistyped. */
  readonly canAskAgain: boolean;
}

const tries = 3;

function refusesCode(error: unknown): boolean {
  return (
    error instanceof SourceError && error.code === 'AccessDenied' && error.message.includes('MultiFactorAuthentication')
  );
}

/** Makes a call with a code; asks for another, three in all, where a person mistyped. Without `ask`: no code. */
export async function withCode<T>(
  ask: (() => Promise<MfaCode>) | undefined,
  call: (mfa: MfaCode | undefined) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const mfa = await ask?.();
    try {
      const answer = await call(mfa);
      mfa?.used();
      return answer;
    } catch (error) {
      const answered = error instanceof SourceError && !error.passing;
      if (answered) mfa?.used();
      if (mfa === undefined || !refusesCode(error)) throw error;
      if (mfa.canAskAgain && tried < tries) continue;
      throw new NeedsPersonError(error as SourceError);
    }
  }
}
