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

/** Removes what a killed brs left: nobody holds its lock any more. */
async function sweep({ files, locks, notes }: Ports, folder: string): Promise<void> {
  try {
    for (const name of files.list(folder)) {
      const lock = await locks.take(lockName(name));
      if (lock === undefined) continue;
      files.removeFolder(join(folder, name));
      lock.release();
    }
  } catch (error) {
    notes.log(`${folder}: ${reasonOf(error)}`);
  }
}

/** The lock that says it is in use ends with this process, however that ends. */
export async function openPrivateFolder(ports: Ports): Promise<PrivateFolder> {
  const { files, locks, stateFolder, notes } = ports;
  const folder = join(stateFolder, 'exec');
  const name = randomBytes(8).toString('hex');
  const own = join(folder, name);
  const lock = await locks.take(lockName(name));
  const trying = <T>(what: () => T): T | undefined => {
    try {
      return what();
    } catch (error) {
      notes.log(`${own}: ${reasonOf(error)}`);
      return undefined;
    }
  };
  await sweep(ports, folder);
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
