import { marks } from '../core/variables';
import { BrsError } from '../core/errors';
import { formats, type FormatName } from '../formats/index';
import { refreshesAlone, refreshLater } from '../session/background';
import { fingerprintsOf } from '../session/names';
import { isUnkept } from '../session/remarks';
import { obtain, peek } from '../session/session';
import type { Outcome } from '../session/request';
import { within } from '../system/clock';
import type { System } from '../system/system';
import { unattended } from '../system/unattended';
import type { Args, Ended } from './command';
import { requestFor, settingOf, type Request } from './request';
import { written } from './written';

/** A prompt waits no longer than a second; starting and ending this process takes its part of that. ms. */
const limitMs = 700;
const lookEveryMs = 100;
/** When the shell asks again, where nothing could be renewed: soon after a refresh was begun, later else. Seconds. */
const soon = 5;
const later = 60;

/** Only tells the shell when to ask again. */
async function notYet(name: FormatName, system: System, seconds: number): Promise<string> {
  const renewAt = String(Math.floor(system.clock.now() / 1000) + seconds);
  return (await formats[name].load())({ variables: [{ name: marks.renewAt, value: renewAt }], profile: '' });
}

/** An ageing entry will do where it outlasts what the shell has; the shell asks again as if it had got nothing. */
function outlasting(found: Outcome | undefined, seconds: number, { clock, env }: System): Outcome | number {
  const { times, credentials: { expiration = 0 } = {} } = found ?? {};
  const longer = expiration >= (Number(env[marks.expiresAt]) + 1) * 1000;
  if (found === undefined || times === undefined || !longer) return seconds;
  return { ...found, times: { ...times, ageingAt: clock.now() + seconds * 1000 } };
}

/** What is at hand without the vault: its answer comes at once. */
const atHand: readonly (string | undefined)[] = ['static', 'environment'];

/** Fresh credentials from the vault, or the ones that a background refresh brings there in time; else when to ask again. */
async function fresh({ session, plan }: Request, until: number): Promise<Outcome | number> {
  const { system } = session;
  if (atHand.includes(plan.steps.at(-1)?.source)) return await obtain(session);
  const fingerprint = fingerprintsOf(plan, system).at(-1) ?? '';
  const background = ['creds', `--profile=${plan.profile}`, '--background'];
  for (let begun = false; ; begun = true) {
    const found = await peek(session);
    if (found?.ageing === false) return found;
    if (!refreshesAlone(plan) || isUnkept(system, fingerprint)) return outlasting(found, later, system);
    if (!begun && !(await refreshLater(system, fingerprint, background))) return outlasting(found, later, system);
    if (system.clock.now() >= until) return outlasting(found, soon, system);
    await system.clock.sleep(lookEveryMs);
  }
}

class Late extends Error {}

/**
 * For a shell's hook: what the vault has that is fresh, within a second and without a word to anybody. What can't be had
 * so soon goes on in the background, and the shell is told when to ask again.
 */
export async function renewed(name: FormatName, args: Args, watched: System): Promise<string | Ended> {
  const system = unattended(watched);
  const until = system.clock.now() + limitMs;
  const work = async () => {
    const request = await requestFor(args, system, true);
    const outcome = await fresh(request, until);
    if (typeof outcome === 'number') return await notYet(name, system, outcome);
    return await written(name, outcome, settingOf(args, request, system));
  };
  try {
    return await within(limitMs + lookEveryMs, work(), () => new Late());
  } catch (error) {
    if (!(error instanceof Late || error instanceof BrsError)) throw error;
    if (error instanceof BrsError) system.notes.log(`renewing a shell's credentials: ${error.message}`);
    // The keychain may still be at it: the shell waits for the end of this process, too.
    return { status: 0, text: await notYet(name, system, later), atOnce: true };
  }
}
