// What must not be seen outside the answer and the vault, and the places where it could be.
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { RunOptions, RunResult } from '../support/sandbox';
import type { World } from '../support/world';

/** Base64 of a text wherever it stands in a longer one: the letters that are the same at each of three offsets. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].map((offset) =>
    Buffer.from(`${'\0'.repeat(offset)}${secret}`)
      .toString('base64')
      .slice(4, -4),
  );
}

type Finder = (text: string) => boolean;

/** Looks for the ways in which a secret might be written. A short code counts only where it stands alone. */
function findersOf(secret: string): Finder[] {
  if (/^\d{6}$/.test(secret)) {
    const alone = new RegExp(`(?<!\\w)${secret}(?!\\w)`);
    return [(text) => alone.test(text)];
  }
  const json = JSON.stringify(secret).slice(1, -1);
  const hex = Buffer.from(secret).toString('hex');
  const forms = [secret, json, encodeURIComponent(secret), hex, ...base64Forms(secret)];
  // Half of it is too much already.
  const halves = [secret.slice(0, secret.length / 2), secret.slice(secret.length / 2)];
  return [...forms, ...halves].filter((form) => form.length >= 8).map((form) => (text) => text.includes(form));
}

export class Hiding {
  private readonly world: World;
  private readonly known: readonly string[];
  private readonly own = new Set<string>();

  /** `known` are the secrets that the doubles do not issue. Files that are there already are the test's own. */
  constructor(world: World, known: readonly string[]) {
    this.world = world;
    this.known = known;
  }

  /** To call after the test has written files of its own: they may hold secrets. */
  ownFiles(): void {
    for (const { path } of this.world.box.files()) if (!path.startsWith('state/')) this.own.add(path);
  }

  secrets(): string[] {
    const issued = [...this.world.issuer.keys.values()].flatMap((key) => [key.secretAccessKey, key.sessionToken ?? '']);
    return [...this.known, ...issued].filter((secret) => secret !== '');
  }

  /** Where one of the secrets shows, by the names of the texts. */
  shownIn(texts: readonly (readonly [name: string, text: string])[]): string[] {
    const finders = this.secrets().flatMap(findersOf);
    return texts.filter(([, text]) => finders.some((finds) => finds(text))).map(([name]) => name);
  }

  /** Runs brs, and sees to it that no secret shows on stderr, in a file of its own, or in the answer of a failure. */
  async run(args: readonly string[], options?: RunOptions): Promise<RunResult> {
    this.ownFiles();
    const result = await this.world.box.run(args, options);
    const { code, stdout, stderr } = result;
    const files = this.world.box.files().filter(({ path }) => !this.own.has(path));
    const texts = files.map(({ path, text }) => [path, text] as const);
    const answer = code === 0 ? '' : stdout;
    const shown = this.shownIn([['stderr', stderr], ['stdout of a failure', answer], ...texts]);
    expect({ shown, stderr: shown.includes('stderr') ? stderr : '' }).toEqual({ shown: [], stderr: '' });
    return result;
  }
}

/** The processes that run in a sandbox, by their process id, with the words each was started with. Linux only. */
export function processesIn(home: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (!readFileSync(`/proc/${name}/environ`, 'latin1').includes(`HOME=${home}\0`)) continue;
      found.set(Number(name), readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // It has ended meanwhile, or is another user's.
    }
  }
  return found;
}

/** Waits until something holds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`${what}: waited in vain`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
