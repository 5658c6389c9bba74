// A real gnome-keyring on a private D-Bus session bus, in a folder of the caller's.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { needs } from './needs';
import { Daemon, signalGroup } from './terminal';

export interface SecretService {
  /** What a client needs to reach it. */
  env: { DBUS_SESSION_BUS_ADDRESS: string; XDG_RUNTIME_DIR: string };
  /** Locks the login collection, which is the default one. */
  lock: () => Promise<void>;
  unlock: () => Promise<void>;
  isLocked: () => Promise<boolean>;
  /** Stops the keyring from running, so that calls hang. */
  freeze: () => void;
  thaw: () => void;
  /** Ends the keyring: nobody owns org.freedesktop.secrets, and the bus cannot start an owner. */
  stopKeyring: () => Promise<void>;
  /** Ends everything. */
  stop: () => Promise<void>;
}

export interface DeafBus {
  address: string;
  stop: () => Promise<void>;
}

/** What `startSecretService` needs, for needs.ts. */
export const SECRET_SERVICE_PROGRAMS = ['linux', 'dbus-daemon', 'gnome-keyring-daemon', 'gdbus'];

const PASSWORD = 'only for tests';
const START_LIMIT_MS = 20_000;
const CALL_LIMIT_MS = 10_000;
const SECRETS = '/org/freedesktop/secrets';
const LOGIN = `${SECRETS}/collection/login`;
// The control socket of gnome-keyring, as its PAM module uses it.
const CONTROL_UNLOCK = 1;

/** The reason to skip, or undefined when everything is there. Starts nothing. */
export function secretServiceMissing(): string | undefined {
  return needs(SECRET_SERVICE_PROGRAMS);
}

export async function startSecretService(folder: string): Promise<SecretService> {
  const place = new Place(folder);
  try {
    const bus = place.own('dbus-daemon', [`--config-file=${place.busConfig()}`, '--nofork', '--print-address=1']);
    await bus.stdout.waitFor('\n', START_LIMIT_MS);
    const options = ['--foreground', '--unlock', '--components=secrets', `--control-directory=${place.control}`];
    const keyring = place.own('gnome-keyring-daemon', options);
    keyring.child.stdin?.end(PASSWORD);
    await until(async () => keyring.hasEnded || !(await isLocked(place)), START_LIMIT_MS);
    if (keyring.hasEnded) throw new Error('gnome-keyring-daemon ended');
    return handle(place, keyring);
  } catch (error) {
    await place.stop();
    throw new Error(`the secret service did not start: ${place.log()}`, { cause: error });
  }
}

/** A bus that accepts connections and never says anything. */
export async function startDeafBus(folder: string): Promise<DeafBus> {
  const path = join(folder, 'deaf');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { address: `unix:path=${path}`, stop };
}

function handle(place: Place, keyring: Daemon): SecretService {
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: place.address, XDG_RUNTIME_DIR: place.runtime },
    async lock() {
      await place.call(SECRETS, 'org.freedesktop.Secret.Service.Lock', `['${LOGIN}']`);
      if (!(await isLocked(place))) throw new Error('the keyring stayed unlocked');
    },
    unlock: () => unlock(place),
    isLocked: () => isLocked(place),
    freeze: () => void signalGroup(keyring.child.pid, 'SIGSTOP'),
    thaw: () => void signalGroup(keyring.child.pid, 'SIGCONT'),
    async stopKeyring() {
      await keyring.end();
      await until(async () => !(await place.hasOwner()), CALL_LIMIT_MS);
    },
    stop: () => place.stop(),
  };
}

async function isLocked(place: Place): Promise<boolean> {
  const found = await place.call(SECRETS, 'org.freedesktop.Secret.Service.ReadAlias', 'default');
  if (!found.includes(LOGIN)) throw new Error(`the default collection is ${found}`);
  const get = ['org.freedesktop.Secret.Collection', 'Locked'];
  return (await place.call(LOGIN, 'org.freedesktop.DBus.Properties.Get', ...get)).includes('true');
}

async function unlock(place: Place): Promise<void> {
  const secret = Buffer.from(PASSWORD);
  const request = Buffer.alloc(1 + 12 + secret.length);
  request.writeUInt32BE(12 + secret.length, 1);
  request.writeUInt32BE(CONTROL_UNLOCK, 5);
  request.writeUInt32BE(secret.length, 9);
  secret.copy(request, 13);
  await new Promise<void>((resolve, reject) => {
    const socket = createConnection(join(place.control, 'control'), () => socket.write(request));
    socket.setTimeout(CALL_LIMIT_MS, () => socket.destroy(new Error('the keyring did not answer')));
    socket
      .on('error', reject)
      .on('data', () => socket.end())
      .on('close', () => resolve());
  });
  if (await isLocked(place)) throw new Error('the keyring stayed locked');
}

async function until(holds: () => Promise<boolean>, ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (;;) {
    const last: unknown = await holds().catch((error: unknown) => error);
    if (last === true) return;
    if (performance.now() > end) throw new Error('it took too long', { cause: last });
    await sleep(50);
  }
}

/** The folders and daemons of one secret service. */
class Place {
  readonly runtime: string;
  readonly control: string;
  readonly address: string;
  private readonly folder: string;
  private readonly env: Record<string, string>;
  private readonly daemons: Daemon[] = [];

  constructor(folder: string) {
    this.folder = folder;
    this.runtime = join(folder, 'run');
    this.control = join(this.runtime, 'keyring');
    this.address = `unix:path=${join(folder, 'bus')}`;
    const home = join(folder, 'home');
    for (const path of [folder, this.runtime, home]) mkdirSync(path, { recursive: true, mode: 0o700 });
    const own = { HOME: home, XDG_RUNTIME_DIR: this.runtime, DBUS_SESSION_BUS_ADDRESS: this.address };
    this.env = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...own };
  }

  /** A bus that can start no services: the configuration names no service folders. */
  busConfig(): string {
    const doctype = '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN';
    const path = join(this.folder, 'bus.conf');
    const allow = ['send_destination="*" eavesdrop="true"', 'eavesdrop="true"', 'own="*"'];
    const lines = [
      `<!DOCTYPE busconfig PUBLIC "${doctype}" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">`,
      `<busconfig><type>session</type><listen>${this.address}</listen><auth>EXTERNAL</auth>`,
      `<policy context="default">${allow.map((rule) => `<allow ${rule}/>`).join('')}</policy></busconfig>`,
    ];
    writeFileSync(path, lines.join('\n'));
    return path;
  }

  own(program: string, args: readonly string[]): Daemon {
    const daemon = new Daemon(program, args, this.env);
    this.daemons.push(daemon);
    return daemon;
  }

  async call(object: string, method: string, ...args: string[]): Promise<string> {
    return this.gdbus('org.freedesktop.secrets', object, [method, ...args]);
  }

  async hasOwner(): Promise<boolean> {
    const call = ['org.freedesktop.DBus.NameHasOwner', 'org.freedesktop.secrets'];
    return (await this.gdbus('org.freedesktop.DBus', '/org/freedesktop/DBus', call)).includes('true');
  }

  log(): string {
    return this.daemons.map((daemon) => daemon.log).join('\n');
  }

  async stop(): Promise<void> {
    await Promise.all(this.daemons.map((daemon) => daemon.end()));
  }

  private async gdbus(destination: string, object: string, [method = '', ...args]: string[]): Promise<string> {
    const target = ['--session', '--dest', destination, '--object-path', object, '--method', method];
    const limits = { env: this.env, timeout: CALL_LIMIT_MS, killSignal: 'SIGKILL' as const };
    return (await promisify(execFile)('gdbus', ['call', ...target, ...args], limits)).stdout;
  }
}
