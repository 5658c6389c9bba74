import { NeedsPersonError, SourceError } from '../core/errors';
import type { MfaCode } from '../core/mfa-code';

const tries = 3;

function refusesCode(error: unknown): error is SourceError {
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
      throw new NeedsPersonError({ message: error.message, hint: error.hint, asked: true });
    } finally {
      mfa?.done();
    }
  }
}
