import type { Shape, ShapeCommand, ShapeOption } from '../completions/completion';
import { completions } from '../completions/index';
import { UsageError } from '../core/errors';
import type { Args, Command, CommandRow, Option } from './command';

const shells = Object.keys(completions) as (keyof typeof completions)[];

/** What every command line may hold, beside the table. */
const help: ShapeOption = { name: 'help', short: 'h', help: 'show help' };
const version: ShapeOption = { name: 'version', help: 'show the version' };

function shapeOption({ value, choices, ...option }: Option): ShapeOption {
  return value === undefined ? option : { ...option, value: { name: value, choices } };
}

function shown({ hidden }: Pick<Option, 'hidden'>): boolean {
  return hidden !== true;
}

/** The table of commands as far as a shell completes it. */
export async function shapeOf(rows: readonly CommandRow[]): Promise<Shape> {
  const commands: ShapeCommand[] = [];
  for (const row of rows.filter(shown)) {
    const { name, summary, options, words } = await row.load();
    commands.push({ name, summary, options: [...options.filter(shown).map(shapeOption), help], words });
  }
  return { options: [help, version], commands };
}

function installLines(shell: keyof typeof completions): string {
  return `${shell}\n${completions[shell].install.map((line) => `  ${line}\n`).join('')}`;
}

/** It is told the table that it stands in. */
export function completionCommand(rows: readonly CommandRow[]): Command {
  return {
    name: 'completion',
    summary: 'print the completions of a shell',
    options: [],
    words: { name: 'SHELL', help: shells.join(', '), least: 1, most: 1, choices: shells },
    more: [{ heading: 'To have them', text: shells.map(installLines).join('').trimEnd() }],
    obeys: [],
    examples: [{ line: 'brs completion bash', does: 'commands, options, values and profiles for bash' }],
    run: async ({ words }: Args) => {
      const shell = shells.find((name) => name === words[0]);
      if (shell === undefined) {
        throw new UsageError({
          message: `there are no completions for ${words[0] ?? 'no shell'}`,
          hint: `shells: ${shells.join(', ')}`,
        });
      }
      return (await completions[shell].load())(await shapeOf(rows));
    },
  };
}
