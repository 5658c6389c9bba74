import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { busAddress, secretServiceState } from '../../src/system/secret-service';
import type { Environment } from '../../src/system/system';
import { makeFolder, removeFolders } from '../support/fake-system';

afterAll(removeFolders);

describe('the address of the session bus', () => {
  const bus = 'DBUS_SESSION_BUS_ADDRESS';

  test.each<[Environment, object]>([
    [{ [bus]: 'unix:path=/run/user/1000/bus' }, { socket: '/run/user/1000/bus' }],
    [{ [bus]: 'unix:path=/run/user/1000/bus,guid=0123' }, { socket: '/run/user/1000/bus' }],
    [{ [bus]: 'unix:guid=0123,path=/bus' }, { socket: '/bus' }],
    [{ [bus]: 'unix:path=/a;unix:path=/b' }, { socket: '/a' }],
    [{ [bus]: 'unix:path=/with%20blank' }, { socket: '/with blank' }],
    [{ [bus]: 'unix:abstract=/tmp/dbus-x,guid=0123' }, { socket: '\0/tmp/dbus-x' }],
    [{ [bus]: 'tcp:host=127.0.0.1,port=1' }, { unknown: true }],
    [{ [bus]: 'unix:tmpdir=/tmp' }, { unknown: true }],
    [{ [bus]: 'autolaunch:' }, { unknown: true }],
    [{ [bus]: 'nonsense' }, { unknown: true }],
    [{ [bus]: 'unix:path=/odd%zz' }, { unknown: true }],
    [{ [bus]: '', XDG_RUNTIME_DIR: '/run/there' }, { socket: '/run/there/bus' }],
    [{ XDG_RUNTIME_DIR: '/run/there' }, { socket: '/run/there/bus' }],
    [{ [bus]: 'disabled:', XDG_RUNTIME_DIR: '/run/none' }, { absent: 'there is no session bus' }],
    [{ XDG_RUNTIME_DIR: '/run/none' }, { absent: 'there is no session bus' }],
    [{ XDG_RUNTIME_DIR: '' }, { absent: 'there is no session bus' }],
    [{}, { absent: 'there is no session bus' }],
  ])('with %j is %j', (env, expected) => {
    expect(busAddress(env, (path) => path === '/run/there/bus')).toEqual(expected);
  });
});

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A bus that says this to whoever talks to it. */
async function busThat(act: (socket: Socket) => void): Promise<Environment> {
  const path = join(makeFolder(), 'bus');
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('data', () => act(socket));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` };
}

function reply(fields: string, body = ''): Buffer {
  const head = Buffer.from(fields, 'hex');
  const start = Buffer.alloc(16);
  start.write('l');
  start.writeUInt8(2, 1);
  start.writeUInt8(1, 3);
  start.writeUInt32LE(body.length / 2, 4);
  start.writeUInt32LE(head.length, 12);
  const gap = Buffer.alloc((8 - ((16 + head.length) % 8)) % 8);
  return Buffer.concat([start, head, gap, Buffer.from(body, 'hex')]);
}

const serial = (number: number) => `05017500${number.toString(16).padStart(2, '0')}000000`;
const error = (name: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(name.length);
  return `04017300${length.toString('hex')}${Buffer.from(`${name}\0`).toString('hex')}`;
};
const welcome = Buffer.from('OK 0123456789abcdef\r\n');
const hello = reply(serial(1));

const posix = process.platform === 'win32' ? describe.skip : describe;

posix('the state of the keychain on Linux', () => {
  test.each<[string, Buffer, object]>([
    ['open', reply(serial(2), '0162000000000000'), { is: 'open' }],
    ['locked', reply(serial(2), '0162000001000000'), { is: 'locked' }],
    [
      'absent',
      reply(serial(2) + error('org.freedesktop.DBus.Error.ServiceUnknown')),
      { is: 'absent', why: 'nothing on the session bus offers a Secret Service' },
    ],
    ['no default', reply(serial(2) + error('org.freedesktop.DBus.Error.UnknownObject')), { is: 'no default' }],
    ['no default, KWallet', reply(serial(2) + error('org.freedesktop.DBus.Error.UnknownMethod')), { is: 'no default' }],
    [
      'silent',
      reply(serial(2) + error('org.freedesktop.DBus.Error.NoReply')),
      { is: 'silent', why: 'org.freedesktop.DBus.Error.NoReply' },
    ],
  ])('is %s by the answer on the bus', async (...[, answer, state]) => {
    const env = await busThat((socket) => socket.write(Buffer.concat([welcome, hello, answer])));
    expect(await secretServiceState(env, 20_000)).toEqual(state);
  });

  test('is read from an answer that comes byte by byte', async () => {
    const bytes = Buffer.concat([welcome, hello, reply(serial(2), '0162000001000000')]);
    const env = await busThat((socket) => {
      socket.setNoDelay(true);
      const send = (at: number): void => {
        if (at < bytes.length) socket.write(bytes.subarray(at, at + 1), () => setImmediate(send, at + 1));
      };
      send(0);
    });
    expect(await secretServiceState(env, 20_000)).toEqual({ is: 'locked' });
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['refuses', (socket) => socket.write('REJECTED EXTERNAL\r\n'), /refused the connection/],
    ['goes away', (socket) => socket.end(), /closed the connection/],
    ['goes away in the middle', (socket) => socket.end(Buffer.concat([welcome, hello])), /closed the connection/],
  ])('is silent where the bus %s', async (...[, act, why]) => {
    expect(await secretServiceState(await busThat(act), 20_000)).toEqual({
      is: 'silent',
      why: expect.stringMatching(why),
    });
  });

  test('is silent where nothing comes in time', async () => {
    const env = await busThat(() => undefined);
    expect(await secretServiceState(env, 20)).toEqual({ is: 'silent', why: 'nothing within 0.02 s' });
  });

  test('is absent where the address leads nowhere', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(makeFolder(), 'none')}` };
    expect(await secretServiceState(env, 20_000)).toEqual({ is: 'absent', why: 'there is no session bus' });
  });

  test('is for the library to find out where the bus has an address of another kind', async () => {
    expect(await secretServiceState({ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=x' }, 20_000)).toEqual({ is: 'open' });
  });
});
