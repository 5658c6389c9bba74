import { printable } from '../core/printable';
import type { Environment } from '../system/system';
import type { Both } from './adoption';
import { linesOfProfile, type Line, type SharedFile } from './lines';

/** What makes SDKs take other credentials than those of a credential_process (../shared/aws-behaviour.md §8). */
interface Bypass {
  readonly keys: readonly string[];
  readonly file?: SharedFile;
  readonly says: string;
}

const bypasses: readonly Bypass[] = [
  {
    keys: ['aws_access_key_id'],
    file: 'credentials',
    says: "boto3, the AWS CLI and JavaScript's SDK take the keys first",
  },
  { keys: ['aws_access_key_id'], file: 'config', says: "JavaScript's SDK takes the keys first" },
  { keys: ['web_identity_token_file'], says: 'SDKs take the web identity first' },
  {
    keys: ['sso_session', 'sso_start_url', 'sso_account_id', 'sso_role_name'],
    says: 'boto3 and the AWS CLI take IAM Identity Center first',
  },
  { keys: ['login_session'], says: 'boto3 and the AWS CLI take `aws login` first' },
];

const variables: readonly { readonly names: readonly string[]; readonly says: string }[] = [
  {
    names: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
    says: 'most SDKs take these keys rather than the profile in AWS_PROFILE',
  },
  { names: ['AWS_WEB_IDENTITY_TOKEN_FILE'], says: 'SDKs take it before the credential_process of a profile' },
];

interface Places {
  readonly files: Both<readonly Line[]>;
  readonly paths: Both<string>;
}

/** Keys by which SDKs would take of a profile what they want without asking brs. */
export interface Bypassing {
  readonly key: string;
  readonly place: string;
  readonly says: string;
}

export function findBypasses(name: string, { files, paths }: Places): Bypassing[] {
  return (['config', 'credentials'] as const).flatMap((file) => {
    const lines = linesOfProfile(files[file], file, name);
    const rows = bypasses.filter((row) => row.file === undefined || row.file === file);
    return rows.flatMap(({ keys, says }) => {
      const found = lines.find(({ property }) => property !== undefined && keys.includes(property.key));
      if (found === undefined) return [];
      return [{ key: found.property?.key ?? '', place: `${paths[file]}:${found.at + 1}`, says }];
    });
  });
}

/** The same as sentences. */
export function bypassesOf(name: string, places: Places): string[] {
  return findBypasses(name, places).map(({ key, place, says }) => `${printable(name)} has ${key} (${place}): ${says}`);
}

/** Variables that SDKs take before any profile. */
export function findVariables(env: Environment): { readonly names: readonly string[]; readonly says: string }[] {
  return variables
    .map(({ names, says }) => ({ names: names.filter((name) => (env[name] ?? '') !== ''), says }))
    .filter(({ names }) => names.length > 0);
}

/** The same as sentences. */
export function bypassesIn(env: Environment): string[] {
  return findVariables(env).map(({ names, says }) => `${names.join(', ')} ${isOrAre(names)} set: ${says}`);
}

export function isOrAre(names: readonly string[]): 'is' | 'are' {
  return names.length === 1 ? 'is' : 'are';
}
