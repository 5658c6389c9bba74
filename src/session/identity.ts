import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import type { StsOptions } from '../config/sts-options';
import type { Json } from '../core/json';
import type { SourceName, SourceSettings } from '../sources/source';
import type { Step } from './step';

/** What the machine adds to a step's identity. */
export interface Whereabouts {
  readonly host: string;
  readonly folder: string;
}

type IdentityTable = { readonly [N in SourceName]: (settings: SourceSettings[N], here: Whereabouts) => Json };

/** What makes two steps the same, with a key's id standing for the key. Pacing, proxies and prompts are left out. */
const identities: IdentityTable = {
  static: ({ keys }) => ({ accessKeyId: keys.accessKeyId }),
  environment: ({ keys }) => ({ accessKeyId: keys.accessKeyId }),
  // Pods share one address, and a home folder may be shared between hosts.
  ecs: ({ url, token, tokenFile }, { host }) => ({
    url,
    host,
    token: token === undefined ? null : digest(token.reveal()),
    tokenFile: tokenFile ?? null,
  }),
  ec2: ({ endpoint }, { host }) => ({ endpoint, host }),
  custom: ({ command }, { folder }) =>
    'shell' in command ? { ...command, folder } : { command, folder: isRelative(command[0] ?? '') ? folder : null },
  // Valid in every region of its partition, so that one serves them all.
  'mfa-session': ({ mfa, durationSeconds, sts }) => ({
    serial: mfa.serial,
    durationSeconds,
    endpoint: sts.endpoint ?? null,
    partition: partitionOf(sts.region),
  }),
  'assume-role': ({ sts, mfa, sessionName, generatedName, tags, providedContexts, ...rest }) => ({
    ...rest,
    sessionName: generatedName === true ? null : sessionName,
    serial: mfa?.serial ?? null,
    tags: tags?.map(({ key, value }) => [key, value]) ?? null,
    providedContexts:
      providedContexts?.map(({ providerArn, contextAssertion }) => [providerArn, digest(contextAssertion.reveal())]) ??
      null,
    sts: addressOf(sts),
  }),
};

/** The identity of one step alone. */
export function identityOf(step: Step, here: Whereabouts): Json {
  const identity = identities[step.source] as (settings: unknown, here: Whereabouts) => Json;
  return { source: step.source, is: identity(step.settings, here) };
}

function addressOf({ region, endpoint, fips, dualstack, global }: StsOptions): Json {
  return { region, endpoint: endpoint ?? null, fips, dualstack, global };
}

function isRelative(program: string): boolean {
  return /[/\\]/.test(program) && !isAbsolute(program);
}

function partitionOf(region: string): string {
  return /^(cn|us-gov|eusc|us-iso[a-z]?|eu-iso[a-z]?)-/.exec(region)?.[1] ?? 'aws';
}

function digest(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
