import type { Credentials } from '../core/credentials';
import { sources } from '../sources/index';
import type { FetchContext, Source, SourceName } from '../sources/source';
import type { Entry } from '../vault/entry';
import { childEnvironment } from './chain';
import { mfaCode } from './mfa';
import { refuseExpired, significant } from './received';
import type { SessionSettings } from './request';
import type { Step } from './step';

/** What came from a source or the vault, and when. */
export type Got = Omit<Entry, 'credentials' | 'profile' | 'source'> & { readonly credentials: Credentials };

interface Circumstances {
  readonly settings: SessionSettings;
  /** Credentials of the step before. */
  readonly upstream: Credentials | undefined;
  /** Fingerprints that programs started from here must not wait for. */
  readonly held: readonly string[];
}

/** Asks a step's source, once. Throws what the source throws, and `SourceError` for what has expired already. */
export async function fetchStep(step: Step, { settings, upstream, held }: Circumstances): Promise<Got> {
  const { system, plan, mayAsk, mfaToken } = settings;
  const { profile } = step;
  const childEnv = childEnvironment(system.env, plan, held);
  let clockBehind = 0;
  const context: FetchContext = {
    system,
    profile,
    upstream,
    mayAsk,
    childEnv,
    mfaCode: (device) => mfaCode({ system, settings: device, profile, token: mfaToken, mayAsk, childEnv }),
    sawServerTime: (at) => (clockBehind = significant(at - system.clock.now())),
  };
  const source = (await sources[step.source].load()) as Source<SourceName>;
  const credentials = await source.fetch(step.settings, context);
  refuseExpired(credentials, { step, now: system.clock.now(), clockBehind });
  return { credentials, obtainedAt: system.clock.now(), clockBehind: Math.max(0, clockBehind) };
}
