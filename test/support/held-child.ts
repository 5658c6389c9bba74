// A `brs exec` whose child waits, for those who speak to its endpoint.
import { requestText, say, type Heard } from './raw-http';
import type { Running } from './sandbox';
import type { World } from './world';

/** A `brs exec` whose child waits until it is let go, and what that child was told. */
export interface Held {
  readonly running: Running;
  readonly pid: number;
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly token: string;
  /** Ends the child with this status. */
  letGo(status: number): void;
}

const waiting = `
printf 'url=%s\\ntoken=%s\\n.\\n' "$AWS_CONTAINER_CREDENTIALS_FULL_URI" "$AWS_CONTAINER_AUTHORIZATION_TOKEN"
until [ -s "$GO" ]; do sleep 0.1; done
exit "$(cat "$GO")"
`;

export async function holdChild(world: World, args: readonly string[] = []): Promise<Held> {
  const go = `${world.box.home}/go-${Math.random().toString(36).slice(2)}`;
  const child = world.box.script('hold', waiting);
  const running = world.box.start(['exec', '--profile', 'prod', ...args, '--', child], {
    env: { GO: go },
    timeoutMs: 300_000,
  });
  const told = await running.stdout.waitFor(/^\.$/m);
  const [, url = ''] = /^url=(.*)$/m.exec(told) ?? [];
  const [, token = ''] = /^token=(.*)$/m.exec(told) ?? [];
  const { port, host, pathname } = new URL(url);
  const letGo = (status: number): void => void world.box.write(go, String(status));
  return { running, pid: running.child.pid ?? 0, port: Number(port), host, path: pathname, token, letGo };
}

/** The right request. */
export async function askRightly({ port, host, path, token }: Held): Promise<Heard> {
  const headers = [`Host: ${host}`, `Authorization: ${token}`, 'Accept: application/json', 'Connection: close'];
  return await say(requestText({ path, headers }), { port });
}
