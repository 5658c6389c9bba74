import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** One request as it arrived; header names in lower case, several of one name joined with a comma. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How a double misbehaves; without status, code and body the usual reply is made and then delayed, cut or hung. */
export interface Fault {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  readonly cut?: 'before' | 'middle';
  readonly hang?: boolean;
}

export interface Answer extends Reply {
  readonly fault?: Fault | undefined;
  readonly delayMs?: number;
}

export interface Tls {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
}

export interface Loopback {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface FaultQueue {
  readonly failNext: (n: number, fault: Fault) => void;
  /** Makes the next reply: the usual one from `usual`, or what the next fault in the queue asks for. */
  readonly answer: (usual: () => Reply, failure: (fault: Fault) => Reply) => Answer;
}

export function createFaultQueue(): FaultQueue {
  const queue: Fault[] = [];
  const answer = (usual: () => Reply, failure: (fault: Fault) => Reply): Answer => {
    const fault = queue.shift();
    if (fault === undefined) return usual();
    if (fault.hang === true || fault.cut === 'before') return { status: 0, fault };
    const isUsual = fault.status === undefined && fault.code === undefined && fault.body === undefined;
    const reply = isUsual ? usual() : failure(fault);
    return { ...reply, headers: { ...reply.headers, ...fault.headers }, fault };
  };
  return {
    failNext: (n, fault) => {
      for (let i = 0; i < n; i++) queue.push(fault);
    },
    answer,
  };
}

/** The reply that a fault asks for, with the body that `body` makes unless the fault brings its own. */
export function faultReply(fault: Fault, make: (status: number, code: string, message: string) => Reply): Reply {
  const reply = make(
    fault.status ?? 500,
    fault.code ?? 'InternalFailure',
    fault.message ?? 'A fault made by the test.',
  );
  return fault.body === undefined ? reply : { ...reply, body: fault.body };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) headers[name] = (values ?? []).join(',');
  return headers;
}

async function receive(request: IncomingMessage): Promise<Received> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString('utf8');
  return { method: request.method ?? '', path: request.url ?? '', headers: headersOf(request), body };
}

function pause(ms: number, timers: Set<NodeJS.Timeout>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      resolve();
    }, ms);
    timers.add(timer);
  });
}

function send(response: ServerResponse, answer: Answer, isHead: boolean): void {
  const body = Buffer.from(answer.body ?? '', 'utf8');
  const headers: Record<string, string> = { 'Content-Length': String(body.length) };
  response.writeHead(answer.status, { ...headers, ...answer.headers });
  if (answer.fault?.cut !== 'middle') {
    response.end(isHead ? undefined : body);
    return;
  }
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

/** A server on 127.0.0.1 and a random port that gives every whole request to `answer`. */
export async function listen(answer: (request: Received) => Answer | Promise<Answer>, tls?: Tls): Promise<Loopback> {
  const timers = new Set<NodeJS.Timeout>();
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const made = await answer(await receive(request));
    const wait = made.fault?.delayMs ?? made.delayMs ?? 0;
    if (wait > 0) await pause(wait, timers);
    if (made.fault?.hang === true) return;
    if (made.fault?.cut === 'before') response.destroy();
    else send(response, made, request.method === 'HEAD');
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else response.writeHead(500).end(`the double itself failed: ${String(error)}`);
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  // node:https does not close sockets that are still in their TLS handshake, so they are kept here.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    for (const timer of timers) clearTimeout(timer);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    return closed;
  };
  return { url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, port, close };
}
