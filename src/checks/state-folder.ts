import { dirname, join } from 'node:path';
import { temporary } from '../system/files';
import type { System } from '../system/system';
import type { Check, Finding } from './check';

/** What brs itself puts there. */
const own = /^(brs\.log(\.1)?|exec|lock\.salt|locks|remarks|vault)$/;

/** What brs itself puts into the vault's folder; other files and links are somebody else's. */
const ownInVault = /^(.+\.entry|vault\.(key|salt))$/;

/** Others' bits on brs's folder, on the vault in it, and on what is in that. */
function openPaths({ files, stateFolder }: System): string[] {
  const vault = join(stateFolder, 'vault');
  const names = files.list(vault).filter((name) => ownInVault.test(name) || temporary.test(name));
  const paths = [stateFolder, vault, ...names.map((name) => join(vault, name))];
  return paths.filter((path) => {
    const facts = files.stat(path);
    return facts !== undefined && !(facts.isLink && path !== stateFolder) && (facts.mode & 0o077) !== 0;
  });
}

function permissions(system: System): Finding[] {
  const { files, stateFolder, platform } = system;
  const isFolder = files.stat(stateFolder)?.isFolder === true;
  const open = platform === 'win32' || !isFolder ? [] : openPaths(system);
  const [first] = open;
  if (first === undefined) return [];
  // A folder that others use, too, is not for brs to close.
  const mayClose = files.list(stateFolder).every((name) => own.test(name) || temporary.test(name));
  const closable = open.filter((path) => mayClose || path !== stateFolder);
  const fix = () => {
    for (const path of closable) files.setMode(path, (files.stat(path)?.mode ?? 0) & 0o700);
    return `${closable.length} ${closable.length === 1 ? 'is' : 'are'} yours alone now`;
  };
  const what = `others may look into ${open.length === 1 ? 'this' : `this and ${open.length - 1} more`}, where brs keeps its own`;
  const advice =
    closable.length === open.length ? `chmod -R go-rwx ${stateFolder}` : 'name a folder of its own in BRS_STATE_DIR';
  return [{ code: 'vault.permissions', what, advice, place: first, ...(closable.length === open.length && { fix }) }];
}

function writable({ files, stateFolder }: System): Finding[] {
  let there = stateFolder;
  while (files.stat(there) === undefined && dirname(there) !== there) there = dirname(there);
  if (files.isWritable(there) && files.stat(there)?.isFolder === true) return [];
  const what = `brs's folder can't be written: neither entries in files nor the log nor reminders are kept`;
  const advice = 'give yourself permission to write it, or name another folder in BRS_STATE_DIR';
  return [{ code: 'vault.unwritable', what, advice, place: there }];
}

export const stateFolder: Check = { run: ({ system }) => [...permissions(system), ...writable(system)] };
