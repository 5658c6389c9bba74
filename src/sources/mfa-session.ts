import type { Source } from './source';

/** GetSessionToken with an MFA code: one session for a person and a device, behind which roles ask for no more codes. */
export const mfaSession: Source<'mfa-session'> = {
  fetch: async ({ mfa: device, durationSeconds, sts }, context) => {
    const { GetSessionTokenCommand } = await import('@aws-sdk/client-sts');
    const { callSts, credentialsFrom } = await import('../sts/sts');
    const { withCode } = await import('../sts/with-code');
    const action = `GetSessionToken for ${device.serial}`;
    return await withCode(
      () => context.mfaCode(device),
      async (mfa) => {
        const request = { DurationSeconds: durationSeconds, SerialNumber: device.serial, TokenCode: mfa?.code };
        return await callSts({
          ...context,
          options: sts,
          credentials: context.upstream,
          action,
          send: async (client, abortSignal) => {
            const { Credentials } = await client.send(new GetSessionTokenCommand(request), { abortSignal });
            return credentialsFrom(Credentials, `profile ${context.profile}: ${action}`);
          },
        });
      },
    );
  },
};
