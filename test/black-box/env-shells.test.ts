// What `brs env` prints, taken in by real shells as its help says, without telling it which shell it is.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { testWith } from '../support/needs';
import { makeWorld, sampleConfig, sampleCredentials, user, type World } from '../support/world';
import { callsOf, install, runShell, seenIn, shells, type Variables } from './shells';

const keys = {
  accessKeyId: 'AKIAEXAMPLESTATIC001',
  secretAccessKey: "made-up/of 'nobody' $HOME `true` \\ !1",
} as const;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  world.box.config(`${sampleConfig}\n[profile keys]\nregion = us-west-2\n`);
  world.box.credentials(
    `${sampleCredentials}\n[keys]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n`,
  );
  install(world.box);
});
afterEach(async () => await world.dispose());

/** The idiom that help promises, for other words behind `brs env`. */
async function idiomOf(shell: string): Promise<(words: string) => string> {
  const { stdout } = await world.box.run(['env', '--help']);
  const text = stdout.slice(stdout.indexOf('In each shell:'));
  const lines = text.split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => line.split(', ').includes(shell));
  const idiom = lines[at + 1] ?? '';
  expect(idiom).toContain('brs env --profile prod');
  return (words) => idiom.replace('env --profile prod', words);
}

/** What STS issued for a key, as variables. */
function issued(accessKeyId = ''): Variables {
  const key = world.issuer.find(accessKeyId);
  return {
    AWS_ACCESS_KEY_ID: key?.accessKeyId ?? 'a key that STS issued',
    AWS_SECRET_ACCESS_KEY: key?.secretAccessKey ?? '',
    AWS_SESSION_TOKEN: key?.sessionToken ?? '',
    AWS_CREDENTIAL_EXPIRATION: key?.expiration?.toISOString().replace(/\.\d+Z$/, 'Z') ?? '',
  };
}

/** The same, where a failure would end the script. */
function guarded(shell: string, line: string): string {
  return shell === 'elvish' ? `try { ${line} } catch e { }` : line;
}

describe.each(Object.keys(shells))('in %s', (shell) => {
  const inShell = testWith(['linux', shell], test);

  inShell('a program gets what STS issued, then the next profile’s, and --unset takes all of it back', async () => {
    const { box } = world;
    const take = await idiomOf(shell);
    box.env['AWS_PROFILE'] = 'mine';
    const words = ['env --profile prod', 'env --profile keys', 'env --unset'];
    const script = words.map((each) => `${take(each)}\nseen`).join('\n');
    expect(await runShell(box, shell, `seen\n${script}`)).toBe('');
    const [before, prod, own, after] = seenIn(box);
    expect(prod).toMatchObject({
      ...issued(prod?.['AWS_ACCESS_KEY_ID']),
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ACCOUNT_ID: '111122223333',
      BRS_PROFILE: 'prod',
    });
    expect(prod).not.toHaveProperty('AWS_PROFILE');
    expect(own).toEqual({
      ...before,
      AWS_PROFILE: undefined,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_REGION: 'us-west-2',
      AWS_DEFAULT_REGION: 'us-west-2',
      BRS_REGION: 'us-west-2',
      BRS_PROFILE: 'keys',
      BRS_ACCESS_KEY_ID: keys.accessKeyId,
      BRS_SAVED_AWS_PROFILE: 'mine',
    });
    expect(after).toEqual(before);
    expect(callsOf(box)).toEqual(words);
  });

  inShell('static keys take a stale session token away, and a failure leaves everything as it was', async () => {
    const { box } = world;
    const take = await idiomOf(shell);
    Object.assign(box.env, { AWS_SESSION_TOKEN: 'stale', AWS_SECURITY_TOKEN: 'older', AWS_REGION: 'ap-south-1' });
    const failing = guarded(shell, take('env --profile nowhere'));
    const told = await runShell(box, shell, `${take('env --profile keys')}\nseen\n${failing}\nseen`);
    const [own, after] = seenIn(box);
    expect(own).toMatchObject({ AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_REGION: 'ap-south-1' });
    for (const name of ['AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN', 'AWS_DEFAULT_REGION', 'BRS_REGION']) {
      expect(own).not.toHaveProperty(name);
    }
    expect(after).toEqual(own);
    expect(told).toContain('brs: error: there is no profile nowhere');
  });
});

testWith(['linux', 'bash'], test)(
  'a program that brs env gave credentials to can be asked for others by brs',
  async () => {
    world.box.config(`${sampleConfig}\n[profile again]\nbrs_role_arn = arn:aws:iam::111122223333:role/Again
brs_source_profile = base\n`);
    const script = 'eval $(brs env --profile prod)\neval $(brs env --profile again)\nseen';
    expect(await runShell(world.box, 'bash', script)).toBe('');
    expect(seenIn(world.box)[0]).toMatchObject({ BRS_PROFILE: 'again' });
    expect(world.sts.calls.map(({ accessKeyId }) => accessKeyId)).toEqual([user.accessKeyId, user.accessKeyId]);
  },
);
