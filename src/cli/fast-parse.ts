import type { Args, Option } from '../commands/command';

/**
 * Reads plain command lines without a parser library: `--name value`, `--name=value`, `--switch`, `-p value`. Whatever
 * else stands there makes it decline (undefined), and yargs reads the whole line or says what is wrong with it.
 */
export function fastParse(argv: readonly string[], options: readonly Option[]): Args | undefined {
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  for (let at = 0; at < argv.length; at += 1) {
    const [, word, joined] = /^(--?[a-z][a-z0-9-]*)(?:=([^]*))?$/.exec(argv[at] ?? '') ?? [];
    const option = options.find(
      ({ name, short }) => word === `--${name}` || (short !== undefined && word === `-${short}`),
    );
    if (option === undefined || option.name in values || switches.has(option.name)) return undefined;
    if (option.value === undefined) {
      if (joined !== undefined) return undefined;
      switches.add(option.name);
    } else if (joined === undefined) {
      at += 1;
      const next = argv[at];
      if (next === undefined || next.startsWith('-')) return undefined;
      values[option.name] = next;
    } else {
      if (word?.startsWith('--') !== true) return undefined;
      values[option.name] = joined;
    }
  }
  return { values, switches, argv };
}
