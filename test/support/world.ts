import { createIssuer, type Issuer } from './issuer';
import { makeSandbox, type Sandbox } from './sandbox';
import { startSts, type Sts, type StsOptions } from './sts';

/** A person with a user, an MFA device and roles, on a sandboxed machine that reaches a loopback STS. */
export interface World {
  readonly issuer: Issuer;
  readonly sts: Sts;
  readonly box: Sandbox;
  dispose(): Promise<void>;
}

export const user = {
  accessKeyId: 'AKIAEXAMPLEANN000001',
  secretAccessKey: 'made-up/secret+of+ann/0000000000000000000',
  userArn: 'arn:aws:iam::444455556666:user/ann',
  accountId: '444455556666',
  mfaSerial: 'arn:aws:iam::444455556666:mfa/ann',
} as const;

export const roleArn = 'arn:aws:iam::111122223333:role/Deploy';

/** The profile of the README, and some around it. */
export const sampleConfig = `
[profile base]
region = eu-west-1

[profile prod]
credential_process = brs creds --profile prod
brs_role_arn       = ${roleArn}
brs_source_profile = base
region             = eu-west-1

[profile mfa]
role_arn       = ${roleArn}
source_profile = base
mfa_serial     = ${user.mfaSerial}
region         = eu-west-1
`;

export const sampleCredentials = `
[base]
aws_access_key_id     = ${user.accessKeyId}
aws_secret_access_key = ${user.secretAccessKey}
`;

export async function makeWorld(options: StsOptions = {}): Promise<World> {
  const issuer = options.issuer ?? createIssuer();
  issuer.addUser(user);
  const sts = await startSts({ ...options, issuer });
  const box = makeSandbox();
  box.env['AWS_ENDPOINT_URL_STS'] = sts.url;
  box.config(sampleConfig);
  box.credentials(sampleCredentials);
  return {
    issuer,
    sts,
    box,
    dispose: async () => {
      await box.dispose();
      await sts.close();
    },
  };
}
