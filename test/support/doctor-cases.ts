// The folders of test/cases that begins with `doctor-`: what brs finds on the machine that one describes.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeContext, type Ports } from '../../src/checks/context';
import { examine, type Told } from '../../src/checks/examine';
import { VaultError, type KeychainFault } from '../../src/core/errors';
import { openVault } from '../../src/vault/vault';
import { systemFiles } from '../../src/system/files';
import type { Environment } from '../../src/system/system';
import { makeFakeClock, makeFakeSystem, startOfTime, type FakeSystem } from './fake-system';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'cases');

export const doctorCases = readdirSync(folder).filter((name) => name.startsWith('doctor-'));

/** `setup.json`: how the machine differs from one on which all is well. `{home}` stands for the home folder. */
interface Setup {
  readonly name?: string;
  readonly fix?: boolean;
  readonly offline?: boolean;
  /** Also what is well is written down. */
  readonly verbose?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly nodeVersion?: string;
  readonly now?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly modes?: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  readonly vault?: { readonly readMs: number } | { readonly kind: KeychainFault; readonly message: string };
  readonly network?:
    { readonly offSeconds?: number; readonly status?: number } | { readonly code: string; readonly message: string };
}

function json<T>(path: string, otherwise: T): T {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : otherwise;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text);
  chmodSync(path, 0o600);
  // Old enough for nobody to be writing it still.
  utimesSync(path, new Date(startOfTime - 60_000), new Date(startOfTime - 60_000));
}

function furnish(name: string, home: string, setup: Setup): void {
  const filled = (text: string) => text.replaceAll('{home}', home);
  mkdirSync(join(home, '.aws'), { mode: 0o700 });
  for (const file of ['config', 'credentials']) {
    const from = join(folder, name, file);
    if (existsSync(from)) write(join(home, '.aws', file), filled(readFileSync(from, 'utf8')));
  }
  for (const [path, text] of Object.entries(setup.files ?? {})) write(join(home, path), filled(text));
  for (const path of setup.folders ?? []) mkdirSync(join(home, path), { recursive: true });
  for (const [path, mode] of Object.entries(setup.modes ?? {})) chmodSync(join(home, path), parseInt(mode, 8));
}

function systemOf(name: string, setup: Setup): FakeSystem {
  const { nodeVersion, platform, now, readOnly } = setup;
  const clock = makeFakeClock(now === undefined ? startOfTime : Date.parse(now));
  const files = readOnly === true ? { ...systemFiles, isWritable: () => false } : systemFiles;
  const system = makeFakeSystem({
    clock,
    files,
    ...(nodeVersion === undefined ? {} : { nodeVersion }),
    ...(platform === undefined ? {} : { platform }),
  });
  furnish(name, system.home, setup);
  const given = json<Environment>(join(folder, name, 'env.json'), {});
  const filled = Object.entries(given).map(([key, value]) => [key, value?.replaceAll('{home}', system.home)]);
  return Object.assign(system, { env: { BRS_VAULT: 'file', ...(Object.fromEntries(filled) as Environment) } });
}

function portsOf({ vault, network = {} }: Setup, system: FakeSystem): Ports {
  return {
    openVault: async () => {
      if (vault !== undefined && 'kind' in vault) throw new VaultError(vault);
      const opened = await openVault(system);
      const read: typeof opened.read = (name) => {
        system.clock.at += vault?.readMs ?? 0;
        return opened.read(name);
      };
      return { ...opened, read };
    },
    reach: () => {
      if ('code' in network) return Promise.reject(Object.assign(new Error(network.message), { code: network.code }));
      const localTime = system.clock.now();
      const { offSeconds = 0, status = 302 } = network;
      return Promise.resolve({ status, localTime, serverTime: localTime - offSeconds * 1000 });
    },
  };
}

export interface Outcome {
  readonly found: readonly Told[];
  /** The same, once more: after `--fix` where the case asks for that. */
  readonly after: readonly Told[];
  readonly verbose: boolean;
  readonly expectedPath: string;
  /** Without what differs from run to run. */
  readonly plain: (text: string) => string;
}

export async function outcomeOf(name: string): Promise<Outcome> {
  const setup = json<Setup>(join(folder, name, 'setup.json'), {});
  const system = systemOf(name, setup);
  const look = async (fix: boolean) => {
    const { offline = false } = setup;
    return await examine(await makeContext({ system, name: setup.name, offline }, portsOf(setup, system)), fix);
  };
  return {
    found: await look(setup.fix ?? false),
    after: await look(false),
    verbose: setup.verbose ?? false,
    expectedPath: join(folder, name, 'expected.json'),
    plain: (text) => text.replaceAll(system.home, '~').replaceAll('\\\\', '/'),
  };
}
