import { dirname, join } from 'node:path';
import { leftFolders, removeLeft } from '../exec/private-folder';
import { abandonedAfterMs, temporary } from '../system/files';
import type { System } from '../system/system';
import type { Check, Finding } from './check';
import type { Context } from './context';

// There are no stale locks to look for: the kernel holds them, and lets go when their holder ends in any way
// (system/lock.ts). The files that macOS takes them on may lie about for ever, and hold nobody up.

async function execs(system: System): Promise<Finding[]> {
  const left = await leftFolders(system);
  if (left.length === 0) return [];
  const folders = left.length === 1 ? '1 folder' : `${left.length} folders`;
  const what = `${folders} that a killed \`brs exec\` left, with copies of your config file or tokens that no longer work`;
  const fix = async () => {
    await removeLeft(system);
    return `${folders} removed`;
  };
  return [
    {
      code: 'leftover.exec',
      what,
      advice: 'the next `brs exec` removes them, or `brs doctor --fix`',
      place: left[0],
      fix,
    },
  ];
}

/** What `brs adopt` writes beside a shared file before it takes its place (system/replace.ts). */
const unfinished = /\.\d+-[a-z0-9]+\.brs-new$/;

/** What writers that were killed left; those under way are younger. */
function temporaries({ system: { files, stateFolder, clock }, config }: Context): Finding[] {
  const inside = (folder: string, pattern: RegExp) =>
    files.list(folder).flatMap((name) => (pattern.test(name) ? [join(folder, name)] : []));
  const shared = [config.configPath, config.credentialsPath].map((path) => dirname(files.real(path) ?? path));
  const left = [
    ...['.', 'vault', 'remarks'].flatMap((folder) => inside(join(stateFolder, folder), temporary)),
    ...[...new Set(shared)].flatMap((folder) => inside(folder, unfinished)),
  ].filter((path) => clock.now() - (files.stat(path)?.changedAt ?? Infinity) > abandonedAfterMs);
  if (left.length === 0) return [];
  const count = left.length === 1 ? '1 file' : `${left.length} files`;
  const fix = () => {
    for (const path of left) files.remove(path);
    return `${count} removed`;
  };
  const what = `${count} half written by a brs that was killed`;
  return [
    {
      code: 'leftover.temporary',
      what,
      advice: 'they do no harm; `brs doctor --fix` removes them',
      place: left[0],
      fix,
    },
  ];
}

export const leftovers: Check = { run: async (context) => [...(await execs(context.system)), ...temporaries(context)] };
