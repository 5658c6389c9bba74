import { ConfigError } from '../core/errors';
import type { Profile } from '../config/profile';
import type { SettingKey } from '../config/settings';

/** Kinds of profile that brs does not resolve itself yet, by the keys that make them. */
const kinds: readonly { readonly keys: readonly SettingKey[]; readonly name: string }[] = [
  { keys: ['web_identity_token_file'], name: 'a web identity token' },
  { keys: ['sso_session', 'sso_start_url', 'sso_account_id', 'sso_role_name'], name: 'IAM Identity Center' },
  { keys: ['login_session'], name: 'aws login' },
];

function kindOf({ settings }: Profile) {
  if (settings.source !== undefined || settings.command !== undefined) return undefined;
  return kinds.find(({ keys }) => keys.some((key) => settings[key] !== undefined));
}

export function isUnsupported(profile: Profile): boolean {
  return kindOf(profile) !== undefined;
}

/** Says so, and what works instead, rather than taking other credentials than the SDKs would. */
export function refuseUnsupported(profile: Profile): void {
  const kind = kindOf(profile);
  if (kind === undefined) return;
  throw new ConfigError({
    message: `profile ${profile.name} gets its credentials through ${kind.name}, which brs does not speak yet`,
    hint: `until then let the AWS CLI do that part: brs_command = aws configure export-credentials --profile NAME --format process, with NAME a profile of its own`,
  });
}
