import { formatTime } from '../core/time';
import type { Format } from './format';

/**
 * The document of `credential_process`. Version is the number 1; members without a value are left out (an empty
 * Expiration breaks Go); the time is UTC with `Z` and no fraction. Source: SDKs and Tools Reference Guide, "Process
 * credential provider".
 */
export const processFormat: Format = ({ credentials }) => {
  if (credentials === undefined) return '';
  const { accessKeyId, secretAccessKey, sessionToken, expiration, accountId } = credentials;
  const document = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey.reveal(),
    SessionToken: sessionToken?.reveal(),
    Expiration: expiration === undefined ? undefined : formatTime(expiration),
    AccountId: accountId,
  };
  return `${JSON.stringify(document)}\n`;
};
