import { ConfigError } from '../core/errors';
import type { Format } from './format';

/** The SDKs for Java leave out a section whose name has other characters, the one for JavaScript most with a blank. */
const goodName = /^(?!__proto__$)[\w/.%@:+-]+$/;

/** Blanks are trimmed, `#` and `;` begin comments, some strip quotes, and the encoding is up to each SDK. */
const goodValue = /^[!-~]+$/;
const special = /["'#;]/;

function nameOf(profile: string): string {
  // Flags alone make no profile of a name.
  const name = profile === '(flags)' ? 'default' : profile;
  if (goodName.test(name)) return name;
  throw new ConfigError({
    message: `profile ${name}: not every SDK would read a section of that name`,
    hint: 'a name of letters, digits and _ - / . % @ : + is read by all',
  });
}

function lineOf(key: string, value: string): string {
  if (goodValue.test(value) && !special.test(value)) return `${key} = ${value}\n`;
  throw new ConfigError({
    message: `the value of ${key} holds characters that the SDKs would not read back from a file`,
    hint: 'use the format json or process',
  });
}

/** A section of the shared credentials file. */
export const iniFormat: Format = ({ credentials, profile }) => {
  if (credentials === undefined) return '';
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return [
    `[${nameOf(profile)}]\n`,
    lineOf('aws_access_key_id', accessKeyId),
    lineOf('aws_secret_access_key', secretAccessKey.reveal()),
    sessionToken === undefined ? '' : lineOf('aws_session_token', sessionToken.reveal()),
  ].join('');
};
