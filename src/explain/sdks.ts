import type { SharedFile } from '../config/lines';
import type { Verdict } from './explanation';
import { fileFault } from './file-faults';
import { placeOf } from './raw';
import { go } from './sdk-go';
import { chosen, error, missing, type At, type Matter, type Rule, type Sdk } from './sdk';
import {
  awsLogin,
  identityCenter,
  keyVariables,
  namedSource,
  process,
  roleWithSource,
  staticKeys,
  webIdentity,
  webIdentityVariables,
  ssoKeys,
} from './sdk-rules';

/** A role that the profile names both sources for. */
const bothSources: Rule = ({ get }) => {
  const by = get('role_arn') && get('source_profile') && get('credential_source');
  return by && error('both source_profile and credential_source are there', by);
};

/** botocore takes a pair from one file only, and an id alone for half a pair. */
function pairIn(file: SharedFile): Rule {
  return ({ get, name }) => {
    const by = get('aws_access_key_id', file);
    if (by === undefined) return undefined;
    if (get('aws_secret_access_key', file) === undefined) return error('half of a key pair is missing', by);
    return { takes: 'static keys', says: 'takes the static keys', as: `the keys of profile ${name}`, by };
  };
}

const halfOfVariables: Rule = ({ matter: { env } }) =>
  env['AWS_ACCESS_KEY_ID'] && !env['AWS_SECRET_ACCESS_KEY']
    ? error('AWS_SECRET_ACCESS_KEY is not set', { variable: 'AWS_ACCESS_KEY_ID' })
    : undefined;

/** A role with a token is the web identity's; else a role alone is a fault. */
const botocoreRole: Rule = (at) => {
  const role = at.get('role_arn');
  if (role === undefined || at.get('web_identity_token_file') !== undefined) return undefined;
  return (
    bothSources(at) ?? roleWithSource(at) ?? error('the role has neither source_profile nor credential_source', role)
  );
};

const botocoreRest = [
  identityCenter(['sso_account_id', 'sso_role_name']),
  pairIn('credentials'),
  awsLogin,
  process,
  pairIn('config'),
];

// botocore 1.43: credentials.py create_credential_resolver, ProfileProviderBuilder, AssumeRoleProvider.
const botocore: Sdk = {
  name: 'botocore',
  rules: [
    fileFault(['twice', 'unreadable', 'mark']),
    missing,
    keyVariables,
    halfOfVariables,
    botocoreRole,
    webIdentityVariables('fails'),
    webIdentity('fails'),
    ...botocoreRest,
  ],
  sourceRules: [
    (at) => ((at.get('aws_access_key_id') ?? at.get('aws_secret_access_key')) ? undefined : botocoreRole(at)),
    webIdentity('fails'),
    ...botocoreRest,
  ],
  revisit: 'itself',
  mfa: 'asks',
  after: [],
  goesOn: 'never',
  exactKeys: false,
  oneLine: false,
  headers: /^(\uFEFF)?\[(profile\s+("[^"\]]+"|'[^'\]]+'|[^\s"'\]]+)|default)\]/,
};

/** As a source only: the container's credentials and the like without any role. */
const sourceAlone: Rule = (at) => {
  const named = at.get('credential_source');
  return at.get('role_arn') !== undefined || named === undefined ? undefined : namedSource(at, named);
};

const scriptRest = [webIdentity('passes over'), process, identityCenter(ssoKeys), awsLogin];

// @aws-sdk/credential-provider-ini 3.97 resolveProfileData, credential-provider-node defaultProvider.
const javaScript: Sdk = {
  name: 'JavaScript',
  rules: [
    (at) => (at.matter.byVariable ? undefined : keyVariables(at)),
    missing,
    roleWithSource,
    staticKeys,
    ...scriptRest,
    webIdentityVariables('passes over'),
  ],
  sourceRules: [staticKeys, sourceAlone, roleWithSource, ...scriptRest],
  revisit: 'any',
  mfa: 'refuses',
  after: [process, webIdentityVariables('passes over')],
  goesOn: 'mostly',
  exactKeys: true,
  oneLine: true,
  headers: /^\[(profile\s(["']?)[\w@+.%:/-]+\2|default)\](\s+[#;].*)?$/,
};

const javaKeys: Rule = (at) => {
  const by = at.get('aws_session_token') ?? at.get('aws_access_key_id');
  return by && (staticKeys(at) ?? error('half of a key pair is missing', by));
};

const javaProfile = [
  (at: At) => (at.get('role_arn') === undefined ? undefined : webIdentity('passes over')(at)),
  identityCenter(ssoKeys),
  bothSources,
  roleWithSource,
  awsLogin,
  process,
  javaKeys,
];

// aws-sdk-java-v2 ProfileCredentialsUtils.java, DefaultCredentialsProvider.java.
const java: Sdk = {
  name: 'Java',
  rules: [
    keyVariables,
    webIdentityVariables('passes over'),
    fileFault(['unreadable', 'mark']),
    missing,
    ...javaProfile,
  ],
  sourceRules: javaProfile,
  revisit: 'never',
  mfa: 'leaves it out',
  after: [],
  goesOn: 'always',
  exactKeys: true,
  oneLine: false,
  headers: /^\[\s*(profile\s+[^\s"'\]]+|default)\s*\]/,
};

export const sdks: readonly Sdk[] = [botocore, javaScript, go, java];

const onward = "a container's or an instance's credentials";

/** What one SDK takes of a profile that AWS_PROFILE names. */
export function verdictOf(sdk: Sdk, matter: Matter, name: string): Verdict {
  const found = chosen(sdk, matter, name);
  if (found === undefined) {
    return { sdk: sdk.name, takes: 'nothing', says: `finds none there, tries ${onward}`, goesRoundBrs: false };
  }
  const { takes, says, by, final } = found;
  const place = by === undefined ? {} : 'variable' in by ? { place: by.variable } : { key: by.key, place: placeOf(by) };
  const goesOn = sdk.goesOn === 'always' || (sdk.goesOn === 'mostly' && final !== true);
  const then = takes === 'error' && goesOn ? `; then tries ${onward}` : '';
  return {
    sdk: sdk.name,
    takes,
    says: `${says}${then}`,
    ...place,
    goesRoundBrs: !['brs', 'nothing', 'error'].includes(takes),
  };
}
