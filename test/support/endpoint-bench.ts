import { Agent, get } from 'node:http';
import { holdChild, type Held } from './held-child';
import type { World } from './world';

const connections = Number(process.env['BRS_BENCH_CONNECTIONS'] ?? 20);
const durationMs = 5_000;

/** How long one answer takes on a connection that is kept, ms. */
function once({ port, host, path, token }: Held, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const headers = { Host: host, Authorization: token };
    get({ host: '127.0.0.1', port, path, agent, headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - since);
        else reject(new Error(`the endpoint answered ${response.statusCode ?? 0}`));
      });
    }).once('error', reject);
  });
}

/** The endpoint of `brs exec` with fresh credentials: so many clients that ask again as soon as they are answered. */
export async function endpointTable(world: World): Promise<string> {
  const held = await holdChild(world);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  const client = async (end: number, kept: (ms: number) => unknown): Promise<void> => {
    while (performance.now() < end) kept(await once(held, agent));
  };
  const all = (ms: number, kept: (ms: number) => unknown) =>
    Promise.all(Array.from({ length: connections }, () => client(performance.now() + ms, kept)));
  await all(500, () => undefined);
  const since = performance.now();
  await all(durationMs, (ms) => took.push(ms));
  const seconds = (performance.now() - since) / 1_000;
  agent.destroy();
  held.letGo(0);
  await held.running.finished;
  const sorted = took.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
  return [
    `the endpoint of exec, ${connections} connections, ${seconds.toFixed(0)} s, the client on the same machine`,
    '',
    '| requests per s | median ms | p99 ms | longest ms |',
    '|---|---|---|---|',
    `| ${(took.length / seconds).toFixed(0)} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`,
    '',
  ].join('\n');
}
