import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** What somebody asks for. Header names are in lower case; each has all the values that were sent. */
export interface Asked {
  readonly method: string;
  /** The target as it was sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
}

export interface Reply {
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

export interface Service {
  readonly port: number;
  close(): void;
}

/** Serves http on 127.0.0.1 and a port of the system's choice. Rejects where nothing can be bound. */
export type Serve = (answer: (asked: Asked) => Promise<Reply>) => Promise<Service>;

/** Enough for any SDK; a client that is slower or larger is none. */
const limits = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 3_000,
  requestTimeout: 3_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
};
const maxConnections = 1_000;

const headers = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

async function respond(asked: IncomingMessage, response: ServerResponse, reply: Promise<Reply>): Promise<void> {
  const { status, body } = await reply;
  // A body was not read, and a stranger is not kept: what follows on that connection is nobody's request.
  const goesOn = status === 200;
  response.writeHead(status, {
    ...headers,
    'Content-Length': Buffer.byteLength(body),
    ...(goesOn ? {} : { Connection: 'close' }),
  });
  response.end(body);
  if (!goesOn) response.once('finish', () => asked.socket.destroySoon());
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, backlog: 511 }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

export const systemServe: Serve = async (answer) => {
  const { createServer } = await import('node:http');
  const server = createServer(limits, (request, response) => {
    // Node's parser takes HTTP/0.9 and HTTP/2.0 for versions of its own.
    if (request.httpVersionMajor !== 1) {
      request.socket.destroy();
      return;
    }
    request.resume();
    const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headersDistinct };
    respond(request, response, answer(asked)).catch(() => request.socket.destroy());
  });
  server.maxConnections = maxConnections;
  // What is no request gets no answer either.
  server.on('clientError', (_error, socket) => socket.destroy());
  const port = await listening(server);
  return {
    port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
