// Which programs a test needs, and how it is skipped by name where one is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type TestBody = () => void | Promise<void>;
export type TestFunction = (title: string, body: TestBody, timeoutMs?: number) => void;

/** The part of jest's `test` that is used here; jest itself is not imported by the support files. */
export interface Tester extends TestFunction {
  skip: TestFunction;
}

const IMPORT_LIMIT_MS = 20_000;
const modules = new Map<string, boolean>();

/**
 * The reason to skip ("needs a, b"), or undefined when everything is there. An entry is a program on PATH ("gdbus"),
 * a Python module ("python3:boto3") or "linux".
 */
export function needs(programs: readonly string[]): string | undefined {
  const missing = programs.filter((name) => !isPresent(name));
  return missing.length === 0 ? undefined : `needs ${missing.join(', ')}`;
}

/** jest's `test`, or a stand-in that skips with the reason in the title. */
export function testWith(programs: readonly string[], test: Tester): TestFunction {
  const reason = needs(programs);
  if (reason === undefined) return test;
  return (title, body, timeoutMs) => test.skip(`${title} [skipped: ${reason}]`, body, timeoutMs);
}

/** Where a program is on PATH. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutableFile);
}

function isPresent(name: string): boolean {
  if (name === 'linux') return process.platform === 'linux';
  const [program = '', module] = name.split(':');
  if (findProgram(program) === undefined) return false;
  return module === undefined || hasModule(program, module);
}

function hasModule(program: string, module: string): boolean {
  const key = `${program}:${module}`;
  const known = modules.get(key);
  if (known !== undefined) return known;
  const limits = { env: process.env, stdio: 'ignore' as const, timeout: IMPORT_LIMIT_MS };
  const tried = spawnSync(program, ['-c', `import ${module}`], limits);
  const found = tried.status === 0;
  modules.set(key, found);
  return found;
}

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
