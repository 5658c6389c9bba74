import * as fs from 'node:fs';

/** Node makes the first 16 its own (libuv's uv_disable_stdio_inheritance), and leaves higher ones as they were. */
const closedByNode = 16;

const standard = 2;

/** Where both ends of one of its own pipes are found: Node holds about 20 descriptors. */
const looked = 64;

interface Open {
  readonly descriptor: number;
  readonly stat: fs.Stats;
  /** O_RDONLY, O_WRONLY or O_RDWR. */
  readonly access: number;
}

function look(descriptor: number): Open[] {
  try {
    // proc(5): `flags` in octal; the lowest two bits are the access mode.
    const [, flags = '0'] =
      /^flags:\s*([0-7]+)$/m.exec(fs.readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8')) ?? [];
    return [{ descriptor, stat: fs.fstatSync(descriptor), access: Number.parseInt(flags, 8) & 3 }];
  } catch {
    return [];
  }
}

/** Node's own are event queues, sockets, pipes of which it has both ends, and `/dev/null` for reading. */
function isOwn({ stat, access }: Open, all: readonly Open[], nothing: number | undefined): boolean {
  if (stat.isFile() || stat.isDirectory()) return false;
  if (stat.isCharacterDevice()) return stat.rdev === nothing && access === fs.constants.O_RDONLY;
  const isOtherEnd = (other: Open) => other.stat.ino === stat.ino && other.access !== access;
  return !stat.isFIFO() || all.some((other) => other.stat.isFIFO() && isOtherEnd(other));
}

/**
 * The descriptors beyond the standard ones that brs was started with, on Linux, and that programs it starts would not
 * get by themselves: a shell's `3<file`, `>&3`, and zsh's `<(command)`.
 */
export function handedDown(): number[] {
  const numbers = Array.from({ length: looked }, (_, at) => at).filter((at) => at > standard);
  const all = numbers.flatMap(look);
  const nothing = fs.statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
  const theirs = all.filter((one) => one.descriptor < closedByNode && !isOwn(one, all, nothing));
  return theirs.map(({ descriptor }) => descriptor);
}
