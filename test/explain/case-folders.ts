// The folders of test/cases that brs explains.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const casesFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'cases');

export const caseNames = readdirSync(casesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.startsWith('explain-'))
  .map(({ name }) => name);

function json<T>(path: string, otherwise: T): T {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : otherwise;
}

export function environmentOf(name: string): Record<string, string> {
  return json(join(casesFolder, name, 'env.json'), {});
}

export function argumentsOf(name: string): string[] {
  return json(join(casesFolder, name, 'args.json'), ['--profile', 'a']);
}

/** Puts the case's files below a home folder. */
export function copyFiles(name: string, home: string): void {
  mkdirSync(join(home, '.aws'), { recursive: true });
  for (const file of ['config', 'credentials']) {
    const from = join(casesFolder, name, file);
    if (existsSync(from)) copyFileSync(from, join(home, '.aws', file));
  }
}
