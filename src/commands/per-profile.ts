import { UsageError } from '../core/errors';
import type { Args } from './command';

/** The words as calls of their own; none: the profile that options and environment choose. */
export function perProfile({ words, values, ...rest }: Args): Args[] {
  if (words.length > 0 && values['profile'] !== undefined) {
    throw new UsageError({ message: 'profiles stand twice: with --profile and without', hint: 'give them once' });
  }
  if (words.length === 0) return [{ ...rest, values, words }];
  return [...new Set(words)].map((profile) => ({ ...rest, values: { ...values, profile }, words: [] }));
}
