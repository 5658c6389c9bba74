import { openLifeline, plainLine, type Lifeline } from '../exec/exec';
import type { System } from '../system/system';
import type { Args } from './command';
import { patiently } from './patiently';
import { requestFor, settingOf } from './request';

/** Gets a profile's credentials, asking for what they need, and opens what a child gets them by. */
export async function lifelineFor(args: Args, system: System): Promise<Lifeline> {
  const request = await requestFor(args, system, false);
  const { session, config } = request;
  const first = await patiently(session);
  const setting = settingOf(args, request, system);
  const endless = first.credentials.sessionToken === undefined || first.times === undefined;
  if (endless || args.switches.has('static')) return plainLine({ first, setting });
  return await openLifeline({ session, first, config, setting, tokenFile: args.switches.has('token-file') });
}
