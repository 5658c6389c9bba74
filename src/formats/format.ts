import type { Credentials } from '../core/credentials';

/** Credentials as text, for those who can't be handed an object. */
export type Format = (credentials: Credentials) => string;
