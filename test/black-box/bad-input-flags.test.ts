import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeFilledWorld, type FilledWorld } from './failing';

let world: FilledWorld;

beforeAll(async () => {
  world = await makeFilledWorld();
});

afterAll(async () => {
  await world.dispose();
});

const ROLE = 'arn:aws:iam::111122223333:role/Deploy';

describe('a command line that is wrong', () => {
  test.each<[line: string, says: RegExp, args: readonly string[]]>([
    ['nonsense', /there is no command nonsense/, ['nonsense']],
    ['cred', /there is no command cred/, ['cred']],
    ['--profile prod', /there is no command prod|no command is given/, ['--profile', 'prod']],
    ['--nope', /nope|no command/, ['--nope']],
    ['creds --nope', /nope/, ['creds', '--nope']],
    ['creds --profil prod', /profil/, ['creds', '--profil', 'prod']],
    ['creds -x', /x/, ['creds', '-x']],
    ['creds prod', /prod/, ['creds', 'prod']],
    ['creds --profile prod stray', /stray/, ['creds', '--profile', 'prod', 'stray']],
    ['creds -- prod', /prod/, ['creds', '--', 'prod']],
    ['creds --profile', /profile/, ['creds', '--profile']],
    ['creds --profile --debug', /profile/, ['creds', '--profile', '--debug']],
    ['creds --profile=', /--profile is empty/, ['creds', '--profile=']],
    ['creds --profile ""', /--profile is empty/, ['creds', '--profile', '']],
    ['creds --profile a --profile b', /--profile is given twice/, ['creds', '--profile', 'a', '--profile', 'b']],
    ['creds -p a --profile b', /--profile is given twice/, ['creds', '-p', 'a', '--profile', 'b']],
    ['creds --profile a -p a', /--profile is given twice/, ['creds', '--profile', 'a', '-p', 'a']],
    ['creds --refresh --refresh', /--refresh is given twice/, ['creds', '--refresh', '--refresh']],
    ['creds --refresh=maybe', /refresh/, ['creds', '--profile', 'prod', '--refresh=maybe']],
    ['creds --no-refresh', /no-refresh/, ['creds', '--profile', 'prod', '--no-refresh']],
    ['creds --refresh --no-cache', /exclude each other/, ['creds', '--profile', 'prod', '--refresh', '--no-cache']],
    ['creds --source teapot', /--source must be one of environment, ecs, ec2/, ['creds', '--source', 'teapot']],
    ['creds --min-ttl soon', /--min-ttl must be a time/, ['creds', '--profile', 'prod', '--min-ttl', 'soon']],
    ['creds --min-ttl 13h', /--min-ttl must be a time up to 12h/, ['creds', '--profile', 'prod', '--min-ttl', '13h']],
    ['creds --min-ttl -5', /min-ttl/, ['creds', '--profile', 'prod', '--min-ttl', '-5']],
    ['creds --min-ttl=-5', /--min-ttl must be a time/, ['creds', '--profile', 'prod', '--min-ttl=-5']],
    ['creds --min-ttl=', /--min-ttl must be a time/, ['creds', '--profile', 'prod', '--min-ttl=']],
    ['creds --mfa-token 12345', /--mfa-token must be six digits/, ['creds', '--mfa-token', '12345']],
    ['creds --mfa-token 12345x', /--mfa-token must be six digits/, ['creds', '--mfa-token', '12345x']],
    ['creds --mfa-token=', /--mfa-token must be six digits/, ['creds', '--mfa-token=']],
    ['creds --duration-seconds abc', /--duration-seconds must be a whole/, ['creds', '--duration-seconds', 'abc']],
    ['creds --duration-seconds 60', /from 900 to 43200/, ['creds', '--duration-seconds', '60']],
    ['creds --role-arn=', /--role-arn is empty/, ['creds', '--role-arn=', '--source-profile', 'base']],
    ['creds --role-arn with a line feed', /--role-arn holds a line feed/, ['creds', '--role-arn', `${ROLE}\nx`]],
    ['creds --region "eu west"', /--region must match/, ['creds', '--profile', 'prod', '--region', 'eu west']],
    ['creds --endpoint-url sts', /--endpoint-url must be/, ['creds', '--profile', 'prod', '--endpoint-url', 'sts']],
    ['creds --mfa-prompt loud', /--mfa-prompt must be one of/, ['creds', '--profile', 'prod', '--mfa-prompt', 'loud']],
    ['creds --command with an open quote', /--command is no command/, ['creds', '--command', "mint 'a"]],
    ['creds --policy torn', /--policy must be a JSON/, ['creds', '--profile', 'prod', '--policy', '{"a"']],
    ['creds --session-tags x', /--session-tags must be like/, ['creds', '--profile', 'prod', '--session-tags', 'x']],
    ['creds --max-attempts 0', /--max-attempts must be/, ['creds', '--profile', 'prod', '--max-attempts', '0']],
    ['creds --advisory-seconds never', /--advisory-seconds/, ['creds', '--advisory-seconds', 'never']],
    ['creds --aws-secret-access-key x', /aws-secret-access-key/, ['creds', '--aws-secret-access-key', 'x']],
    ['clear --all --profile prod', /--all takes no profile/, ['clear', '--all', '--profile', 'prod']],
    ['clear --refresh', /refresh/, ['clear', '--refresh']],
    ['clear prod', /prod/, ['clear', 'prod']],
  ])('%s', async (_line, says, args) => {
    await world.fails(args, { code: 2, says });
  });

  test.each<[line: string, says: RegExp, args: readonly string[]]>([
    ['a role and nobody to assume it', /nothing that assumes it/, ['creds', '--role-arn', ROLE]],
    ['a source profile alone', /\(flags\)/, ['creds', '--source-profile', 'base']],
    [
      'a source profile that is not there',
      /no profile gone/,
      ['creds', '--role-arn', ROLE, '--source-profile', 'gone'],
    ],
  ])('flags that lead nowhere are a fault of the settings: %s', async (_line, says, args) => {
    await world.fails(args, { code: 3, says });
  });
});

test('through all of that STS was not asked, and the entry is served as before', async () => {
  expect(world.sts.calls).toHaveLength(1);
  await world.stillServes();
});
