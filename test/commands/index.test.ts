import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/commands/index';

test('the table names each command once', () => {
  const names = commands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(commands)('the command $name', ({ name, summary, load }) => {
  test('is what its row says', async () => {
    const command = await load();
    expect([command.name, command.summary]).toEqual([name, summary]);
  });

  test('has options with names of their own, each with help on one line', async () => {
    const { options } = await load();
    const names = options.flatMap(({ name: long, short }) => (short === undefined ? [long] : [long, short]));
    expect(new Set(names).size).toBe(names.length);
    for (const { name: long, help } of options) {
      expect(long).toMatch(/^[a-z][a-z0-9-]+$/);
      expect(help).toMatch(/^[^\n]{3,}$/);
    }
  });

  test('has examples that begin with it', async () => {
    const { examples } = await load();
    expect(examples.length).toBeGreaterThan(0);
    for (const { line } of examples) expect(line).toMatch(new RegExp(`^brs ${name}\\b`));
  });
});
