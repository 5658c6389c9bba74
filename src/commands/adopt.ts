import { adoption, type Refusal, type Verdict } from '../config/adoption';
import { bypassesIn, bypassesOf } from '../config/bypasses';
import type { Variables } from '../config/environment';
import { linesOfProfile } from '../config/lines';
import { isPortableName, ownCommand } from '../config/own-line';
import { ConfigError } from '../core/errors';
import { Secret } from '../core/secret';
import { makePlan } from '../session/plan';
import type { Plan } from '../session/step';
import type { System } from '../system/system';
import type { Args, Command } from './command';
import { count, rewrite, rewriteNotes, rewriteOptions, rewriteWords, subjectOf } from './rewrite';
import type { Rewriting, Shared } from './rewrite';

/** SDKs act on them before credential_process, and brs does not read them yet. */
const notYet = [
  'web_identity_token_file',
  'sso_session',
  'sso_start_url',
  'sso_account_id',
  'sso_role_name',
  'login_session',
];

/** Stand for what AWS sets where such a profile is used, so that it can be judged elsewhere, too. */
const elsewhere: Variables = {
  AWS_ACCESS_KEY_ID: 'any',
  AWS_SECRET_ACCESS_KEY: new Secret('any'),
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/any',
};

function planOf(name: string, { config, system }: Shared): Plan | Refusal {
  try {
    return makePlan({ name, named: true, flags: {}, config, variables: elsewhere, system, inherited: [] });
  } catch (error) {
    if (error instanceof ConfigError) return { refused: error.message, hint: error.hint };
    throw error;
  }
}

/** Why SDKs can't come to this profile through brs. */
function unfit(name: string, shared: Shared): Refusal | undefined {
  const config = linesOfProfile(shared.open.config.lines, 'config', name);
  const lines = [...config, ...linesOfProfile(shared.open.credentials.lines, 'credentials', name)];
  const key = lines.map(({ property }) => property?.key ?? '').find((found) => notYet.includes(found));
  if (!isPortableName(name)) return { refused: 'not every SDK passes on the characters of its name in a command line' };
  if (lines.length === 0) return { refused: 'its section can not be found again in the file, which is not UTF-8' };
  if (new Set(config.map(({ section }) => section)).size > 1) {
    return { refused: 'both [default] and [profile default] are there, and SDKs differ in which they read' };
  }
  if (key !== undefined) return { refused: `it has ${key}, which brs does not read yet` };
  const plan = planOf(name, shared);
  if ('refused' in plan) return plan;
  const isPlain = plan.steps.every(({ source }) => source === 'static');
  return isPlain ? { refused: 'it has static keys and no role: SDKs read those themselves' } : undefined;
}

function decide(name: string, shared: Shared): Verdict {
  const command = ownCommand(name, shared.system);
  const verdict = adoption(subjectOf(name, shared), command ?? '');
  if ('changes' in verdict && count(verdict.changes) === 0) return verdict;
  const reason = unfit(name, shared);
  if (reason !== undefined) return reason;
  return command === undefined ? { refused: `not every SDK could start brs: ${pathOf(shared.system)}` } : verdict;
}

function pathOf({ program }: System): string {
  return `${program.join(' ')} has characters that need quoting, or brs goes by another name there`;
}

const adopting: Rewriting = {
  command: 'adopt',
  done: 'adopted',
  undo: 'release',
  all: ({ config }) => config.profileNames(),
  decide,
  warnings: (names, { open, system }) => {
    if (names.length === 0) return [];
    const files = { config: open.config.lines, credentials: open.credentials.lines };
    const paths = { config: open.config.path, credentials: open.credentials.path };
    const found = [...names.flatMap((name) => bypassesOf(name, { files, paths })), ...bypassesIn(system.env)];
    return found.map((bypass) => `warning: ${bypass}`);
  },
};

export const adopt = {
  name: 'adopt',
  summary: 'let SDKs reach profiles through brs',
  options: rewriteOptions,
  words: rewriteWords,
  more: [
    {
      heading: 'What it changes',
      text: [
        'Keys by which SDKs would get credentials themselves (role_arn, source_profile …) get the',
        'prefix brs_, which only brs reads, and a line credential_process that starts brs is added.',
        'All else in the files stays as it is, and `brs release` undoes it. Warnings at the end say',
        'what SDKs would still take without brs.',
      ].join('\n'),
    },
    rewriteNotes,
  ],
  obeys: ['files', 'keys', 'prompts', 'trace'],
  examples: [
    { line: 'brs adopt prod', does: 'the profile prod' },
    { line: 'brs adopt --all --dry-run', does: 'show what would be changed for all profiles' },
    { line: 'brs adopt --all --yes', does: 'all profiles that can be, without asking' },
  ],
  run: (args: Args, system: System) => rewrite(adopting, args, system),
} satisfies Command;
