const mask = '•••';

/**
 * A string that nothing prints by accident: turned into text, JSON or an inspection it is `•••`.
 * `reveal` is for formats, the vault, request signing and header values only.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
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
