import { programName } from '../config/command-line';
import { parseObject } from '../core/json';
import { printable } from '../core/printable';
import type { SettingRead } from './explanation';
import type { Winner } from './weighed';

const mask = '•••';

/** Settings whose value nobody needs to see. */
const secrets = ['aws_secret_access_key', 'aws_session_token', 'provided_contexts'];
const commands = ['command', 'mfa_process', 'credential_process'];

/** A URL without a password or a token that it may hold. */
function bareUrl(value: string): string {
  if (!URL.canParse(value)) return value;
  const { protocol, host, pathname } = new URL(value);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

function shortened(value: string): string {
  return value.length > 200 ? `${value.slice(0, 200)} …` : value;
}

/** A setting's value as a person may see it: no secret, of commands the program alone. */
export function shownValue(key: string, value: string, platform: NodeJS.Platform): string {
  if (secrets.includes(key)) return mask;
  if (commands.includes(key)) return programName({ shell: value }, platform);
  if (/url|endpoint$/.test(key)) return bareUrl(value);
  if (key === 'policy' && parseObject(value) !== undefined) return `JSON of ${value.length} characters`;
  return shortened(printable(value));
}

export function shownSetting(
  profile: string,
  { key, value, place, raw }: Winner,
  platform: NodeJS.Platform,
): SettingRead {
  const written = raw === undefined || raw.key === key ? {} : { written: raw.key };
  return { profile, key, ...written, value: shownValue(key, value, platform), place };
}
