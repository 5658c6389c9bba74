import { describe, expect, test } from '@jest/globals';
import { decodeReply, encodeCall, type Call } from '../../src/system/dbus-message';

const hello: Call = {
  serial: 1,
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'Hello',
  args: [],
};

/** Hello, as the D-Bus specification lays it out: header, five fields on 8 bytes each, no body. */
const helloBytes = [
  '6c01 0001 00000000 01000000 6d000000',
  '01 01 6f00 15000000 2f6f72672f667265656465736b746f702f4442757300 0000',
  '02 01 7300 14000000 6f72672e667265656465736b746f702e4442757300 000000',
  '03 01 7300 05000000 48656c6c6f00 0000',
  '06 01 7300 14000000 6f72672e667265656465736b746f702e4442757300 000000',
].join('');

interface Parts {
  readonly fields: readonly Buffer[];
  readonly body?: Buffer;
  readonly type?: number;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function field(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code, 1]), Buffer.from(type), Buffer.from([0]), value]);
}

const text = (value: string) => Buffer.concat([u32(Buffer.byteLength(value)), Buffer.from(`${value}\0`)]);
const replySerial = (serial: number) => field(5, 'u', u32(serial));
const errorName = (name: string) => field(4, 's', text(name));
const sender = field(7, 's', text(':1.5'));
const signature = (types: string) =>
  field(8, 'g', Buffer.concat([Buffer.from([types.length]), Buffer.from(`${types}\0`)]));

function aligned(parts: readonly Buffer[]): Buffer {
  return parts.reduce((all, part) => {
    const gap = Buffer.alloc((8 - (all.length % 8)) % 8);
    return Buffer.concat([all, gap, part]);
  }, Buffer.alloc(0));
}

/** A message as a bus would send it. */
function message({ fields, body = Buffer.alloc(0), type = 2 }: Parts): Buffer {
  const inner = aligned(fields);
  const head = Buffer.concat([
    Buffer.from(['l'.charCodeAt(0), type, 0, 1]),
    u32(body.length),
    u32(9),
    u32(inner.length),
    inner,
  ]);
  return Buffer.concat([head, Buffer.alloc((8 - (head.length % 8)) % 8), body]);
}

describe('encodeCall', () => {
  test('writes Hello as the specification says', () => {
    const bytes = encodeCall(hello);
    const expected = Buffer.from(helloBytes.replaceAll(' ', ''), 'hex');
    expect(bytes.subarray(0, expected.length).toString('hex')).toBe(expected.subarray(0, bytes.length).toString('hex'));
    expect(bytes.length % 8).toBe(0);
  });

  test('puts text arguments behind the header, each on 4 bytes, and says so in the signature', () => {
    const bytes = encodeCall({ ...hello, args: ['a', 'bcde'] });
    const body = Buffer.concat([text('a'), Buffer.alloc(2), text('bcde')]);
    expect(bytes.readUInt32LE(4)).toBe(body.length);
    expect(bytes.subarray(-body.length).equals(body)).toBe(true);
    expect(bytes.includes(signature('ss'))).toBe(true);
    expect(encodeCall(hello).includes(Buffer.from([8, 1, 'g'.charCodeAt(0)]))).toBe(false);
  });

  test.each(['', 'x', 'grüße', 'y'.repeat(300)])('is read back whole with the argument %j', (argument) => {
    const bytes = encodeCall({ ...hello, args: [argument] });
    const decoded = decodeReply(bytes);
    expect(decoded?.length).toBe(bytes.length);
    expect(decoded?.reply.body.equals(text(argument))).toBe(true);
  });
});

describe('decodeReply', () => {
  const body = Buffer.from('01620000' + '01000000', 'hex');
  const answer = message({ fields: [replySerial(2), sender, signature('v')], body });

  test('finds which call a reply is for, and its body', () => {
    expect(decodeReply(answer)).toEqual({ reply: { replyTo: 2, errorName: undefined, body }, length: answer.length });
  });

  test.each([
    ['first', [errorName('org.freedesktop.DBus.Error.ServiceUnknown'), replySerial(2), sender]],
    ['last', [sender, signature('s'), replySerial(2), errorName('org.freedesktop.DBus.Error.ServiceUnknown')]],
  ])("finds an error's name where it stands %s", (_, fields) => {
    expect(decodeReply(message({ fields, type: 3 }))?.reply).toMatchObject({
      replyTo: 2,
      errorName: 'org.freedesktop.DBus.Error.ServiceUnknown',
    });
  });

  test('reads a signal, which is no reply', () => {
    const signal = message({ fields: [sender, field(3, 's', text('NameAcquired'))], type: 4 });
    expect(decodeReply(signal)?.reply).toMatchObject({ replyTo: undefined, errorName: undefined });
  });

  test('waits until a message is all there, at every byte', () => {
    for (let length = 0; length < answer.length; length += 1) {
      expect(decodeReply(answer.subarray(0, length))).toBeUndefined();
    }
  });

  test('takes one of several messages', () => {
    const other = message({ fields: [replySerial(3)] });
    const both = Buffer.concat([answer, other]);
    const first = decodeReply(both);
    expect(first?.reply.replyTo).toBe(2);
    expect(decodeReply(both.subarray(first?.length))?.reply.replyTo).toBe(3);
  });
});
