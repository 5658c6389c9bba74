// Bundles the program into dist/, or bundles one of test/{demo,bench,docs,pictures}.ts beside it and runs that.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

// keytar carries a native binding, so it stays a package; everything else is inside the bundle.
const packages = {
  platform: 'node',
  external: ['keytar'],
  logLevel: 'warn',
  // A source imports the SDK when it is called, the floor below it when that is loaded: both late enough.
  checks: { ineffectiveDynamicImport: false },
  // The ES modules of packages that have both: what nobody imports of them stays out.
  resolve: { mainFields: ['module', 'main'], conditionNames: ['module', 'import', 'require', 'node', 'default'] },
};

async function bundle(input, output) {
  const build = await rolldown({ ...packages, ...input });
  const { output: files } = await build.write(output);
  await build.close();
  return files;
}

/** The licences of all packages that went into the bundle, as those ask for. */
function notices(files) {
  const modules = files.flatMap(({ moduleIds = [] }) => moduleIds);
  const folders = modules.map((id) => /^.*node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0]).filter(Boolean);
  const texts = new Map();
  for (const folder of [...new Set(folders)].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((found) => /^licen[cs]e/i.test(found));
    const text = file === undefined ? '' : readFileSync(`${folder}/${file}`, 'utf8').trim();
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...texts].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
}

// What a hit runs, in one file: each further file costs a quarter of a millisecond. The rest is loaded when needed.
const hot =
  /src[\\/](main|core|system|config[\\/](?!adoption|lines|marker|own-line|bypasses|diff|shared-files)|session[\\/](?!keeping)|vault|cli[\\/]fast|formats[\\/](index|format|lookup|process)|commands[\\/](index|resolve|request|patiently|written|creds|complete\.)|sources[\\/](index|static|environment))|shared-ini-file-loader|@smithy[\\/]types/;
// The same for a miss.
const sts = /node_modules[\\/](@aws-sdk|@smithy|proxy-from-env)|src[\\/](sts|sources[\\/](assume-role|mfa-session))/;

// The parser is given its text: what it would read files with is loaded only if it ever does (1.5 ms of a hit).
const lateFiles = {
  name: 'late-files',
  resolveId: (id, importer) => (id === 'node:fs/promises' && /@smithy/.test(importer) ? '\0late-files' : null),
  load: (id) =>
    id === '\0late-files'
      ? "export const readFile = (...args) => import('node:fs/promises').then((fs) => fs.readFile(...args));"
      : null,
};

// Ink waits at its top level, which only ES modules may: the view is a bundle of its own, loaded when it is opened.
const apartView = {
  name: 'apart-view',
  resolveId: (id) => (/\/tui\/open$/.test(id) ? { id: './tui.mjs', external: true } : null),
};

// Ink's developers' tools, asked for only where DEV is set, and what they are made of.
const noDevtools = {
  name: 'no-devtools',
  resolveId: (id) => (id === './devtools.js' ? '\0no-devtools' : null),
  load: (id) => (id === '\0no-devtools' ? 'export {};' : null),
};

async function view() {
  const define = { 'process.env.NODE_ENV': "'production'", 'process.env.DEV': 'undefined' };
  const input = { input: 'src/tui/open.tsx', plugins: [noDevtools], transform: { define } };
  return await bundle(input, {
    dir: 'dist',
    format: 'esm',
    entryFileNames: 'tui.mjs',
    codeSplitting: false,
    minify: true,
  });
}

async function program() {
  // yargs is an ES module that asks where it stands; nothing else does.
  const define = { 'import.meta.url': 'moduleUrl', 'import.meta.resolve': 'undefined' };
  const whereYargsIs = "const moduleUrl = require('node:url').pathToFileURL(__filename).href;";
  const files = await bundle(
    {
      input: 'src/main.ts',
      plugins: [lateFiles, apartView],
      preserveEntrySignatures: 'allow-extension',
      transform: { define },
    },
    {
      dir: 'dist',
      // CommonJS starts faster than ES modules: 5 ms of 18 on Node 20.
      format: 'cjs',
      chunkFileNames: '[name]-[hash].js',
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [
          { name: 'hot', test: hot },
          { name: 'sts', test: sts },
        ],
      },
      minify: true,
      banner: ({ name }) => (name === 'yargs' ? whereYargsIs : ''),
    },
  );
  files.push(...(await view()));
  // What an earlier build left; last, so that a program running meanwhile still finds its parts.
  const names = [...files.map(({ fileName }) => fileName), 'THIRD-PARTY.txt'];
  for (const name of readdirSync('dist')) if (!names.includes(name)) rmSync(`dist/${name}`, { recursive: true });
  writeFileSync('dist/THIRD-PARTY.txt', notices(files).join(`\n${'-'.repeat(80)}\n\n`));
}

async function script(name, args) {
  const dir = 'node_modules/.cache/brs';
  await bundle(
    { input: `test/${name}.ts`, plugins: [noDevtools] },
    { dir, format: 'esm', entryFileNames: '[name].mjs' },
  );
  process.exitCode = spawnSync(process.execPath, [`${dir}/${name}.mjs`, ...args], { stdio: 'inherit' }).status ?? 1;
}

const [name, ...args] = process.argv.slice(2);
await (name === undefined ? program() : script(name, args));
