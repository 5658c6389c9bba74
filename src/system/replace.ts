import * as fs from 'node:fs';
import { errnoOf } from '../core/errors';

/** Node's refusal of what only root may do is none here: the content counts, the owner where it can be kept. */
function keepOwner(file: number, { uid, gid }: fs.Stats): void {
  try {
    const own = fs.fstatSync(file);
    if (own.uid !== uid || own.gid !== gid) fs.fchownSync(file, uid, gid);
  } catch (error) {
    if (errnoOf(error) !== 'EPERM' && errnoOf(error) !== 'ENOSYS') throw error;
  }
}

/** Makes a file that was not there before: with the mode and, where possible, the owner of another. */
function makeLike(path: string, content: Buffer, like: fs.Stats): void {
  const file = fs.openSync(path, 'wx', 0o600);
  try {
    fs.writeFileSync(file, content);
    fs.fsyncSync(file);
    keepOwner(file, like);
    fs.fchmodSync(file, like.mode & 0o7777);
  } catch (error) {
    fs.rmSync(path, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
}

/** See `Files.replace`. */
export function replaceFile(path: string, content: Buffer): void {
  const target = fs.realpathSync(path);
  const beside = `${target}.${process.pid}-${Math.random().toString(36).slice(2, 8)}.brs-new`;
  makeLike(beside, content, fs.statSync(target));
  try {
    fs.renameSync(beside, target);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  }
}

/** See `Files.backUp`. */
export function backUpFile(path: string, suffix: string): string {
  const target = fs.realpathSync(path);
  const [content, like] = [fs.readFileSync(target), fs.statSync(target)];
  for (let count = 1; ; count += 1) {
    const copy = `${target}.${suffix}${count === 1 ? '' : `-${count}`}`;
    try {
      makeLike(copy, content, like);
      return copy;
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
  }
}
