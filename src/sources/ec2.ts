import { AbortError, reasonOf, SourceError } from '../core/errors';
import { parseObject } from '../core/json';
import { parseCredentials, type Shape } from '../core/parse-credentials';
import type { HttpReply } from '../system/http';
import { retrying } from '../system/retrying';
import type { FetchContext, InstanceSettings, Source } from './source';

/** The instance metadata service, version 2 only. Source: EC2 user guide, "Use IMDSv2"; smithy-rs `imds`. */
const paths = { token: '/latest/api/token', role: '/latest/meta-data/iam/security-credentials/' };
const tokenSeconds = '21600';

/** AWS keeps expired credentials of an instance working during an outage; they count as good for so long. */
const extendedMs = 10 * 60_000;

const shape: Shape = {
  accessKeyId: ['AccessKeyId'],
  secretAccessKey: ['SecretAccessKey'],
  sessionToken: ['Token'],
  expiration: ['Expiration'],
  accountId: ['AccountId'],
};

interface Request {
  readonly path: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function send(
  { path, ...request }: Request,
  settings: InstanceSettings,
  context: FetchContext,
): Promise<HttpReply> {
  const { system } = context;
  const url = new URL(settings.endpoint.replace(/\/$/, '') + path);
  try {
    return await system.http({
      url,
      ...request,
      connectMs: settings.timeoutMs,
      totalMs: settings.timeoutMs * 2,
      signal: system.signal,
    });
  } catch (error) {
    if (system.signal.aborted) throw new AbortError();
    throw new SourceError({
      message: `the instance metadata at ${url.host} can't be reached: ${reasonOf(error)}`,
      hint: 'it exists on EC2 only; in a container on EC2 the hop limit of the instance must be 2',
      // A connection that is not answered stays so: waiting on would only cost half a minute.
      passing: !reasonOf(error).includes('no connection within'),
    });
  }
}

function fault(what: string, { status }: HttpReply, hint: string): SourceError {
  return new SourceError({
    message: `the instance metadata refused ${what} (HTTP ${status})`,
    hint,
    passing: status >= 500 || status === 401,
  });
}

async function ask(settings: InstanceSettings, context: FetchContext) {
  const ttl = { 'x-aws-ec2-metadata-token-ttl-seconds': tokenSeconds };
  const token = await send({ path: paths.token, method: 'PUT', headers: ttl }, settings, context);
  if (token.status !== 200) throw fault('a token', token, 'switch the metadata service on for this instance');
  const headers = { 'x-aws-ec2-metadata-token': token.body.trim() };
  const role = await send({ path: paths.role, headers }, settings, context);
  if (role.status !== 200) throw fault("the role's name", role, 'give the instance a role (an instance profile)');
  // IAM's own characters for names; all of them stand in a path as they are.
  const name = /^[\w+=,.@-]+/.exec(role.body.trim())?.[0] ?? '';
  const reply = await send({ path: paths.role + name, headers }, settings, context);
  if (reply.status !== 200) throw fault(`the credentials of ${name}`, reply, 'try again a little later');
  return readReply(reply, name);
}

function readReply(reply: HttpReply, role: string) {
  const document = parseObject(reply.body);
  const code = document?.['Code'];
  if (typeof code === 'string' && code !== 'Success') {
    throw new SourceError({
      message: `the instance metadata has no credentials for ${role} (${code.slice(0, 100)})`,
      hint: "the role's trust policy must allow ec2.amazonaws.com",
      code,
    });
  }
  const found = document === undefined ? 'is no JSON object' : parseCredentials(document, shape);
  if (typeof found !== 'string') return found;
  throw new SourceError({
    message: `the instance metadata gave an answer that ${found}`,
    hint: 'something else may answer at that address: check AWS_EC2_METADATA_SERVICE_ENDPOINT',
    passing: true,
  });
}

export const ec2: Source<'ec2'> = {
  fetch: async (settings, context) => {
    const { clock, notes } = context.system;
    const limits = { attempts: settings.attempts, budget: 15_000 };
    const credentials = await retrying(context.system, limits, () => ask(settings, context));
    if (credentials.expiration === undefined || credentials.expiration > clock.now()) return credentials;
    notes.notice(
      'the instance metadata gave expired credentials; AWS lets them work on, so they are used for 10 minutes',
    );
    return { ...credentials, expiration: clock.now() + extendedMs };
  },
};
