import type { MfaCode } from '../core/mfa-code';
import type { AssumeRoleSettings, FetchContext, Source } from './source';

/** STS's limit for a role assumed with a role's (or a session's) credentials. Seconds. */
const chainedLimit = 3_600;

/** AWS: "roles assumed by role chaining" last an hour at most; GetSessionToken's credentials count as such too. */
function durationFor({ durationSeconds, roleArn }: AssumeRoleSettings, context: FetchContext): number | undefined {
  const chained = context.upstream?.sessionToken !== undefined;
  if (durationSeconds === undefined || durationSeconds <= chainedLimit || !chained) return durationSeconds;
  context.system.notes.notice(
    `profile ${context.profile}: ${roleArn} is assumed with temporary credentials, so STS gives it one hour and not ` +
      `${durationSeconds} s (with MFA: brs_mfa_session = false asks for a code per role and gets the full time)`,
  );
  return chainedLimit;
}

/** Every parameter AssumeRole has. Source: the STS API reference, 2011-06-15. */
function requestFor(settings: AssumeRoleSettings, duration: number | undefined, mfa: MfaCode | undefined) {
  return {
    RoleArn: settings.roleArn,
    RoleSessionName: settings.sessionName,
    DurationSeconds: duration,
    ExternalId: settings.externalId,
    Policy: settings.policy,
    PolicyArns: settings.policyArns?.map((arn) => ({ arn })),
    Tags: settings.tags?.map(({ key, value }) => ({ Key: key, Value: value })),
    TransitiveTagKeys: settings.transitiveTagKeys?.slice(),
    SourceIdentity: settings.sourceIdentity,
    ProvidedContexts: settings.providedContexts?.map(({ providerArn, contextAssertion }) => ({
      ProviderArn: providerArn,
      ContextAssertion: contextAssertion.reveal(),
    })),
    SerialNumber: mfa === undefined ? undefined : settings.mfa?.serial,
    TokenCode: mfa?.code,
  };
}

/** A role, assumed with the credentials of the step before. */
export const assumeRole: Source<'assume-role'> = {
  fetch: async (settings, context) => {
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
    const { callSts, credentialsFrom } = await import('../sts/sts');
    const { withCode } = await import('../sts/with-code');
    const duration = durationFor(settings, context);
    const action = `AssumeRole for ${settings.roleArn}`;
    const { mfa: device } = settings;
    const ask = device === undefined ? undefined : () => context.mfaCode(device);
    return await withCode(ask, async (mfa) => {
      const command = new AssumeRoleCommand(requestFor(settings, duration, mfa));
      return await callSts({
        ...context,
        options: settings.sts,
        credentials: context.upstream,
        action,
        send: async (client, abortSignal) => {
          const { Credentials, AssumedRoleUser } = await client.send(command, { abortSignal });
          return credentialsFrom(Credentials, `profile ${context.profile}: ${action}`, AssumedRoleUser?.Arn);
        },
      });
    });
  },
};
