import type { StsOptions } from '../config/sts-options';
import type { Credentials } from '../core/credentials';
import type { System } from '../system/system';

/** Who somebody's credentials make them, by STS's own word. */
export interface CallerIdentity {
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
}

interface Caller {
  readonly system: System;
  readonly options: StsOptions;
  readonly credentials: Credentials;
  readonly profile: string;
}

/** GetCallerIdentity, which needs no permission. Throws what `callSts` throws. */
export async function callerIdentity(caller: Caller): Promise<CallerIdentity> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { callSts } = await import('./sts');
  return await callSts({
    ...caller,
    action: 'GetCallerIdentity',
    sawServerTime: () => undefined,
    send: async (client, abortSignal) => {
      const {
        Arn = '',
        Account = '',
        UserId = '',
      } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
      return { arn: Arn, account: Account, userId: UserId };
    },
  });
}
