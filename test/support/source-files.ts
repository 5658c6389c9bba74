// What the files below src/ import, read from their import statements.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Import {
  /** As written, without extension; a file of ours as its path below src/. */
  readonly to: string;
  readonly kind: 'value' | 'type' | 'dynamic';
  readonly ours: boolean;
}

export interface SourceFile {
  /** Below src/, with slashes and without extension. */
  readonly name: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function isTypeOnly(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const [, inner] = /^\{([^}]*)\}\s*$/.exec(clause.trim()) ?? [];
  const names = inner?.split(',').filter((name) => name.trim() !== '') ?? [];
  return names.length > 0 && names.every((name) => name.trim().startsWith('type '));
}

function importsOf(name: string, text: string): Import[] {
  const code = withoutComments(text);
  const target = (written: string, kind: Import['kind']): Import => {
    const ours = written.startsWith('.');
    return { to: ours ? posix.normalize(posix.join(posix.dirname(name), written)) : written, kind, ours };
  };
  const fixed = [...code.matchAll(/^(?:import|export)\s+(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm)];
  const later = [...code.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)];
  return [
    ...fixed.map(([, clause = '', to = '']) => target(to, isTypeOnly(clause) ? 'type' : 'value')),
    ...later.map(([, to = '']) => target(to, 'dynamic')),
  ];
}

function paths(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return files.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll(sep, '/'),
  );
}

/** Every TypeScript file below a folder of the project. */
export function filesBelow(folder: 'src' | 'test'): SourceFile[] {
  return paths(join(root, folder)).map((path) => {
    const text = readFileSync(join(root, folder, path), 'utf8');
    const name = path.replace(/\.tsx?$/, '');
    return { name, text, imports: importsOf(name, text) };
  });
}

/** The names of packages (`node:fs`, `@scope/name`, `name`), whatever stands behind them. */
export function packageOf({ to }: Import): string {
  return to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : (to.split('/')[0] ?? to);
}
