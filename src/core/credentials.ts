import type { Secret } from './secret';

/** AWS credentials as brs passes them on. Times are milliseconds since the epoch. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly sessionToken?: Secret;
  /** Absent for credentials that never expire, or whose expiry nobody told. */
  readonly expiration?: number;
  /** 12 digits, where the source says whose account it is. */
  readonly accountId?: string;
}

/** What AssumeRole's answer says of the account: the fifth field of the assumed role's ARN. */
export function accountOfArn(arn: string | undefined): string | undefined {
  const account = arn?.split(':')[4];
  return account === undefined || account === '' ? undefined : account;
}

/** The partition a role's ARN names; `aws` for anything that does not look like an ARN. */
export function partitionOfArn(arn: string | undefined): string {
  return /^arn:(aws[\w-]*):/.exec(arn ?? '')?.[1] ?? 'aws';
}
