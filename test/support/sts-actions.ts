import { uniqueId, type Issuer, type Key, type TemporaryKey } from './issuer';
import { valuesOf, type Params } from './sts-params';
import type { Tree } from './sts-xml';

export interface StsRole {
  readonly externalId?: string | undefined;
  /** The role's longest session in seconds: 3600 unless told, as at AWS. */
  readonly maxSessionDuration?: number | undefined;
  readonly mfaRequired?: boolean | undefined;
  readonly trusted?: ((callerArn: string) => boolean) | undefined;
}

/** What the actions need of the double that runs them. */
export interface StsContext {
  readonly params: Params;
  readonly caller: Key;
  readonly issuer: Issuer;
  readonly roles: ReadonlyMap<string, StsRole>;
  readonly lifetimeSeconds: number | undefined;
  readonly now: number;
  /** Whether the code is right and not used before; uses it up. */
  readonly spendCode: (code: string) => boolean;
}

export class StsFailure extends Error {
  readonly status: number;
  readonly code: string;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const ROLE_ARN = /^arn:(aws[\w-]*):iam::(\d{12}):role\/(?:[\u0021-\u007E]+\/)*([\w+=,.@-]{1,64})$/;
const LONGEST_POLICY = 2048;

const denied = (message: string): StsFailure => new StsFailure('AccessDenied', message, 403);
const invalid = (message: string): StsFailure => new StsFailure('ValidationError', message);

/** Checks the one-time code if one was sent; says whether the session is one with MFA. */
function checkMfa(context: StsContext): boolean {
  const { SerialNumber: serial, TokenCode: code } = context.params;
  if (serial === undefined && code === undefined) return false;
  const start = 'MultiFactorAuthentication failed';
  if (serial === undefined || code === undefined) {
    throw denied(`${start}, must provide both MFA serial number and one time pass code.`);
  }
  if (context.caller.mfaSerial !== serial) {
    const advice = 'Please verify your MFA serial number is valid and associated with this user.';
    throw denied(`${start}, unable to validate MFA code.  ${advice}`);
  }
  if (!context.spendCode(code)) throw denied(`${start} with invalid MFA one time pass code. `);
  return true;
}

function expirationOf(context: StsContext, usual: number): Date {
  const seconds = context.lifetimeSeconds ?? Number(context.params['DurationSeconds'] ?? usual);
  return new Date(Math.floor(context.now / 1000 + seconds) * 1000);
}

function credentialsOf(key: TemporaryKey): Tree {
  return {
    AccessKeyId: key.accessKeyId,
    SecretAccessKey: key.secretAccessKey,
    SessionToken: key.sessionToken,
    Expiration: key.expiration.toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}

function checkTags(params: Params): void {
  const keys = valuesOf(params, 'Tags', 'Key').map((key) => key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if (valuesOf(params, 'TransitiveTagKeys').some((key) => !keys.includes(key.toLowerCase()))) {
    throw invalid('The specified transitive tag key must be included in the requested tags.');
  }
}

/** The share of the space for session policies and tags that is used, in percent; undefined without any. */
function checkPolicies(params: Params): string | undefined {
  const policy = params['Policy'] ?? '';
  const texts = Object.keys(params).filter((name) => /^(Policy$|PolicyArns\.|Tags\.)/.test(name));
  if (texts.length === 0) return undefined;
  if (policy !== '') {
    try {
      JSON.parse(policy);
    } catch {
      throw new StsFailure('MalformedPolicyDocument', 'This policy contains invalid Json');
    }
  }
  const size = texts.reduce((sum, name) => sum + (params[name] ?? '').length, 0);
  const percent = Math.ceil((size * 100) / LONGEST_POLICY);
  if (percent <= 100) return String(percent);
  const message = `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`;
  throw new StsFailure('PackedPolicyTooLarge', message);
}

function checkDuration(context: StsContext, role: StsRole | undefined): void {
  const duration = Number(context.params['DurationSeconds'] ?? 3600);
  if (context.caller.kind !== 'user' && duration > 3600) {
    const limit = 'the 1 hour session limit for roles assumed by role chaining';
    throw invalid(`The requested DurationSeconds exceeds ${limit}.`);
  }
  const longest = context.roles.size === 0 ? Infinity : (role?.maxSessionDuration ?? 3600);
  if (duration > longest) {
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
}

/** Whether the role's trust policy lets this caller in; without any roles told, every role lets everyone in. */
function mayAssume(context: StsContext, role: StsRole | undefined, withMfa: boolean): boolean {
  if (context.roles.size === 0) return true;
  if (role === undefined) return false;
  if (role.trusted?.(context.caller.arn) === false) return false;
  if (role.externalId !== undefined && role.externalId !== context.params['ExternalId']) return false;
  return role.mfaRequired !== true || withMfa || context.caller.withMfa;
}

function assumeRole(context: StsContext): Tree {
  const { params, caller } = context;
  const { RoleArn: roleArn = '', RoleSessionName: session = '' } = params;
  const [, partition, accountId, name] = ROLE_ARN.exec(roleArn) ?? [];
  if (partition === undefined || accountId === undefined || name === undefined) throw invalid(`${roleArn} is invalid`);
  checkTags(params);
  const packed = checkPolicies(params);
  if (caller.arn.endsWith(':root')) throw denied('Roles may not be assumed by root accounts.');
  const role = context.roles.get(roleArn);
  const withMfa = checkMfa(context);
  if (!mayAssume(context, role, withMfa)) {
    throw denied(`User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`);
  }
  checkDuration(context, role);
  const arn = `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`;
  const userId = `${uniqueId('AROA', roleArn)}:${session}`;
  const expiration = expirationOf(context, 3600);
  const key = context.issuer.issue({ arn, accountId, kind: 'role', expiration, userId, withMfa });
  return {
    SourceIdentity: params['SourceIdentity'],
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    Credentials: credentialsOf(key),
    PackedPolicySize: packed,
  };
}

function getSessionToken(context: StsContext): Tree {
  const { caller } = context;
  if (caller.kind !== 'user') throw denied('Cannot call GetSessionToken with session credentials');
  const withMfa = checkMfa(context);
  const expiration = expirationOf(context, 43_200);
  const { arn, accountId, userId } = caller;
  const key = context.issuer.issue({ arn, accountId, kind: 'session', expiration, userId, withMfa });
  return { Credentials: credentialsOf(key) };
}

function getCallerIdentity({ caller }: StsContext): Tree {
  return { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn };
}

const PERFORM: Readonly<Record<string, (context: StsContext) => Tree>> = {
  AssumeRole: assumeRole,
  GetSessionToken: getSessionToken,
  GetCallerIdentity: getCallerIdentity,
};

/** The result element of one action; throws StsFailure for what STS answers with an error. */
export function perform(action: string, context: StsContext): Tree {
  const run = PERFORM[action];
  if (run === undefined)
    throw new StsFailure('InvalidAction', `Could not find operation ${action} for version 2011-06-15`);
  return run(context);
}
