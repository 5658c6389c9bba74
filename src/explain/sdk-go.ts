import type { RawKey } from './raw';
import { error, missing, type At, type Found, type Rule, type Sdk } from './sdk';
import {
  assumes,
  awsLogin,
  identityCenter,
  keyVariables,
  namedSource,
  process,
  roleWithSource,
  ssoKeys,
  staticKeys,
  webIdentity,
  webIdentityVariables,
} from './sdk-rules';

/** Half of a pair is a fault of the profile: the credentials file's section goes before the config file's. */
const keys = ['aws_access_key_id', 'aws_secret_access_key'];

const halfOfPair: Rule = ({ get }) => {
  const file = (['credentials', 'config'] as const).find((one) => keys.some((key) => get(key, one) !== undefined));
  const pair = [get('aws_access_key_id', file), get('aws_secret_access_key', file)];
  const half = pair.find((key): key is RawKey => key !== undefined);
  return half === undefined || pair.every(Boolean) ? undefined : error('half of a key pair is missing', half);
};

const needsRole: Rule = ({ get }) => {
  const by = ['source_profile', 'credential_source', 'web_identity_token_file'].map((key) => get(key)).find(Boolean);
  return by === undefined || get('role_arn') !== undefined ? undefined : error(`${by.key} needs role_arn`, by);
};

const oneKind: Rule = ({ get }) => {
  const kinds = ['source_profile', 'credential_source', 'credential_process', 'web_identity_token_file'];
  const there = kinds.map((key) => get(key)).filter((key) => key !== undefined);
  const by = there[1];
  return by && error(`it takes only one of ${there.map(({ key }) => key).join(' and ')}`, by);
};

/** In Go a role is assumed with whatever the profile itself has, `source_profile` or not. */
function roleOver(rules: readonly Rule[]): Rule {
  return (at) => {
    const found = rules.map((rule) => rule(at)).find((one) => one !== undefined);
    const bare = at.get('role_arn') === undefined || found?.takes === 'web identity';
    return found === undefined || bare ? found : assumes(at, found);
  };
}

const named: Rule = (at) => {
  const key = at.get('credential_source');
  return key && namedSource(at, key);
};
const own = [staticKeys, named, webIdentity('fails'), identityCenter(ssoKeys), awsLogin, process];
const machine: Rule = ({ get }) =>
  get('role_arn') && { takes: 'nothing', says: '', as: "a container's or instance's credentials" };

const withSource: Rule = (at) => (at.get('source_profile') === undefined ? undefined : roleWithSource(at));

// aws-sdk-go-v2 config 1.33: setFromIniSections, resolveCredentialChain, resolveCredsFromProfile.
export const go: Sdk = {
  name: 'Go',
  rules: [
    missing,
    halfOfPair,
    needsRole,
    oneKind,
    (at) => (at.get('source_profile') === undefined ? undefined : errorOf(roleWithSource(at), at)),
    keyVariables,
    webIdentityVariables('fails'),
    withSource,
    roleOver([...own, machine]),
  ],
  sourceRules: [halfOfPair, needsRole, roleOver([staticKeys]), oneKind, withSource, roleOver(own)],
  revisit: 'any',
  mfa: 'refuses',
  after: [],
  goesOn: 'never',
  exactKeys: false,
  oneLine: false,
  headers: /^\[\s*(profile\s+[^"'\]]+|default)\s*\]/,
};

/** A chain is read, with its faults, before variables are looked at; MFA is met only when it is used. */
function errorOf(found: Found | undefined, { get }: At): Found | undefined {
  return found?.takes === 'error' && found.by !== get('mfa_serial') ? found : undefined;
}
