import { isAdopted, release as releaseOf } from '../config/adoption';
import type { System } from '../system/system';
import type { Args, Command } from './command';
import { rewrite, rewriteNotes, rewriteOptions, rewriteWords, subjectOf, type Rewriting } from './rewrite';

const releasing: Rewriting = {
  command: 'release',
  done: 'released',
  undo: 'adopt',
  all: (shared) => shared.config.profileNames().filter((name) => isAdopted(subjectOf(name, shared))),
  decide: (name, shared) => releaseOf(subjectOf(name, shared)),
  warnings: () => [],
};

export const release = {
  name: 'release',
  summary: 'undo what adopt did to profiles',
  options: rewriteOptions,
  words: rewriteWords,
  more: [
    {
      heading: 'What it changes',
      text: [
        'It goes by the comment that adopt left in the profile: the line that was added goes, and',
        'the keys named there lose their prefix. What you have changed since stays.',
      ].join('\n'),
    },
    rewriteNotes,
  ],
  obeys: ['files', 'prompts', 'trace'],
  examples: [
    { line: 'brs release prod', does: 'the profile prod' },
    { line: 'brs release --all', does: 'every profile that was adopted' },
  ],
  run: (args: Args, system: System) => rewrite(releasing, args, system),
} satisfies Command;
