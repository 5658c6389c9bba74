import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../core/json';

/** The name of an entry: a hash of what every step so far is. 40 hex digits. */
export function fingerprint(identities: readonly Json[]): string {
  return createHash('sha256').update(canonicalJson(identities)).digest('hex').slice(0, 40);
}
