import { describeSeconds } from '../core/duration';
import { BrsError } from '../core/errors';
import { printable } from '../core/printable';
import { fingerprintsOf } from '../session/names';
import { secondsAlone } from '../session/overview';
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
  const entries = await Promise.all(fingerprintsOf(plan, system).map(async (name) => await vault?.read(name)));
  const now = system.clock.now();
  const own = ((credentials.expiration ?? Infinity) - now) / 1000;
  const left = Math.max(own, secondsAlone(plan, entries, now) ?? own);
  return `${printable(plan.profile)}: ${left === Infinity ? 'good for ever' : `good for ${describeSeconds(left)}`}\n`;
}

/** What went wrong with one of several, as `main` tells it where it is the only one. */
function faultText({ message, hint }: BrsError): string {
  const lines = [`brs: error: ${message}`, ...(hint === undefined ? [] : [`brs: hint: ${hint}`])];
  return lines.map(printable).join('\n');
}

/** One after the other, since a person can answer only one question at a time; the worst status is the whole's. */
async function run(args: Args, system: System): Promise<Ended> {
  const profiles = perProfile(args);
  let text = '';
  let status = 0;
  for (const one of profiles) {
    try {
      if (system.isWatched() && profiles.length > 1)
        system.notes.passOn(`brs: ${printable(one.values['profile'] ?? '')} …`);
      text += await loggedIn(one, system);
    } catch (error) {
      if (!(error instanceof BrsError) || system.signal.aborted || profiles.length === 1) throw error;
      status = Math.max(status, error.exitCode);
      system.notes.passOn(faultText(error));
    }
  }
  if (status === 0) return { status, text };
  system.notes.passOn(text);
  return { status };
}

export const login: Command = {
  name: 'login',
  summary: 'do now whatever needs a person, so that later calls need nobody',
  // What is got is kept, and got anew: that is what it is for.
  options: requestOptions.filter(({ name }) => name !== 'refresh' && name !== 'no-cache'),
  words: { name: 'PROFILE', help: 'one or several; else the profile of AWS_PROFILE', least: 0, most: Infinity },
  obeys: ['requests'],
  examples: [
    { line: 'brs login prod', does: 'asks for the MFA code, and gets the credentials' },
    { line: 'brs login prod stage dev', does: 'one code for all behind one device' },
  ],
  run,
};
