import { writeSync } from 'node:fs';
import { ConfigError, errnoOf } from '../core/errors';

/**
 * Writes all of it, synchronously: Node's own stdout stream costs 4 ms to set up, a tenth of a whole hit. A pipe that
 * is full for the moment is waited for; a reader that has gone away is no error of ours, nor is a stderr that can't be
 * written. Throws `ConfigError` for such a stdout.
 */
export function writeAll(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (errnoOf(error) === 'EPIPE') return;
      if (errnoOf(error) !== 'EAGAIN') {
        failed(descriptor, errnoOf(error));
        return;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function failed(descriptor: 1 | 2, errno: string | undefined): void {
  if (descriptor === 2) return;
  throw new ConfigError({
    message: `stdout can't be written (${errno ?? 'unknown'})`,
    hint: 'see where the output goes',
  });
}
