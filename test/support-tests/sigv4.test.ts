import { describe, expect, test } from '@jest/globals';
import { verifySignature, type SignedRequest } from '../support/sigv4';

// The key, the requests and the signatures that AWS publishes to explain and to test Signature Version 4.
const SECRET = ['wJalrXUtnFEMI', 'K7MDENG+bPxRfiCYEXAMPLEKEY'].join('/');
const NOW = Date.UTC(2015, 7, 30, 12, 36, 0);
const credential = (service: string): string => `Credential=AKIDEXAMPLE/20150830/us-east-1/${service}/aws4_request`;

function published(service: string, signed: string, signature: string): SignedRequest {
  const authorization = `AWS4-HMAC-SHA256 ${credential(service)}, SignedHeaders=${signed}, Signature=${signature}`;
  return {
    method: 'GET',
    path: '/',
    headers: { Host: 'example.amazonaws.com', 'X-Amz-Date': '20150830T123600Z', Authorization: authorization },
    body: '',
    service,
    now: NOW,
    secretOf: (id) => (id === 'AKIDEXAMPLE' ? { secretAccessKey: SECRET } : undefined),
  };
}

const vanilla = published(
  'service',
  'host;x-amz-date',
  '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
);
const listUsers = published(
  'iam',
  'content-type;host;x-amz-date',
  '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
);
const iam: SignedRequest = {
  ...listUsers,
  path: '/?Version=2010-05-08&Action=ListUsers',
  headers: {
    ...listUsers.headers,
    Host: 'iam.amazonaws.com',
    'Content-Type': '  application/x-www-form-urlencoded;  charset=utf-8 ',
  },
};
const withHeaders = (headers: SignedRequest['headers']): SignedRequest => ({
  ...vanilla,
  headers: { ...vanilla.headers, ...headers },
});
const authorizationOf = (change: (text: string) => string): SignedRequest =>
  withHeaders({ Authorization: change(String(vanilla.headers['Authorization'])) });

describe('verifySignature', () => {
  test('accepts the signatures that AWS publishes, whatever the order of the query and the blanks in headers', () => {
    const signedHeaders = ['host', 'x-amz-date'];
    expect(verifySignature(vanilla)).toEqual({ accessKeyId: 'AKIDEXAMPLE', region: 'us-east-1', signedHeaders });
    expect(verifySignature(iam)).toMatchObject({ accessKeyId: 'AKIDEXAMPLE' });
  });

  test('refuses a request whose method, path, query, body, header or key was changed', () => {
    const mismatch = { status: 403, code: 'SignatureDoesNotMatch', reason: 'signature' };
    expect(verifySignature({ ...vanilla, method: 'POST' })).toMatchObject(mismatch);
    expect(verifySignature({ ...vanilla, path: '/x' })).toMatchObject(mismatch);
    expect(verifySignature({ ...vanilla, path: '/?a=b' })).toMatchObject(mismatch);
    expect(verifySignature({ ...vanilla, body: 'x' })).toMatchObject(mismatch);
    expect(verifySignature(withHeaders({ Host: 'example.com' }))).toMatchObject(mismatch);
    const secretOf = (): { secretAccessKey: string } => ({ secretAccessKey: 'another' });
    expect(verifySignature({ ...vanilla, secretOf })).toMatchObject(mismatch);
  });

  test('refuses a key that nobody has', () => {
    expect(verifySignature({ ...vanilla, secretOf: () => undefined })).toMatchObject({
      status: 403,
      code: 'InvalidClientTokenId',
    });
  });

  test('refuses a request without a signature, or with half of one', () => {
    expect(verifySignature(withHeaders({ Authorization: undefined }))).toMatchObject({
      status: 403,
      code: 'MissingAuthenticationToken',
    });
    const incomplete = { status: 400, code: 'IncompleteSignature' };
    expect(verifySignature(authorizationOf((text) => text.replace(/, Signature=.*/, '')))).toMatchObject(incomplete);
    expect(verifySignature(authorizationOf((text) => text.replace('/aws4_request', '')))).toMatchObject(incomplete);
    expect(verifySignature(authorizationOf((text) => text.replace('HMAC-', '')))).toMatchObject(incomplete);
    expect(verifySignature(withHeaders({ 'X-Amz-Date': undefined }))).toMatchObject(incomplete);
    expect(verifySignature(withHeaders({ 'X-Amz-Date': 'today' }))).toMatchObject(incomplete);
  });

  test('refuses a scope of another date, region, service or terminator', () => {
    const scope = { status: 403, code: 'SignatureDoesNotMatch', reason: 'scope' };
    expect(verifySignature(authorizationOf((text) => text.replace('20150830', '20150829')))).toMatchObject(scope);
    expect(verifySignature(authorizationOf((text) => text.replace('us-east-1', 'nowhere')))).toMatchObject(scope);
    expect(verifySignature(authorizationOf((text) => text.replace('aws4_', 'aws5_')))).toMatchObject(scope);
    expect(verifySignature({ ...vanilla, region: 'eu-west-1' })).toMatchObject(scope);
    expect(verifySignature({ ...vanilla, service: 'sts' })).toMatchObject({
      message: "Credential should be scoped to correct service: 'sts'.",
    });
  });

  test('refuses a signature more than five minutes old or early, fifteen for S3', () => {
    const minutes = (n: number): number => NOW + n * 60_000;
    expect(verifySignature({ ...vanilla, now: minutes(5) })).toHaveProperty('accessKeyId');
    expect(verifySignature({ ...vanilla, now: minutes(-5) })).toHaveProperty('accessKeyId');
    expect(verifySignature({ ...vanilla, now: minutes(6) })).toMatchObject({
      code: 'SignatureDoesNotMatch',
      message: 'Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z (20150830T124200Z - 5 min.)',
    });
    expect(verifySignature({ ...vanilla, now: minutes(-6) })).toMatchObject({
      message:
        'Signature not yet current: 20150830T123600Z is still later than 20150830T123500Z (20150830T123000Z + 5 min.)',
    });
    const s3 = authorizationOf((text) => text.replace('/service/', '/s3/'));
    expect(verifySignature({ ...s3, service: 's3', now: minutes(14) })).toMatchObject({ reason: 'content' });
    expect(verifySignature({ ...s3, service: 's3', now: minutes(16) })).toMatchObject({ reason: 'skew' });
  });

  test('refuses X-Amz headers, and a host, that are not signed', () => {
    expect(verifySignature(withHeaders({ 'X-Amz-Meta-Extra': 'x' }))).toMatchObject({
      reason: 'unsigned',
      message: "'x-amz-meta-extra' must be a 'SignedHeader' in the AWS Authorization.",
    });
    expect(verifySignature(authorizationOf((text) => text.replace('host;', '')))).toMatchObject({ reason: 'unsigned' });
  });
});
