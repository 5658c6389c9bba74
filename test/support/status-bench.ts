import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { keep, type Kept } from './kept';
import { programUnderTest } from './sandbox';
import { runInTerminal } from './terminal';
import { brsOf } from './waiting';
import { makeWorld, type World } from './world';

const profiles = Number(process.env['BRS_BENCH_PROFILES'] ?? 1_000);
const entries = Math.floor(profiles / 2);
const rounds = Math.ceil(Number(process.env['BRS_BENCH_ROUNDS'] ?? 40) / 4);
const idleMs = 10_000;

type Env = Readonly<Record<string, string>>;

function nameOf(index: number): string {
  return `team-${String(index).padStart(4, '0')}`;
}

async function furnish({ box }: World, env: Env): Promise<void> {
  const section = (_: unknown, index: number) =>
    `[profile ${nameOf(index)}]\nrole_arn = arn:aws:iam::111122223333:role/R${index}\nsource_profile = base\n`;
  box.config(`[profile base]\nregion = eu-west-1\n${Array.from({ length: profiles - 1 }, section).join('')}`);
  const kept = (_: unknown, index: number): readonly [string, Kept] => [
    nameOf(index * 2),
    { lifetime: 3_600, left: 1_800 + index },
  ];
  await keep(box, new Map(Array.from({ length: entries }, kept)), env);
}

interface Opening {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly wanted: string;
}

/** From the start of a program under a pseudo-terminal until it has written this, ms. */
async function firstFrame({ wanted, ...program }: Opening, meanwhile = () => Promise.resolve()): Promise<number> {
  const since = performance.now();
  const terminal = runInTerminal(program);
  try {
    await terminal.waitFor(wanted);
    const took = performance.now() - since;
    await meanwhile();
    terminal.type('q');
    await terminal.finished;
    return took;
  } finally {
    await terminal.dispose();
  }
}

/** Clock ticks of a hundredth of a second that a process has used. */
function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** What the view takes of a core while nothing happens, percent; NaN where there is no /proc. */
async function idleShare(world: World, opening: Opening): Promise<number> {
  if (process.platform !== 'linux') return NaN;
  let share = NaN;
  await firstFrame(opening, async () => {
    await sleep(2_000);
    const pid = brsOf(world.box)[0]?.pid;
    if (pid === undefined) return;
    const before = ticksOf(pid);
    await sleep(idleMs);
    share = ((ticksOf(pid) - before) * 1_000) / idleMs;
  });
  return share;
}

const at = (values: readonly number[], part: number): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0).toFixed(0);

async function rowsFor(store: string, env: Env): Promise<string[]> {
  const world = await makeWorld();
  try {
    await furnish(world, env);
    const { command, args } = programUnderTest();
    const whole = { ...world.box.env, ...env };
    const view = { command, args: [...args, 'status'], env: whole, wanted: nameOf(0) };
    const bare = { command: 'sh', args: ['-c', 'echo there'], env: whole, wanted: 'there' };
    const [json, frame, pty]: number[][] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      json?.push((await world.box.run(['status', '--json'], { env })).ms);
      frame?.push(await firstFrame(view));
      pty?.push(await firstFrame(bare));
    }
    const line = (name: string, ms: readonly number[] = []) =>
      `| ${name}, ${store} | ${at(ms, 0.5)} | ${at(ms, 0.1)}–${at(ms, 0.9)} |`;
    const idle = (await idleShare(world, view)).toFixed(1);
    return [
      line('status --json', json),
      line('status, first frame with rows', frame),
      line('a bare sh in the same terminal', pty),
      `| idle view, ${store}: percent of a core | ${idle} | |`,
    ];
  } finally {
    await world.dispose();
  }
}

/** `brs status` with many profiles, half of which have an entry, in the file store and in a Secret Service. */
export async function statusTable(keychain: Env | undefined): Promise<string> {
  const lines = await rowsFor('file store', {});
  if (keychain !== undefined) {
    // The keychain's library goes by this process's own variables.
    Object.assign(process.env, keychain);
    lines.push(...(await rowsFor('Secret Service', { ...keychain, BRS_VAULT: 'keychain' })));
  }
  const title = `brs status with ${profiles} profiles and ${entries} entries, ${rounds} rounds`;
  return [title, '', '| what | median ms | p10–p90 |', '|---|---|---|', ...lines, ''].join('\n');
}
