import { describe, expect, test } from '@jest/globals';
import { fastParse } from '../../src/cli/fast-parse';
import { parseWithYargs } from '../../src/cli/yargs';
import { clear } from '../../src/commands/clear';
import type { Args, Command } from '../../src/commands/command';
import { creds } from '../../src/commands/creds';
import { UsageError } from '../../src/core/errors';

type Meaning = Pick<Args, 'values'> & { readonly switches: string[] };

function meaning({ values, switches }: Args): Meaning {
  return { values, switches: [...switches].sort() };
}

/** What yargs makes of the words: their meaning, a text to print, or a refusal. */
async function byYargs({ name }: Command, words: readonly string[]): Promise<Meaning | 'text' | 'refusal'> {
  try {
    const parsed = await parseWithYargs([name, ...words], name);
    return 'print' in parsed ? 'text' : meaning(parsed.args);
  } catch (error) {
    if (error instanceof UsageError) return 'refusal';
    throw error;
  }
}

const role = 'arn:aws:iam::111122223333:role/Deploy';

/** Plain lines, which need no parser library. */
const plain: readonly string[][] = [
  [],
  ['--profile', 'prod'],
  ['--profile=prod'],
  ['-p', 'prod'],
  ['--profile', 'my own profile'],
  ['--profile', 'müller'],
  ['--profile=a=b'],
  ['--profile', '0x10'],
  ['--profile', '007'],
  ['--profile', 'true'],
  ['--profile', 'null'],
  ['--profile', "it's"],
  ['--profile', '"quoted"'],
  ["--profile='quoted'"],
  ['--profile', 'a.b'],
  ['--role-arn', role, '--source-profile', 'base', '--duration-seconds', '900'],
  ['--session-tags', 'team=a,stage=dev', '--endpoint-url=http://127.0.0.1:1/x?y=1#z'],
  ['--policy', '{"Version": "2012-10-17"}'],
  ['--policy={"a":"b=c"}'],
  ['--external-id', '1e3'],
  ['--region', 'eu-west-1', '--debug', '--profile', 'a'],
];
const plainCreds: readonly string[][] = [
  ['--refresh'],
  ['--no-cache', '--no-prompt', '--debug'],
  ['--min-ttl', '45m', '--mfa-token', '012345'],
  ['--command', './mint --team a'],
  ['--command', '"/opt/my tools/mint" a'],
  ['--command=./mint --team "a b"'],
  ['--background', '-p', 'prod'],
];

/** Lines that are odd or wrong: whatever fastParse takes of them, yargs must take alike. */
const odd: readonly string[][] = [
  ['--profile'],
  ['--profile', ''],
  ['--profile='],
  ['--profile', ' '],
  ['--profile', '-x'],
  ['--profile', '--debug'],
  ['--profile', '-'],
  ['--profile', '--'],
  ['--profile', 'a', '--profile', 'b'],
  ['--profile', 'a', '-p', 'b'],
  ['-p=prod'],
  ['-pprod'],
  ['-p', 'a', 'b'],
  ['-dp', 'a'],
  ['prod'],
  ['--', '--profile', 'a'],
  ['--profile', 'a', '--'],
  ['--profile', 'a', 'b'],
  ['--unknown'],
  ['--unknown', 'x'],
  ['--unknown=x'],
  ['--prof', 'a'],
  ['--Profile', 'a'],
  ['--roleArn', role],
  ['--role_arn', role],
  ['--role.arn', role],
  ['-profile', 'a'],
  ['--no-profile'],
  ['--no-debug'],
  ['--debug=true'],
  ['--debug', 'true'],
  ['--debug', '--debug'],
  ['--help'],
  ['-h'],
  ['--version'],
  ['--profile', 'a', '--help'],
  ['--__proto__', 'a'],
  ['--constructor', 'a'],
  ['--profile\n', 'a'],
  ['--profile=a\nb'],
  ['--profile', 'a\nb'],
  ['--=a'],
  ['---profile', 'a'],
  ['--$0', 'x'],
  ['--_', 'x'],
  [''],
  ['-1'],
];
const oddCreds: readonly string[][] = [
  ['--min-ttl', '-5'],
  ['--min-ttl', '5', '5'],
  ['--refresh', 'false'],
  ['--refresh=false'],
  ['--no-refresh'],
  ['--cache'],
  ['--prompt'],
  ['--mfa-token', '000000', '--mfa-token=000000'],
];

const commands = [
  { command: creds, good: [...plain, ...plainCreds], all: [...plain, ...plainCreds, ...odd, ...oddCreds] },
  {
    command: clear,
    good: [...plain, ['--all']],
    all: [...plain, ...odd, ['--all'], ['--all=1'], ['--all', 'x'], ['-a']],
  },
];

describe.each(commands)('for $command.name', ({ command, good, all }) => {
  test.each(all.map((words) => [JSON.stringify(words), words] as const))(
    'fastParse reads %s as yargs does, or declines',
    async (_, words) => {
      const fast = fastParse(words, command);
      const slow = await byYargs(command, words);
      expect(fast === undefined ? slow : meaning(fast)).toEqual(slow);
    },
  );

  test.each(good.map((words) => [JSON.stringify(words), words] as const))('fastParse takes %s', (_, words) => {
    expect(fastParse(words, command)?.argv).toEqual(words);
  });
});

describe('every option', () => {
  const rows = [creds, clear].flatMap((command) =>
    command.options.map((option) => ({ command, option, title: `${command.name} --${option.name}` })),
  );

  test.each(rows)('$title means the same to both parsers, in each of its forms', async ({ command, option }) => {
    const { name, value, short } = option;
    const forms =
      value === undefined
        ? [[`--${name}`]]
        : [[`--${name}`, 'x'], [`--${name}=x`], ...(short === undefined ? [] : [[`-${short}`, 'x']])];
    for (const words of forms) {
      const fast = fastParse(words, command);
      expect(fast && meaning(fast)).toEqual(await byYargs(command, words));
      expect(fast?.values[name] ?? fast?.switches.has(name)).toBe(value === undefined ? true : 'x');
    }
  });
});
