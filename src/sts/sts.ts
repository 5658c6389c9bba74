import type { STSClient } from '@aws-sdk/client-sts';
import type { StsOptions } from '../config/sts-options';
import { accountOfArn, type Credentials } from '../core/credentials';
import { AbortError, SourceError } from '../core/errors';
import { withRetry } from '../core/retry';
import { Secret } from '../core/secret';
import type { System } from '../system/system';
import { stsClient } from './client';
import { isClockFault, stsFault, unreadable } from './faults';

export interface StsCall<T> {
  readonly system: System;
  readonly options: StsOptions;
  /** Who signs; a chain always has somebody before a call to STS. */
  readonly credentials: Credentials | undefined;
  readonly profile: string;
  /** What is asked for, as messages name it. */
  readonly action: string;
  /** Called with the time of STS's own clock, ms. */
  readonly sawServerTime: (at: number) => void;
  readonly send: (client: STSClient, abortSignal: AbortSignal) => Promise<T>;
}

/** Answers larger than this are not STS's. Bytes. */
const maxAnswer = 256 * 1024;

/**
 * One call, tried again on passing failures with jitter, inside the options' budget. A refusal for the clock's sake is
 * tried once more: the SDK has then taken STS's own time. Throws `SourceError`, `ConfigError` or `AbortError`.
 */
export async function callSts<T>(call: StsCall<T>): Promise<T> {
  const { system, options, profile, action } = call;
  if (call.credentials === undefined) throw new Error(`${action}: no credentials to sign with`);
  const client = await stsClient(options, call.credentials, system);
  const endpoint = await client.config.endpoint?.();
  const facts = { profile, action, host: endpoint?.hostname ?? 'STS' };
  watchAnswers(client, call);
  let clockTried = false;
  const once = async () => {
    try {
      return await attempt(client, call);
    } catch (error) {
      if (system.signal.aborted) throw new AbortError();
      if (isClockFault(error) && !clockTried) {
        clockTried = true;
        system.notes.debug(`${action}: STS's clock differs from this machine's; signing by STS's`);
        return await attempt(client, call);
      }
      throw error;
    }
  };
  const told = async () => {
    try {
      return await once();
    } catch (error) {
      const fault = stsFault(error, facts);
      system.notes.debug(`${action} at ${facts.host}: ${fault.message}`);
      throw fault;
    }
  };
  try {
    return await withRetry(
      { attempts: options.attempts, budget: options.budgetMs },
      {
        now: () => system.clock.now(),
        random: system.random,
        sleep: (ms) => system.clock.sleep(ms, system.signal),
      },
      { once: told, passing: (error) => error instanceof SourceError && error.passing },
    );
  } finally {
    client.destroy();
  }
}

async function attempt<T>(client: STSClient, { send, options, system }: StsCall<T>): Promise<T> {
  const limit = AbortSignal.timeout(options.connectMs + options.readMs);
  return await send(client, AbortSignal.any([limit, system.signal]));
}

function watchAnswers<T>(client: STSClient, { sawServerTime }: StsCall<T>): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers?: Record<string, string> };
      if (Number(headers?.['content-length'] ?? 0) > maxAnswer) throw unreadable('the answer is far too large for STS');
      const date = Date.parse(headers?.['date'] ?? '');
      if (!Number.isNaN(date)) sawServerTime(date);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}

interface StsCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

/** STS's credentials as ours. Throws `SourceError` where a part is missing. */
export function credentialsFrom(answer: StsCredentials | undefined, what: string, arn?: string): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer ?? {};
  const expiration = Expiration?.getTime();
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || expiration === undefined || Number.isNaN(expiration)) {
    throw unreadable(`${what}: the answer holds no whole credentials`);
  }
  const accountId = accountOfArn(arn);
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: new Secret(SecretAccessKey),
    sessionToken: new Secret(SessionToken),
    expiration,
    ...(accountId === undefined ? {} : { accountId }),
  };
}
