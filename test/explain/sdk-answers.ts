// What SDKs meet when they are asked for credentials: an STS, an Identity Center and a container that answer with keys that tell them apart.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Keys that say where they come from. */
export const told = {
  role: 'ASIAEXAMPLEROLE00001',
  webIdentity: 'ASIAEXAMPLETOKEN0001',
  identityCenter: 'ASIAEXAMPLECENTER001',
  container: 'ASIAEXAMPLECONTAINER',
  brs: 'ASIAEXAMPLEBRS000001',
  program: 'ASIAEXAMPLEPROGRAM01',
} as const;

const end = '2099-01-01T00:00:00Z';

/** A document of credential_process. */
export function printed(accessKeyId: string): string {
  const keys = { AccessKeyId: accessKeyId, SecretAccessKey: 'made-up', SessionToken: 'made-up', Expiration: end };
  return JSON.stringify({ Version: 1, ...keys });
}

function assumed(action: string, accessKeyId: string): string {
  const keys = `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>made-up</SecretAccessKey><SessionToken>made-up</SessionToken>`;
  const user = '<Arn>arn:aws:sts::111122223333:assumed-role/R/s</Arn><AssumedRoleId>AROAEXAMPLE:s</AssumedRoleId>';
  return (
    `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>` +
    `<Credentials>${keys}<Expiration>${end}</Expiration></Credentials><AssumedRoleUser>${user}</AssumedRoleUser>` +
    `</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`
  );
}

/** What is in ~/.aws/sso/cache after a login, under the digest of the session's name or of the start page. */
export const ssoToken = JSON.stringify({ accessToken: 'made-up', expiresAt: end, region: 'eu-west-1' });

function ofIdentityCenter(path: string): string {
  if (!/account_id=\d+/.test(path)) return '{}';
  const keys = { accessKeyId: told.identityCenter, secretAccessKey: 'made-up', sessionToken: 'made-up' };
  return JSON.stringify({ roleCredentials: { ...keys, expiration: Date.parse(end) } });
}

function answer(path: string, body: string): string {
  if (path === '/container') {
    return JSON.stringify({
      AccessKeyId: told.container,
      SecretAccessKey: 'made-up',
      Token: 'made-up',
      Expiration: end,
    });
  }
  if (path.startsWith('/federation/credentials')) return ofIdentityCenter(path);
  const action = /Action=(\w+)/.exec(body)?.[1] ?? '';
  return assumed(action, action === 'AssumeRole' ? told.role : told.webIdentity);
}

export interface Answers {
  readonly url: string;
  /** Keys that requests to S3 were signed with, in order. */
  readonly signers: string[];
  close(): Promise<void>;
}

/** One server for all of it. What stands below `/loopback` is S3, which refuses, and notes who asked. */
export async function startAnswers(): Promise<Answers> {
  const signers: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      if (path.startsWith('/loopback')) {
        signers.push(/Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '');
        response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
        return;
      }
      response.end(answer(path, body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return { url: `http://127.0.0.1:${port}`, signers, close };
}
