import { listProfiles } from '../config/files';
import { printable } from '../core/printable';
import type { System } from '../system/system';
import type { Args, Command } from './command';

/** A completion runs while the person types: whatever is wrong, it says nothing. */
function profiles(system: System): readonly string[] {
  try {
    return listProfiles(system);
  } catch {
    return [];
  }
}

export const complete = {
  name: 'complete',
  summary: 'print what a completion asks for, one a line',
  options: [],
  // Nothing of what an older or newer script may ask for is wrong.
  words: { name: 'WHAT', help: 'profiles', least: 0, most: Infinity, choices: ['profiles'] },
  obeys: ['files'],
  examples: [{ line: 'brs complete profiles', does: 'the names of all profiles' }],
  run: ({ words }: Args, system: System) => {
    const names = words[0] === 'profiles' ? profiles(system) : [];
    const lines = names.filter((name) => name === printable(name)).map((name) => `${name}\n`);
    return Promise.resolve(lines.join(''));
  },
} satisfies Command;
