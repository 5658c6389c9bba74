import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { errnoOf, reasonOf } from '../core/errors';
import { decodeReply, encodeCall, type Reply } from './dbus-message';
import type { Environment } from './system';

/**
 * Linux's keychain, before its library is loaded: is there one, does it answer, is it open? The library's calls block
 * a thread that nothing can cancel, not even the end of the process, and it reports a locked keyring as an empty one.
 * One exchange on the session bus: the property `Locked` of the default collection.
 * Source: Secret Service API draft, org.freedesktop.Secret.Collection; D-Bus specification, EXTERNAL authentication.
 */
export type SecretServiceState =
  { readonly is: 'open' | 'locked' | 'no default' } | { readonly is: 'absent' | 'silent'; readonly why: string };

type BusAddress = { readonly socket: string } | { readonly absent: string } | { readonly unknown: true };

export function busAddress(env: Environment, exists: (path: string) => boolean = existsSync): BusAddress {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  if (!address || address === 'disabled:') {
    const usual = join(env['XDG_RUNTIME_DIR'] ?? '', 'bus');
    return env['XDG_RUNTIME_DIR'] && exists(usual) ? { socket: usual } : { absent: 'there is no session bus' };
  }
  const [, kind, path] = /^unix:(?:[^;]*,)?(path|abstract)=([^,;]+)/.exec(address) ?? [];
  if (path === undefined) return { unknown: true };
  try {
    return { socket: (kind === 'abstract' ? '\0' : '') + decodeURIComponent(path) };
  } catch {
    return { unknown: true };
  }
}

const missingService = /\.(ServiceUnknown|NameHasNoOwner)$/;
const missingCollection = /\.(UnknownObject|UnknownMethod|UnknownInterface|NoSuchObject|InvalidArgs)$/;

function readState({ errorName, body }: Reply): SecretServiceState {
  if (errorName === undefined) return { is: body.length >= 8 && body.readUInt32LE(4) === 1 ? 'locked' : 'open' };
  if (missingService.test(errorName))
    return { is: 'absent', why: 'nothing on the session bus offers a Secret Service' };
  if (missingCollection.test(errorName)) return { is: 'no default' };
  return { is: 'silent', why: errorName };
}

const question = 2;

function messages(uid: number): Buffer {
  const auth = `\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}\r\nBEGIN\r\n`;
  const hello = encodeCall({
    serial: 1,
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'Hello',
    args: [],
  });
  const locked = encodeCall({
    serial: question,
    destination: 'org.freedesktop.secrets',
    path: '/org/freedesktop/secrets/aliases/default',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    args: ['org.freedesktop.Secret.Collection', 'Locked'],
  });
  return Buffer.concat([Buffer.from(auth), hello, locked]);
}

/** The reply to `question` among all that came so far: a line of text from the authentication, then messages. */
function findReply(received: Buffer): Reply | undefined {
  let rest = received.subarray(received.indexOf('\r\n') + 2);
  for (let next = decodeReply(rest); next !== undefined; next = decodeReply(rest)) {
    if (next.reply.replyTo === question) return next.reply;
    rest = rest.subarray(next.length);
  }
  return undefined;
}

function converse(socket: Socket, limitMs: number): Promise<SecretServiceState> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const end = (state: SecretServiceState) => {
      socket.destroy();
      resolve(state);
    };
    socket.setTimeout(limitMs, () => end({ is: 'silent', why: `nothing within ${limitMs / 1000} s` }));
    socket.on('error', (error) => {
      const gone = errnoOf(error) === 'ENOENT';
      end(gone ? { is: 'absent', why: 'there is no session bus' } : { is: 'silent', why: reasonOf(error) });
    });
    socket.on('close', () => end({ is: 'silent', why: 'the session bus closed the connection' }));
    socket.on('connect', () => socket.write(messages(process.getuid?.() ?? 0)));
    socket.on('data', (part) => {
      received = Buffer.concat([received, part]);
      const refused = /^(REJECTED|ERROR)/.test(received.toString('latin1', 0, 8));
      if (refused) end({ is: 'silent', why: 'the session bus refused the connection' });
      const reply = received.toString('latin1', 0, 2) === 'OK' ? findReply(received) : undefined;
      if (reply !== undefined) end(readState(reply));
    });
  });
}

/** `open` also where the bus has an address of another kind: then the library finds out for itself. */
export async function secretServiceState(env: Environment, limitMs: number): Promise<SecretServiceState> {
  const address = busAddress(env);
  if ('unknown' in address) return { is: 'open' };
  if ('absent' in address) return { is: 'absent', why: address.absent };
  const { connect } = await import('node:net');
  return await converse(connect(address.socket), limitMs);
}
