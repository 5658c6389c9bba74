import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

export interface HttpRequest {
  readonly url: URL;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Limit for the connection alone, ms. */
  readonly connectMs: number;
  /** Limit for the whole exchange, ms. */
  readonly totalMs: number;
  readonly signal?: AbortSignal;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One exchange. Redirects are not followed; a body over 64 KiB is a failure; every failure is a thrown Error. */
export type Http = (request: HttpRequest) => Promise<HttpReply>;

/** An agent that trusts these certificate authorities instead of Node's own. */
export async function trusting(ca: Buffer | undefined) {
  const { Agent } = await import('node:https');
  return new Agent(ca === undefined ? {} : { ca });
}

export type Body = Readable;

/** The same bytes, cut off with a failure after `max` of them; `over` is told first. */
export async function limited(body: Body, max: number, over: () => void): Promise<Body> {
  const { pipeline, Transform } = await import('node:stream');
  let size = 0;
  const limit = new Transform({
    transform: (part: Buffer, _encoding, done) => {
      size += part.length;
      if (size > max) over();
      done(size > max ? new Error(`more than ${max} bytes`) : null, part);
    },
  });
  return pipeline(body, limit, () => undefined);
}

const maxBodyBytes = 64 * 1024;

export const systemHttp: Http = async ({ url, method = 'GET', headers = {}, connectMs, totalMs, signal }) => {
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  return await new Promise<HttpReply>((resolve, reject) => {
    const call = request(url, { method, headers, agent: false, ...(signal === undefined ? {} : { signal }) });
    const fail = (text: string) => call.destroy(new Error(text));
    const connecting = setTimeout(() => fail(`no connection within ${connectMs} ms`), connectMs);
    const whole = setTimeout(() => fail(`no answer within ${totalMs} ms`), totalMs);
    call.on('socket', (socket) => socket.once('connect', () => clearTimeout(connecting)));
    call.on('error', reject);
    call.on('close', () => {
      clearTimeout(connecting);
      clearTimeout(whole);
      reject(new Error('the connection was closed early'));
    });
    call.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxBodyBytes) fail(`the answer is larger than ${maxBodyBytes / 1024} KiB`);
        else parts.push(part);
      });
      response.on('end', () => {
        if (!response.complete) return;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() });
      });
      response.on('error', reject);
    });
    call.end();
  });
};
