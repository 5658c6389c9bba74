import type { Credentials } from './credentials';
import type { JsonObject } from './json';
import { hasControl } from './printable';
import { Secret } from './secret';
import { parseTime } from './time';

/** Where the parts of credentials stand in a document; the first name that is there counts. */
export interface Shape {
  readonly accessKeyId: readonly string[];
  readonly secretAccessKey: readonly string[];
  readonly sessionToken: readonly string[];
  readonly expiration: readonly string[];
  readonly accountId: readonly string[];
}

/** Credentials in a document of that shape, or what is wrong with it as the end of a sentence (without its values). */
export function parseCredentials(document: JsonObject, shape: Shape): Credentials | string {
  const texts: Partial<Record<keyof Shape, string>> = {};
  for (const part of Object.keys(shape) as (keyof Shape)[]) {
    const name = shape[part].find((known) => document[known] !== undefined && document[known] !== null);
    const value = name === undefined ? undefined : document[name];
    if (value === undefined || name === undefined) continue;
    if (typeof value !== 'string') return `has a ${name} that is no text`;
    if (value === '') return `has an empty ${name}`;
    if (hasControl(value)) return `has a ${name} with a line feed or another control character`;
    texts[part] = value;
  }
  const { accessKeyId, secretAccessKey, sessionToken, expiration, accountId } = texts;
  if (accessKeyId === undefined) return `lacks ${shape.accessKeyId[0] ?? ''}`;
  if (secretAccessKey === undefined) return `lacks ${shape.secretAccessKey[0] ?? ''}`;
  const at = expiration === undefined ? undefined : parseTime(expiration);
  if (expiration !== undefined && at === undefined) {
    return `has an ${shape.expiration[0] ?? ''} that is no time like 2026-01-31T08:09:10Z`;
  }
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: new Secret(sessionToken) }),
    ...(at === undefined ? {} : { expiration: at }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}
