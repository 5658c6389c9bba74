import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endpointTable } from './support/endpoint-bench';
import { programUnderTest } from './support/sandbox';
import { secretServiceMissing, startSecretService } from './support/secret-service';
import { statusTable } from './support/status-bench';
import { makeWorld, type World } from './support/world';

/**
 * `npm run bench`: whole processes, side by side in one run, interleaved; ratios to a bare `node -e 0`. Then the
 * endpoint of exec, and `brs status` with many profiles.
 */
interface Contestant {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Figure {
  readonly ms: number[];
  readonly peakKiB: number[];
}

const rounds = Number(process.env['BRS_BENCH_ROUNDS'] ?? 40);

function once({ args, env }: Contestant): Promise<number> {
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const child = spawn(process.execPath, args, { env, stdio: 'ignore', detached: true });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - since);
      else reject(new Error(`${args.join(' ')} ended with ${code ?? 'a signal'}`));
    });
  });
}

/** The kernel's figure of a whole process, asked through Python: Node can't ask it for a child. KiB; NaN without. */
async function peak({ args, env }: Contestant): Promise<number> {
  const ask =
    'import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); ' +
    'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)';
  const asked = promisify(execFile)('python3', ['-c', ask, process.execPath, ...args], { env });
  return await asked.then(({ stdout }) => Number(stdout)).catch(() => NaN);
}

const at = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0;

async function contestants(
  world: World,
  keychain: Readonly<Record<string, string>> | undefined,
): Promise<Contestant[]> {
  const { args } = programUnderTest();
  const { env } = world.box;
  const creds = [...args, 'creds', '--profile', 'prod'];
  const found: Contestant[] = [
    { name: 'bare node -e 0', args: ['-e', '0'], env },
    { name: 'hit, file store', args: creds, env },
    { name: 'miss, file store', args: [...creds, '--refresh'], env },
    { name: 'brs --version', args: [...args, '--version'], env },
    { name: 'brs --help', args: [...args, '--help'], env },
  ];
  await world.box.run(['creds', '--profile', 'prod']);
  if (keychain === undefined) return found;
  const inKeychain = { ...env, ...keychain, BRS_VAULT: 'keychain' };
  await world.box.run(['creds', '--profile', 'prod'], { env: inKeychain });
  found.push({ name: 'hit, Secret Service', args: creds, env: inKeychain });
  found.push({ name: 'miss, Secret Service', args: [...creds, '--refresh'], env: inKeychain });
  return found;
}

function table(field: readonly Contestant[], figures: ReadonlyMap<string, Figure>): string {
  const bare = figures.get(field[0]?.name ?? '');
  const lines = field.map(({ name }) => {
    const { ms, peakKiB } = figures.get(name) ?? { ms: [], peakKiB: [] };
    const ratio = at(ms, 0.5) / at(bare?.ms ?? [], 0.5);
    const memory = at(peakKiB, 0.5) / at(bare?.peakKiB ?? [], 0.5);
    const spread = `${at(ms, 0.1).toFixed(0)}–${at(ms, 0.9).toFixed(0)}`;
    return `| ${name} | ${at(ms, 0.5).toFixed(1)} | ${spread} | ${ratio.toFixed(2)} | ${(at(peakKiB, 0.5) / 1024).toFixed(0)} | ${memory.toFixed(2)} |`;
  });
  return [
    `node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${rounds} rounds`,
    '',
    '| what | median ms | p10–p90 | × bare node | peak MiB | × bare node |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

/** Everyone once, in turn; the slower question for memory only in the first rounds. */
async function oneRound(field: readonly Contestant[], figures: Map<string, Figure>, memory: boolean): Promise<void> {
  for (const contestant of field) {
    const figure = figures.get(contestant.name);
    figure?.ms.push(await once(contestant));
    if (memory) figure?.peakKiB.push(await peak(contestant));
  }
}

async function bench(): Promise<void> {
  const world = await makeWorld();
  const folder = mkdtempSync(join(tmpdir(), 'brs-k-'));
  const keychain = secretServiceMissing() === undefined ? await startSecretService(folder) : undefined;
  try {
    const field = await contestants(world, keychain?.env);
    const figures = new Map<string, Figure>(field.map(({ name }) => [name, { ms: [], peakKiB: [] }]));
    for (let round = 0; round < rounds; round += 1) await oneRound(field, figures, round < 5);
    process.stdout.write(`${table(field, figures)}\n${await endpointTable(world)}\n`);
    process.stdout.write(await statusTable(keychain?.env));
  } finally {
    await keychain?.stop();
    await world.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

void bench();
