import type { Credentials } from '../core/credentials';
import { parseObject } from '../core/json';
import { Secret } from '../core/secret';

/** Credentials as the vault keeps them. Times are milliseconds since the epoch. */
export interface Entry {
  readonly credentials: Credentials & { readonly expiration: number };
  /** By this machine's clock. */
  readonly obtainedAt: number;
  /** How far this machine's clock was behind the other side's when they came, ms; 0 where it was not. */
  readonly clockBehind: number;
  /** For people: which profile asked first, and through which source. */
  readonly profile: string;
  readonly source: string;
}

const version = 1;

/** One line of base64: a line feed in a secret breaks gnome-keyring's plain format. */
export function encodeEntry({ credentials, ...rest }: Entry): string {
  const { accessKeyId, secretAccessKey, sessionToken, expiration, accountId } = credentials;
  const plain = {
    v: version,
    ...rest,
    expiration,
    accountId,
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    sessionToken: sessionToken?.reveal(),
  };
  return Buffer.from(JSON.stringify(plain)).toString('base64');
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < 8.64e15;
}

/** Undefined for what is no entry of this version: then it counts as missing. */
export function decodeEntry(text: string): Entry | undefined {
  const plain = parseObject(Buffer.from(text, 'base64').toString());
  if (plain?.['v'] !== version) return undefined;
  const { accessKeyId, secretAccessKey, sessionToken, accountId } = plain;
  const { expiration, obtainedAt, clockBehind, profile, source } = plain;
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
  if (!isTime(expiration) || !isTime(obtainedAt)) return undefined;
  return {
    credentials: {
      accessKeyId,
      secretAccessKey: new Secret(secretAccessKey),
      expiration,
      ...(typeof sessionToken === 'string' ? { sessionToken: new Secret(sessionToken) } : {}),
      ...(typeof accountId === 'string' ? { accountId } : {}),
    },
    obtainedAt,
    clockBehind: typeof clockBehind === 'number' ? clockBehind : 0,
    profile: typeof profile === 'string' ? profile : '',
    source: typeof source === 'string' ? source : '',
  };
}
