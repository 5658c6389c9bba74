import { AbortError, UsageError } from '../core/errors';
import { withVariables } from '../core/variables';
import type { System } from '../system/system';
import type { Args, Command, Ended } from './command';
import { execMany } from './exec-many';
import { lifelineFor } from './lifeline';
import { regionOption, requestOptions } from './request';

/** The person's own shell, for a call without a command. */
function shellOf({ env, platform }: System): string {
  if (platform === 'win32') return env['COMSPEC'] ?? 'cmd.exe';
  const shell = env['SHELL'];
  return shell === undefined || shell === '' ? '/bin/sh' : shell;
}

async function execOne(args: Args, system: System): Promise<Ended> {
  const line = await lifelineFor(args, system);
  try {
    if (system.signal.aborted) throw new AbortError();
    const command = args.words.length > 0 ? args.words : [shellOf(system)];
    const { status, killedBy } = await system.child({ command, env: withVariables(system.env, line.variables) });
    return { status, signal: killedBy === 'SIGINT' ? killedBy : undefined };
  } finally {
    line.close();
  }
}

export const exec: Command = {
  name: 'exec',
  summary: 'run a command whose credentials are refreshed for as long as it runs',
  options: [
    ...requestOptions,
    { name: 'static', help: 'plain variables instead of the endpoint: they end when they expire' },
    { name: 'token-file', help: "the endpoint's token in a file of mode 0600 instead of a variable" },
    regionOption,
    { name: 'profiles', value: 'PATTERNS', help: "once for each profile that matches ('team-*,dev?')" },
    { name: 'parallel', value: 'N', help: 'so many of them at a time (default 8)' },
  ],
  words: {
    name: 'COMMAND',
    help: 'the program and its arguments; your shell without one',
    least: 0,
    most: Infinity,
    verbatim: true,
  },
  obeys: ['requests', 'shell', 'taken from the child'],
  examples: [
    { line: 'brs exec --profile prod -- terraform apply', does: 'hours of it, with one prompt at the most' },
    { line: 'brs exec --profile prod', does: 'a shell' },
    { line: "brs exec --profile prod -- sh -c 'aws s3 ls | head'", does: 'a pipeline inside' },
    { line: 'brs exec --profile prod --static -- old-tool', does: 'for what knows nothing but variables' },
    { line: "brs exec --profiles 'team-*' -- aws s3 ls", does: 'in every account of the team' },
  ],
  run: async (args, system) => {
    const { profiles, parallel } = args.values;
    if (args.switches.has('static') && args.switches.has('token-file')) {
      throw new UsageError({ message: '--static has no endpoint and no token', hint: 'leave --token-file out' });
    }
    if (profiles !== undefined) return await execMany(args, system);
    if (parallel === undefined) return await execOne(args, system);
    throw new UsageError({ message: '--parallel goes with --profiles', hint: 'leave it out for one profile' });
  },
};
