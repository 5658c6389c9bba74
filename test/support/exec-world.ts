// A world for `brs exec`: brs and the box's scripts are on PATH, and the profile's credentials are in the vault.
import { join } from 'node:path';
import { programUnderTest, type RunOptions, type RunResult, type Sandbox } from './sandbox';
import { Daemon } from './terminal';
import { brsOf, processesOf, until } from './waiting';
import { makeWorld, type World } from './world';

export interface Shelled {
  code: number | null;
  stdout: string;
  /** stdout, then stderr. */
  log: string;
}

export interface ExecWorld extends World {
  /** `brs exec --profile prod` with these words behind it, without a terminal. */
  exec: (words: readonly string[], options?: RunOptions) => Promise<RunResult>;
  /** A line of bash's in the box's folder, without a terminal. */
  bash: (line: string) => Promise<Shelled>;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Makes `brs` a word of the box's shells: a script that becomes brs, so that its process is brs's own. */
export function putOnPath(box: Sandbox): void {
  const { command, args } = programUnderTest();
  box.script('brs', `exec ${[command, ...args].map(quote).join(' ')} "$@"`);
  box.env['PATH'] = `${join(box.home, 'scripts')}:${box.env['PATH'] ?? ''}`;
}

export async function makeExecWorld(): Promise<ExecWorld> {
  const world = await makeWorld();
  const { box } = world;
  putOnPath(box);
  await box.run(['creds', '--profile', 'prod']);
  const daemons: Daemon[] = [];
  return {
    ...world,
    exec: (words, options) => box.run(['exec', '--profile', 'prod', ...words], options),
    bash: async (line) => {
      const daemon = new Daemon('bash', ['-c', `cd "$HOME"; ${line}`], box.env);
      daemons.push(daemon);
      await until(
        () => daemon.hasEnded,
        () => `the end of ${line}: ${daemon.log}`,
      );
      await daemon.end();
      return { code: daemon.child.exitCode, stdout: daemon.stdout.text, log: daemon.log };
    },
    dispose: async () => {
      await Promise.all(daemons.map((daemon) => daemon.end()));
      await nothingLeft(box);
      await world.dispose();
    },
  };
}

/** Every process of the box ends by itself; those that do not are killed, and told. */
export async function nothingLeft(box: Sandbox): Promise<void> {
  try {
    await until(
      () => processesOf(box).length === 0,
      () => JSON.stringify(processesOf(box)),
      10_000,
    );
  } finally {
    for (const { pid } of processesOf(box)) process.kill(pid, 'SIGKILL');
  }
}

/** The process of the only brs in the box. */
export async function brsIn(box: Sandbox): Promise<number> {
  await until(
    () => brsOf(box).length === 1,
    () => `one brs in ${JSON.stringify(processesOf(box))}`,
  );
  return brsOf(box)[0]?.pid ?? 0;
}
