import { readFileSync, writeFileSync } from 'node:fs';
import { settingsDocument } from './support/settings-document';

/** `npm run docs`: writes the README's tables from the code. */
const readme = readFileSync('README.md', 'utf8');
writeFileSync('README.md', settingsDocument(readme));
