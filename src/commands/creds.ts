import { backOff, refreshesAlone, refreshLater } from '../session/background';
import { fingerprintsOf } from '../session/names';
import type { SessionSettings } from '../session/request';
import { obtain } from '../session/session';
import type { System } from '../system/system';
import type { Args, Command } from './command';
import { patiently } from './patiently';
import { requestFor, requestOptions, settingOf } from './request';
import { formatNamed, formatOption, written } from './written';

/** The detached run: nobody reads its answer, and its failure only puts off the next one. */
async function inBackground(settings: SessionSettings): Promise<string> {
  const { system, plan } = settings;
  try {
    await obtain({ ...settings, mayAsk: false, excuses: false, comesAgain: false });
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
    ...requestOptions,
    formatOption,
    { name: 'background', help: 'refresh an ageing entry, silently', hidden: true },
  ],
  obeys: ['requests'],
  examples: [
    { line: 'brs creds --profile prod', does: 'credentials of the profile prod' },
    { line: 'brs creds --role-arn arn:aws:iam::111122223333:role/Deploy --source-profile base', does: 'no profile' },
    { line: "brs creds --command './mint --team a'", does: 'from a program of your own' },
    { line: 'brs creds --profile prod --format dotenv', does: 'as lines of a .env file' },
    { line: 'brs creds --profile prod --min-ttl 45m', does: 'good for 45 minutes at least' },
  ],
  run: async (args: Args, system: System) => {
    const request = await requestFor(args, system, true);
    const { session, plan } = request;
    if (args.switches.has('background')) return await inBackground(session);
    const name = formatNamed(args.values['format'] ?? 'process');
    const outcome = await patiently({ ...session, comesAgain: name === 'process' });
    if (outcome.ageing && refreshesAlone(plan)) await refreshLater(system, outcome.fingerprint, backgroundArgs(args));
    return await written(name, outcome, settingOf(args, request, system));
  },
} satisfies Command;
