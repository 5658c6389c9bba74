import { readProfile } from '../config/profile';
import { stsOptions, type StsOptions } from '../config/sts-options';
import { describeSeconds } from '../core/duration';
import { formatTime } from '../core/time';
import { describeStep } from '../session/overview';
import type { Plan } from '../session/step';
import { callerIdentity } from '../sts/caller-identity';
import type { System } from '../system/system';
import type { Command } from './command';
import { patiently } from './patiently';
import { requestFor, requestOptions, type Request } from './request';

/** How STS is reached for the result: as by the last step that calls it, else by the profile's settings. */
function optionsOf({ plan, config, request }: Request, system: System): StsOptions {
  for (const step of [...plan.steps].reverse()) if ('sts' in step.settings) return step.settings.sts;
  const exists = config.profile(plan.profile) !== undefined;
  const profile = readProfile({ ...request, name: exists ? plan.profile : '(flags)' }, system);
  return stsOptions({ ...request, selected: profile, profile });
}

/** `base (static AKIA…) → prod (assume-role arn:…)`. */
function chainOf({ steps }: Plan, platform: NodeJS.Platform): string {
  return steps.map((step) => `${step.profile} (${step.source} ${describeStep(step, platform)})`).join(' → ');
}

export const whoami: Command = {
  name: 'whoami',
  summary: 'say whose credentials a profile gives, by STS itself',
  options: [...requestOptions, { name: 'json', help: 'as JSON: arn, account, userId, expiration, chain' }],
  obeys: ['requests'],
  examples: [
    { line: 'brs whoami --profile prod', does: 'the role, its account, how long it lasts, and the way to it' },
    { line: 'brs whoami --profile prod --json', does: 'for programs' },
  ],
  run: async (args, system) => {
    const request = await requestFor(args, system, true);
    const { credentials } = await patiently(request.session);
    const options = optionsOf(request, system);
    const who = await callerIdentity({ system, options, credentials, profile: request.plan.profile });
    const { expiration } = credentials;
    const chain = chainOf(request.plan, system.platform);
    const expires = expiration === undefined ? undefined : formatTime(expiration);
    if (args.switches.has('json')) return `${JSON.stringify({ ...who, expiration: expires, chain })}\n`;
    const left = expiration === undefined ? 0 : (expiration - system.clock.now()) / 1000;
    return [
      who.arn,
      `account  ${who.account}`,
      `user id  ${who.userId}`,
      `expires  ${expires === undefined ? 'never' : `${expires} (${describeSeconds(left)} left)`}`,
      `chain    ${chain}`,
      '',
    ].join('\n');
  },
};
