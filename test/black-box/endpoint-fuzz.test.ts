import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { askRightly, holdChild, type Held } from '../support/held-child';
import { testWith } from '../support/needs';
import { makeWorld, type World } from '../support/world';
import { seeded, shot, type Shot } from './fuzz-requests';
import { until } from './hiding';

const limitMs = 120_000;

let world: World;
let held: Held;
beforeEach(async () => {
  world = await makeWorld();
  held = await holdChild(world);
});

afterEach(async () => {
  await expectCredentials();
  held.letGo(37);
  expect(await held.running.finished).toMatchObject({ code: 37, stderr: '' });
  await world.dispose();
});

const descriptors = () => readdirSync(`/proc/${held.pid}/fd`).length;
const memoryMiB = () =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${held.pid}/status`, 'utf8'))?.[1]) / 1024;

/** That the right request gets the credentials. */
async function expectCredentials(): Promise<void> {
  const { status, body } = await askRightly(held);
  expect([status, body]).toEqual([200, expect.stringContaining('"SecretAccessKey"')]);
  const { AccessKeyId } = JSON.parse(body) as { AccessKeyId: string };
  expect(world.issuer.find(AccessKeyId)?.kind).toBe('role');
}

/** What no stranger may hear: any part of the credentials, and the endpoint's own token. */
function tells(text: string): boolean {
  const keys = [...world.issuer.keys.values()];
  const secrets = keys.flatMap((key) => [key.accessKeyId, key.secretAccessKey, key.sessionToken ?? key.accessKeyId]);
  return [...secrets, held.token, 'SecretAccessKey', '111122223333'].some((secret) => text.includes(secret));
}

interface Line {
  readonly socket: Socket;
  /** What came back so far. */
  readonly heard: () => string;
  readonly ended: Promise<void>;
}

function dial(): Promise<Line> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ port: held.port, host: '127.0.0.1', allowHalfOpen: true });
    const ended = new Promise<void>((over) => socket.on('close', () => over()));
    const line = { socket, heard: () => text, ended };
    socket.on('data', (part: Buffer) => (text += part.toString('latin1')));
    socket.on('end', () => socket.destroy());
    socket.on('error', () => resolve(line)).on('connect', () => resolve(line));
  });
}

/** What was heard when the other side was done with it, or after a while. */
async function fire({ bytes, manner }: Shot): Promise<string> {
  const { socket, heard, ended } = await dial();
  const half = bytes.subarray(0, bytes.length / 2);
  if (manner === 'in pieces') {
    for (let at = 0; at < bytes.length && !socket.destroyed; at += 200) {
      socket.write(bytes.subarray(at, at + 200));
      await sleep(1);
    }
  } else socket.write(manner.startsWith('half') ? half : bytes);
  if (manner === 'whole, then half-closed') socket.end();
  await Promise.race([ended, sleep(manner.startsWith('half') ? 5 : 150)]);
  if (manner === 'half, then reset') socket.resetAndDestroy();
  socket.destroy();
  return heard();
}

testWith(['linux'], test)(
  'thousands of wrong requests get nothing, and cost neither memory nor descriptors nor the right answer',
  async () => {
    const random = seeded(20_260_131);
    const before = { descriptors: descriptors(), memory: memoryMiB() };
    const statuses = new Set<string>();
    let most = 0;
    for (let round = 0; round < 60; round += 1) {
      const shots = Array.from({ length: 60 }, () => shot(random, held));
      const heard = await Promise.all(shots.map(fire));
      const told = shots.filter((_, at) => tells(heard[at] ?? ''));
      expect(told.map(({ bytes }) => bytes.toString('latin1'))).toEqual([]);
      for (const text of heard) for (const found of text.matchAll(/HTTP\/1\.1 (\d{3})/g)) statuses.add(found[1] ?? '');
      most = Math.max(most, memoryMiB());
      await expectCredentials();
    }
    // 100: "go on with the body", which is nobody's credentials.
    expect([...statuses].filter((status) => !['100', '400', '401', '404', '417'].includes(status))).toEqual([]);
    expect(statuses.has('401') && statuses.has('404')).toBe(true);
    await until(() => descriptors() <= before.descriptors, 'descriptors to be closed');
    expect(most - before.memory).toBeLessThan(150);
  },
  limitMs,
);

testWith(['linux'], test)(
  'connections that say nothing, or a byte at a time, are cut off within seconds',
  async () => {
    const before = descriptors();
    const text = `GET ${held.path} HTTP/1.1\r\nHost: ${held.host}\r\n${'X-Slow: yes\r\n'.repeat(40)}`;
    const lines = await Promise.all(Array.from({ length: 60 }, dial));
    let at = 0;
    const dripping = setInterval(() => {
      // A third says nothing, a third sends its head slowly, a third the body of a finished head.
      lines.forEach(({ socket }, index) => {
        if (socket.destroyed || index % 3 === 0) return;
        const body = at === 0 ? `POST / HTTP/1.1\r\nHost: ${held.host}\r\nContent-Length: 9999\r\n\r\n` : 'x';
        socket.write(index % 3 === 1 ? text.charAt(at) : body);
      });
      at += 1;
    }, 50);
    const since = performance.now();
    await Promise.all([...lines.map(({ ended }) => ended), sleep(200).then(() => expectCredentials())]);
    clearInterval(dripping);
    expect(performance.now() - since).toBeLessThan(10_000);
    expect(lines.filter(({ heard }) => tells(heard()))).toEqual([]);
    await until(() => descriptors() <= before, 'descriptors to be closed');
  },
  limitMs,
);

testWith(['linux'], test)(
  'a client that asks on and on and reads nothing of what it is told costs little memory',
  async () => {
    const line = await dial();
    line.socket.pause();
    const right = `GET ${held.path} HTTP/1.1\r\nHost: ${held.host}\r\nAuthorization: ${held.token}\r\n\r\n`;
    const memory = memoryMiB();
    for (let count = 0; count < 200; count += 1) line.socket.write(right.repeat(100));
    await expectCredentials();
    await sleep(2_000);
    expect(memoryMiB() - memory).toBeLessThan(150);
    line.socket.destroy();
  },
  limitMs,
);

testWith(['linux'], test)(
  'two thousand connections at once are too many: the rest is turned away, and shortly after all is well',
  async () => {
    const before = descriptors();
    const lines: Line[] = [];
    // Not all in one moment: the kernel would lose some of them before brs sees them.
    while (lines.length < 2_000) lines.push(...(await Promise.all(Array.from({ length: 100 }, dial))));
    await until(() => lines.filter(({ socket }) => socket.destroyed).length >= 500, 'the rest to be turned away');
    expect(descriptors() - before).toBeLessThanOrEqual(1_010);
    await until(() => descriptors() <= before, 'all to be cut off');
    for (const { socket } of lines) socket.destroy();
    await expectCredentials();
  },
  limitMs,
);

testWith(['linux'], test)(
  'huge bodies and endless heads are not kept',
  async () => {
    const before = { descriptors: descriptors(), memory: memoryMiB() };
    const heads = [
      `POST ${held.path} HTTP/1.1\r\nHost: ${held.host}\r\nContent-Length: 99999999999\r\n\r\n`,
      `POST ${held.path} HTTP/1.1\r\nHost: ${held.host}\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n`,
      `GET ${held.path} HTTP/1.1\r\nHost: ${held.host}\r\nX: `,
      `GET /`,
    ];
    const piece = Buffer.alloc(256 * 1024, 'a');
    const send = async (head: string): Promise<string> => {
      const { socket, heard } = await dial();
      socket.write(head);
      for (let count = 0; count < 200 && !socket.destroyed; count += 1) {
        if (!socket.write(piece)) await Promise.race([new Promise((go) => socket.once('drain', go)), sleep(50)]);
      }
      socket.destroy();
      return heard();
    };
    const heard = await Promise.all([...heads, ...heads].map(send));
    expect(heard.filter(tells)).toEqual([]);
    expect(memoryMiB() - before.memory).toBeLessThan(150);
    await until(() => descriptors() <= before.descriptors, 'descriptors to be closed');
  },
  limitMs,
);
