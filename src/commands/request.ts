import { flagKeys, flagName } from '../config/settings';
import { parseDuration } from '../core/duration';
import { UsageError } from '../core/errors';
import { isSwitchedOn } from '../core/switched';
import type { Setting } from '../core/variables';
import type { SessionSettings } from '../session/request';
import type { System } from '../system/system';
import type { Args, Option } from './command';
import { lazyVault, resolve, resolveOptions, type Resolved } from './resolve';

/** What every command that gets credentials takes. */
export const requestOptions: readonly Option[] = [
  ...resolveOptions,
  { name: 'refresh', help: 'get new credentials now' },
  { name: 'no-cache', help: 'neither read nor keep entries' },
  { name: 'min-ttl', value: 'TIME', help: 'refresh first if less is left (45m)' },
  { name: 'mfa-token', value: 'CODE', help: 'the MFA code, where one is needed' },
  { name: 'no-prompt', help: 'never ask; fail with status 5 (also BRS_NO_PROMPT=1)' },
  { name: 'debug', help: 'say on stderr what is done, without secrets (also BRS_DEBUG=1)' },
];

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

/** What was asked for, understood. */
export interface Request extends Resolved {
  readonly session: SessionSettings;
}

/** Throws `UsageError` or `ConfigError`. `comesAgain`: whether the one who asks can ask for better ones a little later. */
export async function requestFor(args: Args, system: System, comesAgain: boolean): Promise<Request> {
  const { switches } = args;
  if (switches.has('refresh') && switches.has('no-cache')) {
    throw new UsageError({ message: '--refresh and --no-cache exclude each other', hint: 'give one of them' });
  }
  const refresh = switches.has('refresh');
  const vault = switches.has('no-cache') ? undefined : lazyVault(system);
  // The keychain wakes up while the configuration is read; what it says is heard where it is needed.
  vault?.().catch(() => undefined);
  const given = { mfaToken: mfaToken(args), minTtlSeconds: minTtl(args) };
  const resolved = await resolve(args, system);
  const mayAsk = !switches.has('no-prompt') && !isSwitchedOn(system.env['BRS_NO_PROMPT']);
  const session = { ...given, system, plan: resolved.plan, vault, mayAsk, refresh, excuses: !refresh, comesAgain };
  return { ...resolved, session };
}

/** For commands that hand credentials to a shell or a child. */
export const regionOption: Option = { name: 'set-region', help: "the profile's region goes over one that is set" };

/** What goes along with the credentials. A region given as a flag is meant for the result, too. */
export function settingOf({ values, switches }: Args, { plan, config }: Resolved, { env }: System): Setting {
  const named = config.profile(plan.profile) !== undefined;
  const renewable = named && flagKeys.every((key) => values[flagName(key)] === undefined);
  const setRegion = switches.has('set-region') || values['region'] !== undefined;
  return { env, profile: named ? plan.profile : undefined, renewable, region: plan.region, setRegion };
}
