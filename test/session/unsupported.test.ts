import { describe, expect, test } from '@jest/globals';
import type { Profile } from '../../src/config/profile';
import { ConfigError } from '../../src/core/errors';
import { refuseUnsupported } from '../../src/session/unsupported';
import { caught } from '../support/fake-system';

function profile(settings: Profile['settings']): Profile {
  return { name: 'a', settings, origins: {} };
}

describe('refuseUnsupported', () => {
  test.each<[Profile['settings'], string]>([
    [{ web_identity_token_file: '/token', role_arn: 'arn:r' }, 'a web identity token'],
    [{ sso_session: 'dev', sso_account_id: '111122223333', sso_role_name: 'Read' }, 'IAM Identity Center'],
    [{ sso_start_url: 'https://example.awsapps.com/start' }, 'IAM Identity Center'],
    [{ login_session: 'arn:l' }, 'aws login'],
  ])('says of %j what it is and what works instead', async (settings, kind) => {
    const error = await caught(() => refuseUnsupported(profile(settings)));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      message: `profile a gets its credentials through ${kind}, which brs does not speak yet`,
      hint: expect.stringContaining('aws configure export-credentials'),
    });
  });

  test.each<[Profile['settings']]>([
    [{}],
    [{ role_arn: 'arn:r', source_profile: 'base' }],
    [{ sso_session: 'dev', command: ['mint'] }],
    [{ login_session: 'arn:l', source: 'ecs' }],
  ])('has nothing to say of %j', (settings) => {
    expect(() => refuseUnsupported(profile(settings))).not.toThrow();
  });
});
