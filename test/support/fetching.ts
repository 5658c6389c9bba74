// What a source gets to fetch with, for its unit tests.
import type { Credentials } from '../../src/core/credentials';
import type { FetchContext } from '../../src/sources/source';
import type { HttpReply, HttpRequest } from '../../src/system/http';
import type { System } from '../../src/system/system';

export interface FakeContext extends FetchContext {
  /** Times of the other side's clock that the source told. */
  readonly serverTimes: number[];
}

export function makeContext(system: System, more: Partial<FetchContext> = {}): FakeContext {
  const serverTimes: number[] = [];
  return {
    system,
    profile: 'prod',
    upstream: undefined,
    mayAsk: true,
    mfaCode: () => Promise.reject(new Error('no code is needed')),
    sawServerTime: (at) => void serverTimes.push(at),
    childEnv: { CHAIN: 'x' },
    ...more,
    serverTimes,
  };
}

export type Exchange = Partial<HttpReply> | Error;

/** An `http` port that gives these replies in order, the last one for ever. */
export function replying(exchanges: readonly Exchange[], requests: HttpRequest[] = []): System['http'] {
  const left = [...exchanges];
  return (request) => {
    requests.push(request);
    const next = left.length > 1 ? left.shift() : left[0];
    if (next instanceof Error) return Promise.reject(next);
    return Promise.resolve({ status: 200, headers: {}, body: '', ...next });
  };
}

/** Credentials with their secrets laid open, to compare. */
export function laidOpen({ secretAccessKey, sessionToken, ...rest }: Credentials): object {
  return { ...rest, secret: secretAccessKey.reveal(), token: sessionToken?.reveal() };
}
