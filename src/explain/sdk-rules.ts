import { isBrs, programName, splitCommand } from '../config/command-line';
import { escapeName } from '../config/canonical';
import { keysIn, type RawFiles, type RawKey } from './raw';
import { atProfile, error, finds, firstOf, type At, type Found, type Rule } from './sdk';

/** The credentials of a profile behind `source_profile`: an `error` where it has none. */
function sourceOf(at: At, source: RawKey): Found {
  const { matter, sdk, path, name } = at;
  const next = source.value;
  if (!finds(sdk, matter, next)) return error(`source_profile ${next} is not there`, source);
  const there = atProfile(next, { matter, sdk, path });
  if (path.includes(next)) {
    const keys = sdk.revisit === 'any' || (sdk.revisit === 'itself' && next === name) ? staticKeys(there) : undefined;
    return keys ?? error(`source_profile goes round in a circle: ${[...path, next].join(' → ')}`, source);
  }
  return firstOf(sdk.sourceRules, there) ?? error(`source_profile ${next} has no credentials`, source);
}

/** The role of a profile with somebody's credentials; MFA may be in the way. */
export function assumes({ get, sdk, name }: At, from: Found): Found {
  if (from.takes === 'error') return from;
  const device = get('mfa_serial');
  if (device !== undefined && sdk.mfa === 'refuses') {
    return { ...error('the role needs an MFA code, which it has no way to ask for', device), final: true };
  }
  const code = device === undefined ? '' : sdk.mfa === 'asks' ? ' and an MFA code' : ' and no MFA code';
  const says = `assumes the role itself, with ${from.as ?? 'other credentials'}${code}`;
  return { takes: 'role', says, as: `the role of profile ${name}`, by: get('role_arn') };
}

export const roleWithSource: Rule = (at) => {
  const [role, source, named] = [at.get('role_arn'), at.get('source_profile'), at.get('credential_source')];
  if (role === undefined || (source === undefined) === (named === undefined)) return undefined;
  return assumes(at, source === undefined ? namedSource(at, named) : sourceOf(at, source));
};

/** `credential_source`: the three values, each with what it needs. */
export function namedSource({ matter: { env } }: At, key: RawKey | undefined): Found {
  const has = (...names: string[]) => names.some((name) => (env[name] ?? '') !== '');
  const rows: Readonly<Record<string, readonly [boolean, string]>> = {
    Environment: [has('AWS_ACCESS_KEY_ID') && has('AWS_SECRET_ACCESS_KEY'), "the variables' keys"],
    EcsContainer: [
      has('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'),
      "the container's credentials",
    ],
    Ec2InstanceMetadata: [!/^true$/i.test(env['AWS_EC2_METADATA_DISABLED'] ?? ''), "the instance's credentials"],
  };
  const [ready, as] = rows[key?.value ?? ''] ?? [false, ''];
  if (as === '') return error(`there is no credential_source ${key?.value ?? ''}`, key);
  return ready ? { takes: 'nothing', says: `takes ${as}`, as, by: key } : error(`${as} are not there`, key);
}

/** A whole pair, from whichever file. */
export const staticKeys: Rule = ({ get, name }) => {
  const id = get('aws_access_key_id');
  if (id === undefined || get('aws_secret_access_key') === undefined) return undefined;
  return { takes: 'static keys', says: 'takes the static keys', as: `the keys of profile ${name}`, by: id };
};

export const process: Rule = ({ get, matter: { platform } }) => {
  const line = get('credential_process');
  if (line === undefined) return undefined;
  if (isBrs(splitCommand(line.value, platform) ?? []))
    return { takes: 'brs', says: 'runs brs', as: 'what brs gives', by: line };
  const program = programName({ shell: line.value }, platform);
  return { takes: 'program', says: `runs ${program}`, as: `what ${program} prints`, by: line };
};

/** What makes a profile Identity Center's for every SDK but botocore. */
export const ssoKeys = ['sso_start_url', 'sso_account_id', 'sso_session', 'sso_region', 'sso_role_name'];

/** IAM Identity Center, where one of the keys is there. */
export function identityCenter(triggers: readonly string[]): Rule {
  return ({ get, matter: { raw } }) => {
    const by = triggers.map((key) => get(key)).find((key) => key !== undefined);
    if (by === undefined) return undefined;
    const session = get('sso_session');
    const needed = [
      'sso_account_id',
      'sso_role_name',
      ...(session === undefined ? ['sso_region', 'sso_start_url'] : []),
    ];
    const lacks = needed.find((key) => get(key) === undefined);
    if (lacks !== undefined) return { ...error(`IAM Identity Center lacks ${lacks}`, by), final: true };
    const fault = session && sessionFault(raw, session);
    if (fault !== undefined) return { ...error(fault, session), final: true };
    return { takes: 'Identity Center', says: 'asks IAM Identity Center', as: "Identity Center's credentials", by };
  };
}

/** What is wrong with the section that `sso_session` names. */
function sessionFault(raw: RawFiles, { value }: RawKey): string | undefined {
  const lines = raw.lines.config.filter(({ section }) => section === `sso-session ${escapeName(value)}`);
  if (lines.length === 0) return `there is no [sso-session ${value}]`;
  const keys = keysIn(lines, 'config').map(({ key }) => key);
  const lacks = ['sso_region', 'sso_start_url'].find((key) => !keys.includes(key));
  return lacks === undefined ? undefined : `[sso-session ${value}] lacks ${lacks}`;
}

export const awsLogin: Rule = ({ get }) => {
  const by = get('login_session');
  return by && { takes: 'aws login', says: 'takes the session of `aws login`', as: 'the session of `aws login`', by };
};

const tokenUse = { takes: 'web identity', says: 'gets a role for a web identity token', as: 'a web identity' } as const;

/** A role for the token in the profile. `without`: what the SDK makes of a token without a role. */
export function webIdentity(without: 'fails' | 'passes over'): Rule {
  return ({ get }) => {
    const by = get('web_identity_token_file');
    if (by === undefined) return undefined;
    if (get('role_arn') !== undefined) return { ...tokenUse, by };
    return without === 'fails' ? error('a web identity token needs role_arn', by) : undefined;
  };
}

/** The same by variables. */
export function webIdentityVariables(without: 'fails' | 'passes over'): Rule {
  return ({ matter: { env } }) => {
    if (!env['AWS_WEB_IDENTITY_TOKEN_FILE']) return undefined;
    const by = { variable: 'AWS_WEB_IDENTITY_TOKEN_FILE' };
    if (env['AWS_ROLE_ARN']) return { ...tokenUse, by };
    return without === 'fails' ? error('AWS_WEB_IDENTITY_TOKEN_FILE needs AWS_ROLE_ARN', by) : undefined;
  };
}

export const keyVariables: Rule = ({ matter: { env } }) => {
  if (!env['AWS_ACCESS_KEY_ID'] || !env['AWS_SECRET_ACCESS_KEY']) return undefined;
  return { takes: 'variables', says: 'takes the keys in variables', by: { variable: 'AWS_ACCESS_KEY_ID' } };
};
