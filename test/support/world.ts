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
  const heard = listen(box);
  return {
    issuer,
    sts,
    box,
    dispose: async () => {
      const leaks = leaksOf({ issuer, box, heard });
      await box.dispose();
      await sts.close();
      if (leaks.length > 0) throw new Error(`a secret shows in ${leaks.join(', ')}`);
    },
  };
}

/** What all runs in the sandbox say on stderr. */
function listen(box: Sandbox): string[] {
  const heard: string[] = [];
  const start = box.start.bind(box);
  box.start = (args, options) => {
    const running = start(args, options);
    running.finished.then(
      ({ stderr }) => heard.push(stderr),
      () => undefined,
    );
    return running;
  };
  return heard;
}

/** Where a secret key or a token shows that should not: on stderr, or in a file of brs outside the vault. */
function leaksOf({ issuer, box, heard }: { issuer: Issuer; box: Sandbox; heard: readonly string[] }): string[] {
  const secrets = [...issuer.keys.values()].flatMap((key) => [
    key.secretAccessKey,
    key.sessionToken ?? key.secretAccessKey,
  ]);
  const own = box.files().filter(({ path }) => path.startsWith('state/') && !path.startsWith('state/vault/'));
  const texts = [...own.map(({ path, text }) => [path, text]), ...heard.map((text) => ['stderr', text])];
  return texts.flatMap(([name = '', text = '']) => (secrets.some((secret) => text.includes(secret)) ? [name] : []));
}
