// Bundles the program into dist/, or bundles one of test/{demo,bench}.ts beside it and runs that.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { rolldown } from 'rolldown';

// keytar carries a native binding, so it stays a package; everything else is inside the bundle.
const common = {
  platform: 'node',
  external: ['keytar'],
  logLevel: 'warn',
  // The ES modules of packages that have both: what nobody imports of them stays out.
  resolve: { mainFields: ['module', 'main'], conditionNames: ['module', 'import', 'require', 'node', 'default'] },
  transform: { define: { 'import.meta.url': 'moduleUrl', 'import.meta.resolve': 'undefined' } },
};

// yargs is an ES module that asks where it stands; nothing else does.
const banner = ({ name }) =>
  name === 'yargs' ? "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" : '';

async function bundle(input, output) {
  const build = await rolldown({ ...common, input });
  await build.write({ format: 'cjs', minify: { compress: true, mangle: false }, banner, ...output });
  await build.close();
}

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) {
  rmSync('dist', { recursive: true, force: true });
  await bundle({ main: 'src/main.ts' }, { dir: 'dist', chunkFileNames: '[name]-[hash].js' });
} else {
  const dir = 'node_modules/.cache/brs';
  await bundle({ [script]: `test/${script}.ts` }, { dir });
  process.exitCode = spawnSync(process.execPath, [`${dir}/${script}.js`, ...rest], { stdio: 'inherit' }).status ?? 1;
}
