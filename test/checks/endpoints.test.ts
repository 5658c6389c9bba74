import { afterAll, describe, expect, test } from '@jest/globals';
import { makeContext } from '../../src/checks/context';
import { endpoints } from '../../src/checks/endpoints';
import type { StsOptions } from '../../src/config/sts-options';
import { SourceError } from '../../src/core/errors';
import type { Reached } from '../../src/sts/reach';
import { makeFakeSystem, removeFolders, startOfTime } from '../support/fake-system';

afterAll(removeFolders);

const keys = '[base]\naws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = made-up/secret/1\n';

function role(name: string, ...lines: string[]): string {
  return `[profile ${name}]\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = base\n${lines.join('\n')}\n`;
}

interface Given {
  readonly config?: string;
  readonly env?: Record<string, string>;
  readonly offline?: boolean;
  readonly reach?: (options: StsOptions) => Promise<Reached>;
}

async function look({ config = '', env = {}, offline = false, reach }: Given) {
  const asked: StsOptions[] = [];
  const system = makeFakeSystem({ env });
  system.file('.aws/config', config);
  system.file('.aws/credentials', keys);
  const answer = { status: 302, serverTime: startOfTime, localTime: startOfTime };
  const ports = {
    reach: (options: StsOptions) => {
      asked.push(options);
      return reach?.(options) ?? Promise.resolve(answer);
    },
  };
  const found = await endpoints.run(await makeContext({ system, offline }, ports));
  return { asked: asked.map(({ region }) => region).sort(), found, codes: found.map(({ code }) => code) };
}

function at(offSeconds: number): Promise<Reached> {
  return Promise.resolve({ status: 302, localTime: startOfTime, serverTime: startOfTime - offSeconds * 1000 });
}

test('every endpoint is asked once, however many profiles use it', async () => {
  const regions = ['eu-west-1', 'eu-west-1', 'us-east-2'];
  const config = regions.map((region, index) => role(`p${String(index)}`, `region = ${region}`)).join('');
  expect((await look({ config })).asked).toEqual(['eu-west-1', 'us-east-2']);
});

test('where no profile asks STS the region of the variables is asked, for the clock', async () => {
  expect((await look({ env: { AWS_REGION: 'eu-north-1' } })).asked).toEqual(['eu-north-1']);
});

test('with --offline nobody is asked', async () => {
  expect(await look({ config: role('a'), offline: true })).toMatchObject({ asked: [], found: [] });
});

test('no more than eight are asked at once', async () => {
  let [now, most] = [0, 0];
  const config = Array.from({ length: 20 }, (_, index) =>
    role(`p${String(index)}`, `endpoint_url = https://sts${String(index)}.example`),
  ).join('');
  const reach = async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 2));
    now -= 1;
    return await at(0);
  };
  expect((await look({ config, reach })).asked).toHaveLength(20);
  expect(most).toBe(8);
});

describe('the clock', () => {
  test.each([
    [59, []],
    [-59, []],
    [61, ['clock.off']],
    [-61, ['clock.off']],
    [301, ['clock.far-off']],
    [-301, ['clock.far-off']],
  ])('%d s off: %j', async (off, codes) => {
    expect((await look({ reach: () => at(off) })).codes).toEqual(codes);
  });

  test('is judged by the endpoint that it agrees with best', async () => {
    const config = role('a', 'region = eu-west-1') + role('b', 'endpoint_url = http://localhost:4566');
    const reach = ({ endpoint }: StsOptions) => at(endpoint === undefined ? 0 : 9_999);
    expect((await look({ config, reach })).codes).toEqual([]);
  });

  test('is not judged where the answer has no time', async () => {
    const reach = () => Promise.resolve({ status: 200, localTime: startOfTime, serverTime: undefined });
    expect((await look({ reach })).codes).toEqual([]);
  });
});

test('one endpoint that is not there does not hide the others', async () => {
  const config = role('a', 'region = eu-west-1') + role('b', 'region = us-east-1') + role('c', 'region = us-east-2');
  const reach = ({ region }: StsOptions) =>
    region === 'us-east-1' ? at(400) : Promise.reject(Object.assign(new Error(''), { code: 'ECONNREFUSED' }));
  const { codes, found } = await look({ config, reach });
  expect(codes).toEqual(['endpoint.unreachable', 'endpoint.unreachable', 'clock.far-off']);
  expect(found[0]?.what).toContain('ECONNREFUSED');
});

test('a fault of the settings on the way is left to the check that tells of it', async () => {
  const reach = () => Promise.reject(new SourceError({ message: 'the CA bundle is none' }));
  expect((await look({ reach })).codes).toEqual([]);
});
