import { describeSeconds } from '../core/duration';
import { BrsError } from '../core/errors';
import { entriesOf } from '../session/names';
import { obtain } from '../session/session';
import type { System } from '../system/system';
import type { Args, Command, Ended } from './command';
import { perProfile } from './per-profile';
import { requestFor, requestOptions } from './request';

/** What a person is told of one profile: how long nobody will be needed. */
async function loggedIn(args: Args, system: System): Promise<string> {
  const { session, plan } = await requestFor(args, system, false);
  const { credentials } = await obtain({ ...session, ahead: true, refresh: true, excuses: false });
  const vault = await session.vault?.();
  const now = system.clock.now();
  const ends: number[] = [credentials.expiration ?? Infinity];
  for (const name of entriesOf(plan, system)) {
    const entry = await vault?.read(name);
    if (entry !== undefined) ends.push(entry.credentials.expiration);
  }
  const last = Math.max(...ends);
  return `${plan.profile}: ${last === Infinity ? 'good for ever' : `good for ${describeSeconds((last - now) / 1000)}`}\n`;
}

/** One after the other, since a person can answer only one question at a time; the worst status is the whole's. */
async function run(args: Args, system: System): Promise<Ended> {
  const profiles = perProfile(args);
  let text = '';
  let status = 0;
  for (const one of profiles) {
    try {
      if (system.isWatched() && profiles.length > 1) system.notes.passOn(`brs: ${one.values['profile'] ?? ''} …`);
      text += await loggedIn(one, system);
    } catch (error) {
      if (!(error instanceof BrsError) || system.signal.aborted || profiles.length === 1) throw error;
      status = Math.max(status, error.exitCode);
      system.notes.passOn(
        `brs: error: ${error.message}${error.hint === undefined ? '' : `\nbrs: hint: ${error.hint}`}`,
      );
    }
  }
  if (status === 0) return { status, text };
  system.notes.passOn(text);
  return { status };
}

export const login: Command = {
  name: 'login',
  summary: 'do now whatever needs a person, so that later calls need nobody',
  options: requestOptions,
  words: { name: 'PROFILE', help: 'one or several; else the profile of AWS_PROFILE', least: 0, most: Infinity },
  examples: [
    { line: 'brs login prod', does: 'asks for the MFA code, and gets the credentials' },
    { line: 'brs login prod stage dev', does: 'one code for all behind one device' },
  ],
  run,
};
