import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { reasonOf } from '../core/errors';
import type { System } from '../system/system';

/** A folder for one child's files, readable by its person only, gone when the child has ended. */
export interface PrivateFolder {
  /** Writes a file and returns its path; undefined where that can't be done. */
  write(name: string, text: string): string | undefined;
  remove(): void;
}

type Ports = Pick<System, 'files' | 'locks' | 'stateFolder' | 'notes'>;

function lockName(name: string): string {
  return `exec ${name}`;
}

function folderOf({ stateFolder }: Pick<Ports, 'stateFolder'>): string {
  return join(stateFolder, 'exec');
}

/** Does something with each folder that a killed brs left: nobody holds its lock any more. */
async function eachLeft(ports: Omit<Ports, 'notes'>, act: (path: string) => void): Promise<void> {
  const folder = folderOf(ports);
  for (const name of ports.files.list(folder)) {
    const lock = await ports.locks.take(lockName(name));
    if (lock === undefined) continue;
    try {
      act(join(folder, name));
    } finally {
      lock.release();
    }
  }
}

/** The folders that killed ones left. */
export async function leftFolders(ports: Omit<Ports, 'notes'>): Promise<string[]> {
  const left: string[] = [];
  await eachLeft(ports, (path) => void left.push(path));
  return left;
}

/** Removes them. */
export async function removeLeft(ports: Omit<Ports, 'notes'>): Promise<void> {
  await eachLeft(ports, (path) => ports.files.removeFolder(path));
}

async function sweep(ports: Ports): Promise<void> {
  try {
    await removeLeft(ports);
  } catch (error) {
    ports.notes.log(`${folderOf(ports)}: ${reasonOf(error)}`);
  }
}

/** The lock that says it is in use ends with this process, however that ends. */
export async function openPrivateFolder(ports: Ports): Promise<PrivateFolder> {
  const { files, locks, notes } = ports;
  const name = randomBytes(8).toString('hex');
  const own = join(folderOf(ports), name);
  const lock = await locks.take(lockName(name));
  const trying = <T>(what: () => T): T | undefined => {
    try {
      return what();
    } catch (error) {
      notes.log(`${own}: ${reasonOf(error)}`);
      return undefined;
    }
  };
  await sweep(ports);
  return {
    write: (file, text) =>
      trying(() => {
        files.write(join(own, file), text);
        return join(own, file);
      }),
    remove: () => {
      trying(() => files.removeFolder(own));
      lock?.release();
    },
  };
}
