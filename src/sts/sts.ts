import type { STSClient } from '@aws-sdk/client-sts';
import type { StsOptions } from '../config/sts-options';
import { accountOfArn, type Credentials } from '../core/credentials';
import { AbortError } from '../core/errors';
import { hasControl } from '../core/printable';
import { Secret } from '../core/secret';
import { interruptible, within } from '../system/clock';
import { limited, type Body } from '../system/http';
import { retrying } from '../system/retrying';
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
  const watch = watchAnswers(client, call);
  const deadline = system.clock.now() + Math.max(options.budgetMs, 1_000);
  let clockTried = false;
  const once = async () => {
    try {
      return await attempt(client, call, deadline);
    } catch (error) {
      if (system.signal.aborted) throw new AbortError();
      if (isClockFault(error) && !clockTried) {
        clockTried = true;
        system.notes.debug(`${action}: STS's clock differs from this machine's; signing by STS's`);
        return await attempt(client, call, deadline);
      }
      throw error;
    }
  };
  const told = async () => {
    try {
      return await once();
    } catch (error) {
      const large = unreadable(`profile ${profile}: the answer of ${facts.host} to ${action} is far too large`);
      const fault = watch.tooLarge ? large : stsFault(error, facts);
      system.notes.debug(`${action} at ${facts.host}: ${fault.message}`);
      throw fault;
    }
  };
  try {
    return await retrying(system, { attempts: options.attempts, budget: options.budgetMs }, told);
  } finally {
    client.destroy();
  }
}

/** One attempt; ends in time even where the SDK never hears of the end (a switch of protocols does that to it). */
async function attempt<T>(client: STSClient, { send, options, system }: StsCall<T>, deadline: number): Promise<T> {
  const ms = Math.max(1, Math.min(options.connectMs + options.readMs, deadline - system.clock.now()));
  const controller = new AbortController();
  const stop = () => controller.abort();
  system.signal.addEventListener('abort', stop, { once: true });
  try {
    return await within(ms, interruptible(send(client, controller.signal), system.signal), tooSlow);
  } finally {
    system.signal.removeEventListener('abort', stop);
    stop();
  }
}

function tooSlow(): Error {
  return Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
}

/** Reads the server's clock, and cuts off what goes on for longer than STS's answers do. */
function watchAnswers<T>(client: STSClient, { sawServerTime }: StsCall<T>): { tooLarge: boolean } {
  const watch = { tooLarge: false };
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { headers?: Record<string, string>; body?: Body };
      const date = Date.parse(response.headers?.['date'] ?? '');
      if (!Number.isNaN(date)) sawServerTime(date);
      const over = () => (watch.tooLarge = true);
      if (response.body !== undefined) response.body = await limited(response.body, maxAnswer, over);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  return watch;
}

interface StsCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

/** STS's credentials as ours. Throws `SourceError` where a part is missing or can't be one. */
export function credentialsFrom(answer: StsCredentials | undefined, what: string, arn?: string): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer ?? {};
  const expiration = Expiration?.getTime();
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || expiration === undefined || Number.isNaN(expiration)) {
    throw unreadable(`${what}: the answer holds no whole credentials`);
  }
  if ([AccessKeyId, SecretAccessKey, SessionToken].some(hasControl)) {
    throw unreadable(`${what}: the answer holds credentials with a line feed or another control character`);
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
