import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import type { Server, Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { errnoOf } from '../core/errors';
import { makeFolder, type Files } from './files';

export interface Lock {
  release(): void;
}

/**
 * Locks between the processes of one person on one machine. The kernel holds them and lets go when the holder ends
 * in any way, so a killed holder never keeps anyone waiting. Containers that share a home folder but no network
 * namespace do not see each other's locks: they may ask twice, never corrupt.
 */
export interface Locks {
  /** The lock, or undefined while another process has it. */
  take(name: string): Promise<Lock | undefined>;
  /** Resolves once the holder lets go or ends, at the latest after `ms` or when aborted; may resolve early. */
  released(name: string, ms: number, signal?: AbortSignal): Promise<void>;
}

export interface LockPlace {
  readonly platform: NodeJS.Platform;
  readonly folder: string;
  readonly files: Files;
}

/**
 * Names are salted per state folder, so that others on the machine can't guess them. (One who reads a held name in
 * /proc/net/unix can squat it later: that delays a refresh and gives nothing away.)
 */
function saltIn({ folder, files }: LockPlace): string {
  const path = join(folder, 'lock.salt');
  try {
    const known = files.read(path);
    if (known !== undefined) return known.toString('hex');
    files.create(path, randomBytes(16));
    return files.read(path)?.toString('hex') ?? '';
  } catch {
    // A folder that can't be written (a container's) keeps no entries either; a lock without salt still locks.
    return '';
  }
}

export function makeLocks(place: LockPlace): Locks {
  let salt: string | undefined;
  const nameOf = (name: string) => {
    salt ??= saltIn(place);
    return createHash('sha256')
      .update(`${salt === '' ? place.folder : salt}\n${name}`)
      .digest('hex')
      .slice(0, 40);
  };
  if (place.platform === 'linux') return socketLocks((name) => `\0brs-${nameOf(name)}`);
  if (place.platform === 'win32') return socketLocks((name) => `\\\\.\\pipe\\brs-${nameOf(name)}`);
  return openLocks((name) => join(place.folder, 'locks', nameOf(name)));
}

/** Linux's abstract sockets and Windows' named pipes: one listener per address, gone with its process. */
function socketLocks(addressOf: (name: string) => string): Locks {
  return {
    take: async (name) => {
      const net = await import('node:net');
      const waiting = new Set<Socket>();
      const server = net.createServer((socket) => {
        waiting.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => waiting.delete(socket));
      });
      if (!(await listens(server, addressOf(name)))) return undefined;
      return {
        release: () => {
          server.close();
          for (const socket of waiting) socket.destroy();
        },
      };
    },
    released: async (name, ms, signal) => {
      const net = await import('node:net');
      await new Promise<void>((resolve) => {
        const socket = net.connect(addressOf(name));
        const stop = () => socket.destroy();
        socket.setTimeout(ms, stop);
        signal?.addEventListener('abort', stop, { once: true });
        // Refused (nobody there any more, or a full queue) or let go: not all at once, and never in a busy loop.
        socket.on('error', () => setTimeout(resolve, 10 + Math.random() * 40));
        socket.on('close', (failed) => {
          signal?.removeEventListener('abort', stop);
          if (!failed) setTimeout(resolve, Math.random() * 20);
        });
      });
    },
  };
}

/** False where another process listens there. Where sockets are forbidden altogether, going on unlocked beats failing. */
function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(errnoOf(error) !== 'EADDRINUSE'));
    server.listen({ path: address, backlog: 511 }, () => resolve(true));
  });
}

// macOS and the BSDs take the lock in open(2) itself; Node names neither flag there (sys/fcntl.h).
const O_EXLOCK = 0x20;
const O_NONBLOCK = 0x4;

function openLocks(pathOf: (name: string) => string): Locks {
  const open = (name: string): number | 'taken' | 'unlocked' => {
    const path = pathOf(name);
    try {
      makeFolder(dirname(path));
      return fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT | O_EXLOCK | O_NONBLOCK, 0o600);
    } catch (error) {
      if (errnoOf(error) === 'EAGAIN' || errnoOf(error) === 'EWOULDBLOCK') return 'taken';
      // A folder that can't be written: going on unlocked beats failing.
      return 'unlocked';
    }
  };
  return {
    take: (name) => {
      const file = open(name);
      if (file === 'taken') return Promise.resolve(undefined);
      const release = () => {
        if (file !== 'unlocked') fs.closeSync(file);
      };
      return Promise.resolve({ release });
    },
    // Nothing tells when such a lock is free: the caller tries again.
    released: (_name, ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 30 + Math.random() * 40))),
  };
}
