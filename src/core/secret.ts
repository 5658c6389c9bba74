const mask = '•••';

// What this process has seen of secrets, newest last: services tell in their errors what they were sent.
const known = new Set<string>();
const mostKnown = 200;
const shortest = 6;

function remember(value: string): void {
  if (value.length < shortest) return;
  known.delete(value);
  known.add(value);
  for (const oldest of known) if (known.size > mostKnown) known.delete(oldest);
}

/** The text with every secret that this process holds masked, also as it stands in a URL. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const value of known) clean = clean.replaceAll(value, mask).replaceAll(encodeURIComponent(value), mask);
  return clean;
}

/**
 * A string that nothing prints by accident: turned into text, JSON or an inspection it is `•••`.
 * `reveal` is for formats, the vault, request signing and header values only.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    remember(value);
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return mask;
  }
}
