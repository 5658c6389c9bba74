import { writeSync } from 'node:fs';
import { errnoOf } from '../core/errors';

/**
 * Writes all of it, synchronously: Node's own stdout stream costs 4 ms to set up, a tenth of a whole hit. A pipe that
 * is full for the moment is waited for; a reader that has gone away is no error of ours.
 */
export function writeAll(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (errnoOf(error) === 'EPIPE') return;
      if (errnoOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
