import { BrsError, defectExitCode, VaultError } from './core/errors';
import { withoutSecrets } from './core/secret';
import { isSwitchedOn } from './core/switched';
import { printable } from './core/printable';
import { fastParse } from './cli/fast-parse';
import { commands } from './commands/index';
import type { Args, Command, Ended } from './commands/command';
import { leave } from './system/leave';
import { writeAll } from './system/output';
import { nodeSystem } from './system/node-system';
import { version } from '../package.json';

interface Understood {
  readonly command: Command;
  readonly args: Args;
}

async function understand(argv: readonly string[]): Promise<Understood | { print: string }> {
  const [name, ...words] = argv;
  if (argv.length === 1 && name === '--version') return { print: `${version}\n` };
  const command = await commands.find((row) => row.name === name)?.load();
  const args = command === undefined ? undefined : fastParse(words, command);
  if (command !== undefined && args !== undefined) return { command, args };
  const { parseWithYargs } = await import('./cli/yargs');
  return await parseWithYargs(argv, name);
}

/** Ctrl-C and its like end the work in order; the status is the shells' 128 + signal. */
function interruption(): { signal: AbortSignal; status: () => number | undefined; done: () => void } {
  const controller = new AbortController();
  let status: number | undefined;
  const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
  const stops = (Object.keys(numbers) as (keyof typeof numbers)[]).map((name) => {
    const stop = () => {
      status = 128 + numbers[name];
      controller.abort();
    };
    process.once(name, stop);
    return () => process.removeListener(name, stop);
  });
  return { signal: controller.signal, status: () => status, done: () => stops.forEach((stop) => stop()) };
}

/** The only place that tells a person of an error: what happened, and on its own line what to do next. */
function tell(error: unknown): number {
  if (error instanceof BrsError) {
    const hint = error.hint === undefined ? '' : `brs: hint: ${printable(error.hint)}\n`;
    writeAll(2, `brs: error: ${printable(error.message)}\n${hint}`);
    return error.exitCode;
  }
  const stack = withoutSecrets(error instanceof Error ? (error.stack ?? error.message) : 'unknown');
  writeAll(2, `brs: error: a defect of brs itself: ${stack}\nbrs: hint: please report it with these lines\n`);
  return defectExitCode;
}

type Signals = Pick<Parameters<typeof nodeSystem>[0], 'signal' | 'handOver'>;

function run({ command, args }: Understood, signals: Signals): Promise<string | Ended> {
  const debug = args.switches.has('debug') || isSwitchedOn(process.env['BRS_DEBUG']);
  return command.run(args, nodeSystem({ ...signals, debug }));
}

function ended(text: string): Ended {
  return { status: 0, text };
}

export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const { signal, status, done } = interruption();
  // Whatever ends this process before its work is done: that is no success.
  process.exitCode = defectExitCode;
  try {
    const understood = await understand(argv);
    const answer = 'print' in understood ? understood.print : await run(understood, { signal, handOver: done });
    // From here on a signal ends the process at once: the reader may be slow.
    done();
    const { text = '', status: ending, signal: by, atOnce } = typeof answer === 'string' ? ended(answer) : answer;
    writeAll(1, text);
    const interrupted = typeof answer === 'string' ? undefined : status();
    process.exitCode = interrupted ?? ending;
    if (by !== undefined || interrupted === 130) process.kill(process.pid, 'SIGINT');
    if (atOnce === true) leave(ending);
  } catch (error) {
    process.exitCode = status() ?? tell(error);
    if (error instanceof VaultError && error.stuck) leave(process.exitCode);
  } finally {
    done();
  }
}
