import type { System } from '../system/system';
import type { Args, Command } from './command';
import { forget, forgetAll, counted } from './forget';
import { perProfile } from './per-profile';
import { resolveOptions } from './resolve';

export const logout: Command = {
  name: 'logout',
  summary: 'forget what profiles have, MFA sessions too',
  options: [...resolveOptions, { name: 'all', help: 'every entry of brs in this store' }],
  words: { name: 'PROFILE', help: 'one or several; else the profile of AWS_PROFILE', least: 0, most: Infinity },
  obeys: ['plans'],
  examples: [
    { line: 'brs logout prod', does: 'prod is asked for anew' },
    { line: 'brs logout --all', does: 'at the end of the day' },
  ],
  run: async (args: Args, system: System) =>
    counted(await (args.switches.has('all') ? forgetAll(args, system) : forget(perProfile(args), system))),
};
