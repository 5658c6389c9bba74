import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fromInstanceMetadata } from '@smithy/credential-provider-imds';
import { startImds, type Imds } from '../support/imds';

const LISTING = '/latest/meta-data/iam/security-credentials/';
const TTL = 'x-aws-ec2-metadata-token-ttl-seconds';

let imds: Imds;
const sdk = () => fromInstanceMetadata({ maxRetries: 0, ec2MetadataV1Disabled: true })();

beforeEach(async () => {
  imds = await startImds({ roleName: 'web-server' });
  process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = imds.url;
});

afterEach(async () => {
  delete process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'];
  await imds.close();
});

async function token(ttl = '60'): Promise<Response> {
  return fetch(`${imds.url}/latest/api/token`, { method: 'PUT', headers: { [TTL]: ttl } });
}

async function read(path: string, value: string): Promise<Response> {
  return fetch(imds.url + path, { headers: { 'x-aws-ec2-metadata-token': value } });
}

describe('the double of the instance metadata service', () => {
  test('gives the SDK the credentials of the role, by way of a token', async () => {
    const got = await sdk();
    expect(imds.issuer.find(got.accessKeyId)?.sessionToken).toBe(got.sessionToken);
    expect(imds.calls.map((call) => `${call.method} ${call.path} ${call.status}`)).toEqual([
      'PUT /latest/api/token 200',
      `GET ${LISTING} 200`,
      `GET ${LISTING}web-server 200`,
    ]);
  });

  test('gives a token for a time from 1 to 21600 seconds only', async () => {
    expect((await token('1')).status).toBe(200);
    expect((await token('21600')).headers.get(TTL)).toBe('21600');
    for (const ttl of ['0', '21601', '-1', 'x', '']) expect((await token(ttl)).status).toBe(400);
    expect((await fetch(`${imds.url}/latest/api/token`)).status).toBe(405);
  });

  test('demands a token that it gave out and that is still good', async () => {
    expect((await fetch(imds.url + LISTING)).status).toBe(401);
    expect((await read(LISTING, 'made-up')).status).toBe(401);
    const value = await (await token()).text();
    expect(await (await read(LISTING, value)).text()).toBe('web-server');
    imds.newlineAfterRole = true;
    expect(await (await read(LISTING, value)).text()).toBe('web-server\n');
    expect((await read(`${LISTING}other`, value)).status).toBe(404);
    imds.forgetTokens();
    expect((await read(LISTING, value)).status).toBe(401);
  });

  test('has no role, gives no tokens or fails when told', async () => {
    const value = await (await token()).text();
    imds.noRole = true;
    expect((await read(LISTING, value)).status).toBe(404);
    imds.noRole = false;
    imds.failNext(1, { status: 500 });
    expect((await read(LISTING, value)).status).toBe(500);
    imds.tokenForbidden = true;
    expect((await token()).status).toBe(403);
    await expect(sdk()).rejects.toThrow();
  });

  test('serves an expired document, or one of the test', async () => {
    imds.lifetimeSeconds = -60;
    const value = await (await token()).text();
    const document = (await (await read(`${LISTING}web-server`, value)).json()) as Record<string, string>;
    expect(document).toMatchObject({ Code: 'Success', Type: 'AWS-HMAC' });
    expect(Date.parse(document['Expiration'] ?? '')).toBeLessThan(Date.now());
    imds.document = '{"Code":"AssumeRoleUnauthorizedAccess"}';
    expect(await (await read(`${LISTING}web-server`, value)).text()).toBe(imds.document);
  });
});
