// The rules of CONTRIBUTING that a machine can hold: who may import whom, where packages live, what the hot path loads.
import { describe, expect, test } from '@jest/globals';
import { filesBelow, packageOf, type Import, type SourceFile } from './support/source-files';

const files = filesBelow('src');
const byName = new Map(files.map((file) => [file.name, file]));

/** The first folder, or the file's own name at the top. */
function floorOf(name: string): string {
  return name.split('/')[0] ?? name;
}

/** What is not listed is forbidden. A floor may always import itself. */
const floors: Readonly<Record<string, readonly string[]>> = {
  main: ['cli', 'commands', 'system', 'core'],
  cli: ['commands', 'core'],
  commands: [
    'checks',
    'exec',
    'explain',
    'tui',
    'session',
    'formats',
    'completions',
    'hooks',
    'vault',
    'config',
    'sts',
    'system',
    'core',
  ],
  checks: ['exec', 'session', 'vault', 'config', 'sts', 'system', 'core'],
  explain: ['session', 'vault', 'config', 'system', 'core'],
  exec: ['endpoint', 'session', 'config', 'system', 'core'],
  library: ['session', 'config', 'system', 'core'],
  tui: ['core'],
  endpoint: ['system', 'core'],
  session: ['sources', 'vault', 'config', 'system', 'core'],
  sources: ['sts', 'config', 'system', 'core'],
  sts: ['config', 'system', 'core'],
  vault: ['system', 'core'],
  config: ['system', 'core'],
  formats: ['core'],
  completions: ['core'],
  hooks: ['core'],
  system: ['core'],
  core: [],
};

/** Plural folders: their table, their contract, and what members may share. */
const sets: Readonly<Record<string, readonly string[]>> = {
  commands: [
    'command',
    'resolve',
    'request',
    'written',
    'renewed',
    'lifeline',
    'exec-many',
    'rewrite',
    'views',
    'table',
    'forget',
    'per-profile',
    'obeyed',
    'doctor-report',
    'board',
    'patiently',
    'explained',
  ],
  checks: ['check', 'codes', 'context', 'examine', 'known-keys', 'nearest', 'shared-text', 'standing'],
  sources: ['source'],
  hooks: ['hook'],
  formats: ['format', 'lines', 'lookup'],
  completions: ['completion'],
  'vault/stores': ['store'],
};

/** Where packages may stand; `import()` alone where a source loads its SDK. */
const homes: readonly { readonly package: RegExp; readonly file: RegExp; readonly later?: RegExp }[] = [
  { package: /^yargs$/, file: /^cli\/yargs$/ },
  { package: /^@aws-sdk\/client-sts$/, file: /^sts\//, later: /^sources\// },
  { package: /^(@smithy\/node-http-handler|proxy-from-env|https?-proxy-agent)$/, file: /^sts\// },
  { package: /^keytar$/, file: /^vault\/stores\/keychain$/ },
  { package: /^@aws-sdk\/shared-ini-file-loader$/, file: /^config\/files$/ },
  { package: /^(ink|react|fuzzysort)$/, file: /^tui\// },
  { package: /^node:(fs|child_process|net|tls|http|https|http2|dgram|dns|tty|os|readline)$/, file: /^system\// },
  { package: /^node:(crypto|path|url|util|buffer|events|stream)$/, file: /^(?!core\/)/ },
];

function atHome(from: string, imported: Import): boolean {
  const home = homes.find((row) => row.package.test(packageOf(imported)));
  if (home === undefined) return false;
  return home.file.test(from) || (imported.kind !== 'value' && home.later?.test(from) === true);
}

function folderOf(name: string): string {
  return name.split('/').slice(0, -1).join('/');
}

function leafOf(name: string): string {
  return name.split('/').at(-1) ?? name;
}

function isMember(name: string): boolean {
  const shared = sets[folderOf(name)];
  return shared !== undefined && leafOf(name) !== 'index' && !shared.includes(leafOf(name));
}

/** `from → to` of every import that a rule forbids. */
function offences(forbids: (from: SourceFile, imported: Import) => boolean): string[] {
  return files.flatMap((from) =>
    from.imports.filter((imported) => forbids(from, imported)).map(({ to }) => `${from.name} → ${to}`),
  );
}

test('the files are found, and every import of ours leads to one', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(offences((_, { ours, to }) => ours && !byName.has(to) && to !== '../package.json')).toEqual([]);
});

describe('floors', () => {
  test('every file stands on a floor that is listed', () => {
    expect(files.map(({ name }) => floorOf(name)).filter((floor) => !(floor in floors))).toEqual([]);
  });

  test.each(Object.entries(floors))('%s imports nothing but itself and %j', (floor, allowed) => {
    const wrong = offences(
      ({ name }, { ours, to }) => ours && floorOf(name) === floor && ![floor, '..', ...allowed].includes(floorOf(to)),
    );
    expect(wrong).toEqual([]);
  });

  test('only main knows the package file', () => {
    expect(offences(({ name }, { to }) => to.startsWith('../') && name !== 'main')).toEqual([]);
  });

  test('no files import each other in a circle', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (name: string, path: readonly string[]): void => {
      if (path.includes(name)) circles.push([...path.slice(path.indexOf(name)), name].join(' → '));
      if (path.includes(name) || done.has(name)) return;
      for (const { to, ours, kind } of byName.get(name)?.imports ?? []) {
        if (ours && kind !== 'type') walk(to, [...path, name]);
      }
      done.add(name);
    };
    for (const { name } of files) walk(name, []);
    expect(circles).toEqual([]);
  });
});

describe('plural folders', () => {
  test('members never import each other', () => {
    const wrong = offences(
      ({ name }, { to }) => isMember(name) && isMember(to) && folderOf(name) === folderOf(to) && name !== to,
    );
    expect(wrong).toEqual([]);
  });

  test('nobody but its table loads a member', () => {
    const wrong = offences(({ name }, { to }) => isMember(to) && name !== `${folderOf(to)}/index`);
    expect(wrong).toEqual([]);
  });

  test.each(Object.keys(sets))('the table of %s holds one import() for every member, and types', (folder) => {
    const imports = byName.get(`${folder}/index`)?.imports ?? [];
    const members = files.map(({ name }) => name).filter((name) => isMember(name) && folderOf(name) === folder);
    expect(imports.filter(({ kind }) => kind === 'value')).toEqual([]);
    expect(new Set(imports.filter(({ kind }) => kind === 'dynamic').map(({ to }) => to))).toEqual(new Set(members));
  });

  test('there is an index.ts only where there is a table', () => {
    const tables = files.map(({ name }) => name).filter((name) => leafOf(name) === 'index');
    expect(tables.map(folderOf).sort()).toEqual(Object.keys(sets).sort());
  });
});

describe('packages', () => {
  test('stand where they are at home, and nowhere else', () => {
    expect(offences(({ name }, imported) => !imported.ours && !atHome(name, imported))).toEqual([]);
  });

  test('are not in the hot path, but for the parser of shared config and the keychain', () => {
    const reached = new Set<string>();
    const packages = new Set<string>();
    const walk = (name: string): void => {
      if (reached.has(name)) return;
      reached.add(name);
      for (const imported of byName.get(name)?.imports.filter(({ kind }) => kind === 'value') ?? []) {
        if (imported.ours) walk(imported.to);
        else packages.add(packageOf(imported));
      }
    };
    const stores = ['vault/stores/file', 'vault/stores/keychain'];
    for (const name of ['main', 'commands/creds', 'formats/process', ...stores]) walk(name);
    const allowed = ['@aws-sdk/shared-ini-file-loader', 'keytar'];
    expect([...packages].filter((name) => !name.startsWith('node:') && !allowed.includes(name))).toEqual([]);
    expect([...reached].filter((name) => /^(cli\/yargs|sts\/|sources\/(?!index|source$))/.test(name))).toEqual([]);
    const costly = ['node:child_process', 'node:net', 'node:http', 'node:https', 'node:tty', 'node:tls'];
    expect([...packages].filter((name) => costly.includes(name))).toEqual([]);
  });
});

describe('files', () => {
  const all = [...files, ...filesBelow('test').map((file) => ({ ...file, name: `test/${file.name}` }))];

  test('have no more than 250 lines', () => {
    const lines = (text: string) => text.trimEnd().split('\n').length;
    expect(all.filter(({ text }) => lines(text) > 250).map(({ name, text }) => `${name}: ${lines(text)}`)).toEqual([]);
  });

  test('export by name only', () => {
    expect(all.filter(({ text }) => /^export (default|\*)/m.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test('take clock, chance, environment and folder from the System, not from the process', () => {
    // The SDK reads a variable of its own when it is made: sts/client sets it for that moment.
    const free = /^(main$|system\/|sts\/client$)/;
    const hidden =
      /\bprocess\.(env|cwd|argv|std\w+|platform|pid|exit|hrtime)\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/;
    const wrong = files.filter(({ name, text }) => !free.test(name) && hidden.test(text));
    expect(wrong.map(({ name, text }) => `${name}: ${hidden.exec(text)?.[0] ?? ''}`)).toEqual([]);
  });

  test('never end the process at once, which may cut the output', () => {
    expect(files.filter(({ text }) => text.includes('process.exit(')).map(({ name }) => name)).toEqual([]);
  });

  test('bear no name that says nothing', () => {
    const banned = /(util|helper|common|misc|manager|service(?!s$)|handler|base|data|info)s?$/i;
    const wrong = files.filter(({ name }) => banned.test(leafOf(name)) && leafOf(name) !== 'secret-service');
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
