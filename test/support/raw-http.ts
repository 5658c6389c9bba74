// Requests byte by byte, right and wrong, to something on loopback.
import { connect } from 'node:net';

export interface Heard {
  /** Everything that came back. */
  readonly text: string;
  /** 0 where no HTTP came back. */
  readonly status: number;
  readonly body: string;
  /** Whether the other side ended the connection, by a reset too. */
  readonly ended: boolean;
}

export interface Saying {
  readonly port: number;
  readonly host?: string;
  /** How long to wait for the end: 5 s unless told. */
  readonly ms?: number;
}

/** Sends bytes on a connection of their own and hears what comes until the other side ends it. Never rejects. */
export function say(bytes: string | Buffer, { port, host = '127.0.0.1', ms = 5_000 }: Saying): Promise<Heard> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect({ port, host }, () => socket.write(bytes));
    const finish = (ended: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...understood(Buffer.concat(parts).toString()), ended });
    };
    const timer = setTimeout(() => finish(false), ms);
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => undefined);
    socket.on('close', () => finish(true));
  });
}

function understood(text: string): Pick<Heard, 'text' | 'status' | 'body'> {
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0);
  const end = text.indexOf('\r\n\r\n');
  return { text, status, body: end === -1 ? '' : text.slice(end + 4) };
}

export interface RequestParts {
  readonly method?: string;
  readonly path: string;
  /** `name: value`; as many of one name as you like. */
  readonly headers: readonly string[];
  readonly body?: string;
}

/** One request as it goes over the wire. */
export function requestText({ method = 'GET', path, headers, body = '' }: RequestParts): string {
  return `${method} ${path} HTTP/1.1\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n${body}`;
}
