import { programName } from '../config/command-line';
import type { Credentials } from '../core/credentials';
import { AbortError, errnoOf, reasonOf, SourceError } from '../core/errors';
import { parseObject, type JsonObject } from '../core/json';
import { parseCredentials, type Shape } from '../core/parse-credentials';
import type { RunResult } from '../system/run';
import type { CustomSettings, FetchContext, Source } from './source';

/** What a program may print: credential_process's document, the shape of boto3-refresh-session, or STS's answer. */
const shapes: Readonly<Record<'process' | 'seed' | 'sts', Shape>> = {
  process: {
    accessKeyId: ['AccessKeyId'],
    secretAccessKey: ['SecretAccessKey'],
    sessionToken: ['SessionToken'],
    expiration: ['Expiration'],
    accountId: ['AccountId'],
  },
  seed: {
    accessKeyId: ['access_key'],
    secretAccessKey: ['secret_key'],
    sessionToken: ['token'],
    expiration: ['expiry_time'],
    accountId: ['account_id'],
  },
  sts: {
    accessKeyId: ['AccessKeyId'],
    secretAccessKey: ['SecretAccessKey'],
    sessionToken: ['SessionToken'],
    expiration: ['Expiration'],
    accountId: [],
  },
};

const formats = 'credential_process JSON ({"Version": 1, "AccessKeyId": …}), {"access_key": …} or an answer of STS';

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The credentials in a program's output, or what is wrong with it. */
export function readOutput(stdout: string): Credentials | string {
  const document = parseObject(stdout);
  if (document === undefined)
    return stdout.trim() === '' ? 'printed nothing' : 'printed something that is no JSON object';
  const inner = document['Credentials'];
  const found = parsed(document, isObject(inner) ? inner : undefined);
  return typeof found === 'string' ? `printed a document that ${found}` : found;
}

function parsed(document: JsonObject, inner: JsonObject | undefined): Credentials | string {
  if (inner !== undefined) return parseCredentials(inner, shapes.sts);
  if ('access_key' in document) return parseCredentials(document, shapes.seed);
  if (!('Version' in document)) return 'lacks Version';
  return document['Version'] === 1
    ? parseCredentials(document, shapes.process)
    : 'has a Version that is not the number 1';
}

/** Why the run as such failed; undefined where it went well. */
function failure({ ended, status, killedBy }: RunResult, limitSeconds: number): string | undefined {
  if (ended === 'time limit') return `did not finish within ${limitSeconds} s`;
  if (ended === 'too much output') return 'printed more than 64 KiB';
  if (killedBy !== undefined) return `was ended by ${killedBy}`;
  return status === 0 ? undefined : `ended with status ${status ?? 'unknown'}`;
}

function fault(what: string, { command, key }: CustomSettings, { profile, system }: FetchContext): SourceError {
  return new SourceError({
    message: `profile ${profile}: ${key} ${programName(command, system.platform)} ${what}`,
    hint: `run it by hand: it must print ${formats} and exit with 0`,
    // Why it failed is its own business; valid credentials are not thrown away for it.
    passing: true,
  });
}

async function run(settings: CustomSettings, context: FetchContext): Promise<RunResult> {
  const { system, childEnv } = context;
  const { command, timeoutSeconds } = settings;
  const stderr = context.mayAsk ? system.terminal.openForWriting() : undefined;
  try {
    return await system.run({
      command,
      env: childEnv,
      timeoutMs: timeoutSeconds * 1000,
      stderr,
      signal: system.signal,
    });
  } catch (error) {
    const missing = errnoOf(error) === 'ENOENT' ? 'is not there' : `could not be started: ${reasonOf(error)}`;
    throw fault(missing, settings, context);
  } finally {
    if (stderr !== undefined) system.files.close(stderr);
  }
}

/**
 * A program of the person's own. Its stderr goes to their terminal; where there is none it is passed on only if the
 * program fails, and never kept. A status other than 0 refuses even valid output, as in every SDK.
 */
export const custom: Source<'custom'> = {
  fetch: async (settings, context) => {
    const result = await run(settings, context);
    if (result.ended === 'interrupted') throw new AbortError();
    const failed = failure(result, settings.timeoutSeconds);
    const found = failed ?? readOutput(result.stdout);
    if (typeof found !== 'string') return found;
    context.system.notes.passOn(result.stderr);
    throw fault(found, settings, context);
  },
};
