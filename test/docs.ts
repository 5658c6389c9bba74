import { readFileSync, writeFileSync } from 'node:fs';
import { completionFiles } from './support/completion-files';
import { withTables } from './support/readme-tables';

/** `npm run docs`: writes the README's tables and the completions from the code. */
const readme = readFileSync('README.md', 'utf8');
writeFileSync('README.md', withTables(readme));
for (const { path, text } of await completionFiles()) writeFileSync(path, text);
