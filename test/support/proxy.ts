import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Loopback } from './loopback';

export interface ProxyCall {
  readonly method: string;
  /** `host:port` of a CONNECT, the whole address of a forwarded request. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
}

export interface ProxyOptions {
  /** `user:password` that the client must show in Proxy-Authorization. */
  readonly credentials?: string | undefined;
  /** Where to go instead, as `host:port` on loopback by the `host:port` asked for. */
  readonly routes?: Readonly<Record<string, string>> | undefined;
}

export interface Proxy extends Loopback {
  readonly calls: ProxyCall[];
}

interface Place {
  readonly host: string;
  readonly port: number;
}

type Refused = 400 | 403 | 407;

const REASONS: Readonly<Record<Refused, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  407: 'Proxy Authentication Required',
};

const HOP_BY_HOP = new Set(['proxy-authorization', 'proxy-connection', 'connection', 'keep-alive']);

/** Where a target leads; never off this machine, so that no test reaches the network by mistake. */
function placeOf(target: string, options: ProxyOptions): Place | undefined {
  const routed = options.routes?.[target] ?? target;
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(routed) ?? [];
  return ['127.0.0.1', 'localhost', '::1'].includes(host) ? { host, port: Number(port) } : undefined;
}

function admit(request: IncomingMessage, target: string, options: ProxyOptions): Place | Refused {
  if (options.credentials !== undefined) {
    const demanded = `Basic ${Buffer.from(options.credentials).toString('base64')}`;
    if (request.headers['proxy-authorization'] !== demanded) return 407;
  }
  if (target === '') return 400;
  return placeOf(target, options) ?? 403;
}

function forwarded(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  return target.startsWith('http://') ? new URL(target) : undefined;
}

function forward(request: IncomingMessage, response: ServerResponse, place: Place): void {
  const url = new URL(request.url ?? '');
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name)));
  const path = (request.url ?? '').slice(url.origin.length) || '/';
  const onward = send({ ...place, method: request.method, path, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

function tunnel(client: Duplex, head: Buffer, place: Place): Socket {
  const onward = connect(place);
  onward.once('connect', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    onward.write(head);
    onward.pipe(client).pipe(onward);
  });
  onward.on('error', () => client.destroy());
  onward.on('close', () => client.destroy());
  client.on('error', () => onward.destroy());
  client.on('close', () => onward.destroy());
  return onward;
}

function callOf(request: IncomingMessage, target: string, status: number): ProxyCall {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? '',
    target,
    headers: Object.fromEntries(headers) as Record<string, string>,
    status,
  };
}

/** Starts an HTTP proxy on loopback for CONNECT and for plain requests with a whole address. */
export async function startProxy(options: ProxyOptions = {}): Promise<Proxy> {
  const calls: ProxyCall[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((request, response) => {
    const url = forwarded(request);
    const target = url === undefined ? '' : `${url.hostname}:${url.port === '' ? '80' : url.port}`;
    const place = admit(request, target, options);
    calls.push(callOf(request, request.url ?? '', typeof place === 'number' ? place : 200));
    if (typeof place !== 'number') forward(request, response, place);
    else response.writeHead(place, { 'Proxy-Authenticate': 'Basic realm="proxy"', Connection: 'close' }).end();
  });
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const target = request.url ?? '';
    const place = admit(request, target, options);
    calls.push(callOf(request, target, typeof place === 'number' ? place : 200));
    if (typeof place !== 'number') keep(tunnel(client, head, place));
    else client.end(`HTTP/1.1 ${place} ${REASONS[place]}\r\nProxy-Authenticate: Basic realm="proxy"\r\n\r\n`);
  });
  server.on('connection', keep);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    return closed;
  };
  return { url: `http://127.0.0.1:${port}`, port, close, calls };
}
