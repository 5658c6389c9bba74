import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { withTables } from './support/readme-tables';

const readme = readFileSync('README.md', 'utf8');
const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;

test("the README's tables are the code's (else run `npm run docs`)", () => {
  expect(withTables(readme)).toBe(readme);
});

test('CONTRIBUTING says of every package what it is for', () => {
  const packages = Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] });
  expect(packages.filter((name) => !contributing.includes(`\`${name}\``))).toEqual([]);
});
