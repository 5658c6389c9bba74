// Requests signed by the AWS SDK's own signer and sent byte for byte, so that a test can change them in between.
import { createHash, createHmac } from 'node:crypto';
import { request as send } from 'node:http';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Key, User } from '../support/issuer';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

export const ANNA: User = {
  accessKeyId: 'AKIAEXAMPLEEXAMPLE12',
  secretAccessKey: 'made-up-for-tests',
  userArn: 'arn:aws:iam::123456789012:user/anna',
  accountId: '123456789012',
  mfaSerial: 'arn:aws:iam::123456789012:mfa/anna',
};
export const ROLE = 'arn:aws:iam::123456789012:role/team/reader';

type Credentials = Pick<Key, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

export function identity({ accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** The SDK's client for a double, without retries. */
export function stsClient(endpoint: string, credentials: Credentials, config: STSClientConfig = {}): STSClient {
  return new STSClient({
    endpoint,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: identity(credentials),
    ...config,
  });
}

class Sha256 {
  readonly #hash: ReturnType<typeof createHash | typeof createHmac>;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = secret as string | NodeJS.ArrayBufferView | undefined;
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {
    throw new Error('not needed');
  }
}

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface ToSign {
  readonly url: string;
  readonly credentials: Credentials;
  readonly service?: 'sts' | 's3';
  readonly region?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly at?: Date;
}

export async function sign(wanted: ToSign): Promise<Sent> {
  const { url, service = 'sts', region = 'eu-west-1', method = 'POST', body = '' } = wanted;
  const { host, hostname, port, pathname, searchParams } = new URL(url);
  const isS3 = service === 's3';
  const credentials = identity(wanted.credentials);
  const checks = { applyChecksum: isS3, uriEscapePath: !isS3 };
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, ...checks });
  const headers = { host, ...wanted.headers };
  const query = Object.fromEntries(searchParams);
  const parts = { protocol: 'http:', hostname, port: Number(port), path: pathname, query, method, headers, body };
  const signed = await signer.sign(parts, { signingDate: wanted.at ?? new Date() });
  return { method, url, headers: { ...signed.headers }, body };
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
export const WHO_AM_I = 'Action=GetCallerIdentity&Version=2011-06-15';

export interface Got {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export function deliver({ method, url, headers, body }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname, search } = new URL(url);
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = { ...headers, ...length };
    const options = { hostname, port, path: `${pathname}${search}`, method, headers: sent, agent: false };
    const request = send(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const got = response.headers as Record<string, string>;
        resolve({ status: response.statusCode ?? 0, headers: got, body: text });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
