import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createIssuer, type TemporaryKey } from '../support/issuer';
import { startS3, type S3 } from '../support/s3';
import { ANNA, deliver, sign, type Got, type Sent, type ToSign } from './signing';

const issuer = createIssuer();
const issue = (lifetimeMs: number): TemporaryKey =>
  issuer.issue({
    arn: 'arn:aws:sts::123456789012:assumed-role/reader/anna',
    accountId: '123456789012',
    kind: 'role',
    expiration: new Date(Date.now() + lifetimeMs),
  });
const key = issue(900_000);

let s3: S3;

beforeAll(async () => {
  s3 = await startS3({ issuer, region: 'eu-west-1' });
});

afterAll(() => s3.close());

async function get(path: string, wanted: Partial<ToSign> = {}, change = (signed: Sent): Sent => signed): Promise<Got> {
  const toSign = { url: s3.url + path, credentials: key, service: 's3', method: 'GET', ...wanted } as const;
  return deliver(change(await sign(toSign)));
}

const unsigned = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };

describe('the double of S3', () => {
  test('lists its bucket to temporary and to lasting keys, and logs whose they are', async () => {
    issuer.addUser(ANNA);
    for (const path of ['/', '/?x-id=ListBuckets', '/?max-buckets=5&x-id=ListBuckets']) {
      const got = await get(path);
      expect(got.status).toBe(200);
      expect(got.body).toContain('<Name>loopback</Name>');
    }
    expect(s3.calls.at(-1)).toMatchObject({ accessKeyId: key.accessKeyId, status: 200 });
    expect((await get('/', { credentials: ANNA, headers: unsigned })).status).toBe(200);
    expect(s3.calls.at(-1)).toMatchObject({ accessKeyId: ANNA.accessKeyId, status: 200 });
  });

  test('lists and reads the objects of a bucket', async () => {
    const list = await get('/loopback?list-type=2&delimiter=%2F&prefix=');
    expect(list.body).toContain('<Key>hello.txt</Key>');
    expect(list.body).toContain('<Prefix>folder/</Prefix>');
    const page = await get('/loopback?list-type=2&max-keys=1');
    expect(page.body).toContain('<NextContinuationToken>folder/deep.txt</NextContinuationToken>');
    const next = await get('/loopback?list-type=2&continuation-token=folder%2Fdeep.txt');
    expect(next.body).toContain('<KeyCount>1</KeyCount>');
    expect(await get('/loopback', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect(await get('/loopback/folder/deep.txt')).toMatchObject({ status: 200, body: 'deep' });
    expect((await get('/loopback/none')).body).toContain('<Code>NoSuchKey</Code>');
    expect((await get('/none')).body).toContain('<Code>NoSuchBucket</Code>');
  });

  test('refuses expired, unknown, tokenless and wrongly signed requests with the codes of S3', async () => {
    const { accessKeyId, secretAccessKey } = key;
    const codes = async (answer: Promise<Got>): Promise<string> => {
      const { status, body } = await answer;
      return `${status} ${/<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? ''}`;
    };
    expect(await codes(get('/', { credentials: issue(-1000) }))).toBe('400 ExpiredToken');
    const nobody = { ...key, accessKeyId: 'ASIAEXAMPLENOBODY' };
    expect(await codes(get('/', { credentials: nobody }))).toBe('403 InvalidAccessKeyId');
    expect(await codes(get('/', { credentials: { accessKeyId, secretAccessKey } }))).toBe('400 InvalidToken');
    const wrong = { ...key, secretAccessKey: 'another' };
    expect(await codes(get('/', { credentials: wrong }))).toBe('403 SignatureDoesNotMatch');
    expect(s3.calls.at(-1)).toMatchObject({ accessKeyId: '', status: 403, code: 'SignatureDoesNotMatch' });
    expect(await codes(get('/', { region: 'us-east-1' }))).toBe('400 AuthorizationHeaderMalformed');
    expect(await codes(get('/', { at: new Date(Date.now() - 1_000_000) }))).toBe('403 RequestTimeTooSkewed');
    expect(await codes(get('/', {}, (signed) => ({ ...signed, body: 'x' })))).toBe('400 XAmzContentSHA256Mismatch');
    expect(await codes(get('/', {}, (signed) => ({ ...signed, headers: {} })))).toBe('403 AccessDenied');
  });

  test('fails as often as it is told', async () => {
    s3.failNext(1, { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' });
    expect((await get('/')).body).toContain('<Code>SlowDown</Code>');
    expect((await get('/')).status).toBe(200);
  });
});
