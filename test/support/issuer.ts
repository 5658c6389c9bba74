import { createHash, randomBytes } from 'node:crypto';

export interface User {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly userArn: string;
  readonly accountId: string;
  readonly mfaSerial?: string | undefined;
}

/** One access key that the doubles know; a user's has neither token nor expiration. */
export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
  readonly arn: string;
  readonly userId: string;
  readonly accountId: string;
  readonly kind: 'user' | 'role' | 'session';
  readonly withMfa: boolean;
  readonly mfaSerial?: string | undefined;
}

export interface TemporaryKey extends Key {
  readonly sessionToken: string;
  readonly expiration: Date;
}

export interface IssueRequest {
  readonly arn: string;
  readonly accountId: string;
  readonly kind: 'role' | 'session';
  readonly expiration: Date;
  readonly userId?: string | undefined;
  readonly withMfa?: boolean | undefined;
}

export interface Issuer {
  readonly keys: ReadonlyMap<string, Key>;
  addUser(user: User): Key;
  issue(request: IssueRequest): TemporaryKey;
  find(accessKeyId: string): Key | undefined;
  /** Forgets a key, as when a user deletes it or a session is revoked. */
  remove(accessKeyId: string): void;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A made-up identifier of AWS's form: the prefix, then base-32 letters up to the length. */
export function madeUpId(prefix: string, from: Buffer = randomBytes(24)): string {
  const letters = [...from].map((byte) => ALPHABET.charAt(byte % 32)).join('');
  return `${prefix}EXAMPLE${letters}`.slice(0, 20);
}

/** The same made-up unique id each time for the same ARN. */
export function uniqueId(prefix: string, arn: string): string {
  return madeUpId(prefix, createHash('sha256').update(arn).digest());
}

export function createIssuer(): Issuer {
  const keys = new Map<string, Key>();
  const addUser = (user: User): Key => {
    const key: Key = {
      accessKeyId: user.accessKeyId,
      secretAccessKey: user.secretAccessKey,
      arn: user.userArn,
      userId: user.userArn.endsWith(':root') ? user.accountId : uniqueId('AIDA', user.userArn),
      accountId: user.accountId,
      kind: 'user',
      withMfa: false,
      mfaSerial: user.mfaSerial,
    };
    keys.set(key.accessKeyId, key);
    return key;
  };
  const issue = (request: IssueRequest): TemporaryKey => {
    const key: TemporaryKey = {
      accessKeyId: madeUpId('ASIA'),
      secretAccessKey: `EXAMPLE/${randomBytes(24).toString('base64')}`,
      sessionToken: `EXAMPLE//${randomBytes(300).toString('base64')}`,
      expiration: request.expiration,
      arn: request.arn,
      userId: request.userId ?? uniqueId('AROA', request.arn),
      accountId: request.accountId,
      kind: request.kind,
      withMfa: request.withMfa ?? false,
    };
    keys.set(key.accessKeyId, key);
    return key;
  };
  return { keys, addUser, issue, find: (id) => keys.get(id), remove: (id) => void keys.delete(id) };
}
