import { parseDuration } from '../core/duration';
import { UsageError } from '../core/errors';
import { isSwitchedOn } from '../core/switched';
import { formats } from '../formats/index';
import { backOff, refreshesAlone, refreshLater } from '../session/background';
import type { SessionSettings } from '../session/request';
import { fingerprintsOf } from '../session/names';
import { obtain } from '../session/session';
import type { System } from '../system/system';
import type { Args, Command } from './command';
import { lazyVault, resolveOptions, resolvePlan } from './resolve';

function minTtl({ values }: Args): number | undefined {
  const text = values['min-ttl'];
  if (text === undefined) return undefined;
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds <= 43_200) return seconds;
  throw new UsageError({ message: '--min-ttl must be a time up to 12h', hint: 'for example --min-ttl 45m' });
}

function mfaToken({ values }: Args): string | undefined {
  const code = values['mfa-token'];
  if (code === undefined || /^\d{6}$/.test(code)) return code;
  throw new UsageError({ message: '--mfa-token must be six digits', hint: 'give the code your device shows now' });
}

async function settingsFor(args: Args, system: System): Promise<SessionSettings> {
  const { switches } = args;
  if (switches.has('refresh') && switches.has('no-cache')) {
    throw new UsageError({ message: '--refresh and --no-cache exclude each other', hint: 'give one of them' });
  }
  const refresh = switches.has('refresh');
  const background = switches.has('background');
  const vault = switches.has('no-cache') ? undefined : lazyVault(system);
  // The keychain wakes up while the configuration is read; what it says is heard where it is needed.
  vault?.().catch(() => undefined);
  return {
    mfaToken: mfaToken(args),
    minTtlSeconds: minTtl(args),
    system,
    plan: await resolvePlan(args, system),
    vault,
    mayAsk: !background && !switches.has('no-prompt') && !isSwitchedOn(system.env['BRS_NO_PROMPT']),
    refresh,
    excuses: !refresh && !background,
    comesAgain: !background,
  };
}

/** The detached run: nobody reads its answer, and its failure only puts off the next one. */
async function inBackground(settings: SessionSettings): Promise<string> {
  const { system, plan } = settings;
  try {
    await obtain(settings);
  } catch (error) {
    backOff(system, fingerprintsOf(plan, system).at(-1) ?? '');
    system.notes.notice(`background refresh of ${plan.profile}: ${error instanceof Error ? error.message : 'failed'}`);
  }
  return '';
}

/** What the background run is started with: the same words, without what holds for this call alone. */
function backgroundArgs({ argv }: Args): string[] {
  const words = argv.filter((word, at) => {
    const own = /^--(min-ttl|mfa-token)$/;
    return !own.test(argv[at - 1] ?? '') && !own.test(word) && !/^--(min-ttl|mfa-token)=/.test(word);
  });
  return ['creds', ...words.filter((word) => word !== '--debug'), '--background'];
}

export const creds = {
  name: 'creds',
  summary: 'print credentials as one JSON document (for credential_process)',
  options: [
    ...resolveOptions,
    { name: 'refresh', help: 'get new credentials now' },
    { name: 'no-cache', help: 'neither read nor keep entries' },
    { name: 'min-ttl', value: 'TIME', help: 'refresh first if less is left (45m)' },
    { name: 'mfa-token', value: 'CODE', help: 'the MFA code, where one is needed' },
    { name: 'no-prompt', help: 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)' },
    { name: 'debug', help: 'say on stderr what is done, without secrets (also BRS_DEBUG=1)' },
    { name: 'background', help: 'refresh an ageing entry, silently', hidden: true },
  ],
  examples: [
    { line: 'brs creds --profile prod', does: 'credentials of the profile prod' },
    { line: 'brs creds --role-arn arn:aws:iam::111122223333:role/Deploy --source-profile base', does: 'no profile' },
    { line: "brs creds --command './mint --team a'", does: 'from a program of your own' },
    { line: 'brs creds --profile prod --min-ttl 45m', does: 'good for 45 minutes at least' },
  ],
  run: async (args: Args, system: System) => {
    const settings = await settingsFor(args, system);
    if (args.switches.has('background')) return await inBackground(settings);
    const { credentials, ageing, fingerprint } = await obtain(settings);
    if (ageing && refreshesAlone(settings.plan)) await refreshLater(system, fingerprint, backgroundArgs(args));
    return (await formats.process.load())({ credentials, variables: [], profile: settings.plan.profile });
  },
} satisfies Command;
