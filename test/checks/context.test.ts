import { afterAll, expect, test } from '@jest/globals';
import { makeContext } from '../../src/checks/context';
import { examine } from '../../src/checks/examine';
import { ConfigError } from '../../src/core/errors';
import { caught, makeFakeSystem, removeFolders, type FakeSystem } from '../support/fake-system';

afterAll(removeFolders);

const config = `
[profile prod]
role_arn = arn:aws:iam::111122223333:role/R
source_profile = middle
include_profile = usual
[profile middle]
brs_role_arn = arn:aws:iam::111122223333:role/M
brs_source_profile = base
[profile usual]
region = eu-west-1
[profile other]
ouput = json
`;

function machine(env: Record<string, string> = {}): FakeSystem {
  const system = makeFakeSystem({ env: { BRS_VAULT: 'memory', ...env } });
  system.file('.aws/config', config);
  system.file(
    '.aws/credentials',
    '[base]\naws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up/1\n',
  );
  return system;
}

async function codesFor(name: string | undefined): Promise<string[]> {
  const context = await makeContext({ system: machine(), name, offline: true });
  return (await examine(context, false)).map(({ code }) => code);
}

test('a profile is looked at with those it stands on and those it includes', async () => {
  const { profiles } = await makeContext({ system: machine(), name: 'prod', offline: true });
  expect(profiles.map(({ name }) => name)).toEqual(['prod', 'middle', 'base', 'usual']);
});

test('without a name all profiles are', async () => {
  const { profiles } = await makeContext({ system: machine(), offline: true });
  expect(profiles.map(({ name }) => name).sort()).toEqual(['base', 'middle', 'other', 'prod', 'usual']);
});

test('what is wrong in another profile is left out', async () => {
  expect(await codesFor(undefined)).toContain('config.misspelt-key');
  expect(await codesFor('prod')).not.toContain('config.misspelt-key');
});

test('a profile that is not there is an error, as everywhere', async () => {
  expect(await caught(() => makeContext({ system: machine(), name: 'pord' }))).toBeInstanceOf(ConfigError);
});

test('a variable that is wrong hides neither the others nor the plans', async () => {
  const system = machine({ AWS_MAX_ATTEMPTS: 'many', AWS_REGION: 'eu-west-1', AWS_USE_FIPS_ENDPOINT: 'so' });
  const { wrongVariables, variables, profiles } = await makeContext({ system, name: 'prod', offline: true });
  expect([...wrongVariables.keys()]).toEqual(['AWS_MAX_ATTEMPTS', 'AWS_USE_FIPS_ENDPOINT']);
  expect(variables).toEqual({ AWS_REGION: 'eu-west-1' });
  expect(profiles[0]?.plan?.steps).toHaveLength(3);
});

test('a brs above that resolves the same profile is no loop here', async () => {
  const { profiles } = await makeContext({ system: machine({ BRS_PROFILE_CHAIN: 'prod;' }), name: 'prod' });
  expect(profiles[0]?.error).toBeUndefined();
});
