/**
 * The few D-Bus messages brs sends itself: method calls with string arguments, and replies looked at just enough.
 * Wire format: the D-Bus specification, "Message Protocol" (little-endian, version 1).
 */
export interface Call {
  readonly serial: number;
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly string[];
}

export interface Reply {
  readonly replyTo: number | undefined;
  readonly errorName: string | undefined;
  readonly body: Buffer;
}

const methodCall = 1;
const field = { path: 1, interface: 2, member: 3, errorName: 4, replySerial: 5, destination: 6, signature: 8 } as const;

function padding(length: number, to: number): Buffer {
  return Buffer.alloc((to - (length % to)) % to);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function joined(parts: readonly Buffer[], align: number): Buffer {
  return parts.reduce((all, part) => Buffer.concat([all, padding(all.length, align), part]), Buffer.alloc(0));
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([u32(bytes.length), bytes, Buffer.from([0])]);
}

function signature(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text), Buffer.from([0])]);
}

function headerField(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), signature(type), value]);
}

export function encodeCall(call: Call): Buffer {
  const body = joined(call.args.map(string), 4);
  const fields = joined(
    [
      headerField(field.path, 'o', string(call.path)),
      headerField(field.interface, 's', string(call.interface)),
      headerField(field.member, 's', string(call.member)),
      headerField(field.destination, 's', string(call.destination)),
      ...(call.args.length === 0 ? [] : [headerField(field.signature, 'g', signature('s'.repeat(call.args.length)))]),
    ],
    8,
  );
  const start = Buffer.concat([Buffer.from(['l'.charCodeAt(0), methodCall, 0, 1]), u32(body.length), u32(call.serial)]);
  const head = Buffer.concat([start, u32(fields.length), fields]);
  return Buffer.concat([head, padding(head.length, 8), body]);
}

/** The first whole message in the buffer and how long it is; undefined while it is not all there. */
export function decodeReply(buffer: Buffer): { reply: Reply; length: number } | undefined {
  if (buffer.length < 16) return undefined;
  const fieldsEnd = 16 + buffer.readUInt32LE(12);
  const bodyStart = Math.ceil(fieldsEnd / 8) * 8;
  const length = bodyStart + buffer.readUInt32LE(4);
  if (buffer.length < length) return undefined;
  const fields = readFields(buffer.subarray(0, fieldsEnd));
  const body = buffer.subarray(bodyStart, length);
  return { reply: { replyTo: fields.replySerial, errorName: fields.errorName, body }, length };
}

/** Header fields: each starts on 8 bytes, as code, one-letter type, value. */
function readFields(head: Buffer): { replySerial?: number; errorName?: string } {
  let replySerial: number | undefined;
  let errorName: string | undefined;
  for (let at = 16; at + 4 < head.length; at = Math.ceil(at / 8) * 8) {
    const code = head.readUInt8(at);
    const type = String.fromCharCode(head.readUInt8(at + 2));
    const value = at + 4;
    if (type === 'g') at = value + 2 + head.readUInt8(value);
    else if (type === 'u') at = value + 4;
    else at = value + 5 + head.readUInt32LE(value);
    if (code === field.replySerial) replySerial = head.readUInt32LE(value);
    if (code === field.errorName) errorName = head.toString('utf8', value + 4, at - 1);
  }
  return { ...(replySerial === undefined ? {} : { replySerial }), ...(errorName === undefined ? {} : { errorName }) };
}
