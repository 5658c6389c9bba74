import { drawn } from '../explain/text';
import type { System } from '../system/system';
import type { Args, Command, Ended } from './command';
import { explained } from './explained';
import { resolveOptions } from './resolve';

export const explainCommand = {
  name: 'explain',
  summary: "tell where a profile's credentials come from, setting by setting; sends nothing",
  options: [
    ...resolveOptions,
    { name: 'json', help: 'as one JSON document' },
    { name: 'debug', help: 'say on stderr what is done, without secrets' },
  ],
  words: { name: 'PROFILE', help: 'the profile, as with --profile', least: 0, most: 1 },
  more: [
    {
      heading: 'What it tells',
      text:
        'each step with the settings it goes by and the line they stand in, what is written and has\n' +
        'no effect and why, what SDKs take of the same profile, and what is kept. A profile that\n' +
        "can't be planned is told as far as it goes; the exit status is then 3.",
    },
  ],
  obeys: ['plans', 'prompts', 'other SDKs'],
  examples: [
    { line: 'brs explain prod', does: 'where the credentials of prod come from' },
    { line: 'brs explain prod --region us-east-1', does: 'the same with a setting changed' },
    { line: "brs explain prod --json | jq '.ignored'", does: 'what is written and has no effect' },
  ],
  run: async (args: Args, system: System): Promise<string | Ended> => {
    const { explanation, error } = await explained(args, system);
    const text = args.switches.has('json') ? `${JSON.stringify(explanation, null, 2)}\n` : drawn(explanation, system);
    return error === undefined ? text : { status: error.exitCode, text };
  },
} satisfies Command;
