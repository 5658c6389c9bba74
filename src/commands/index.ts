import type { Command } from './command';

interface CommandRow {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command, in the order of the help page. */
export const commands: readonly CommandRow[] = [
  {
    name: 'creds',
    summary: 'print credentials as one JSON document (for credential_process)',
    load: async () => (await import('./creds')).creds,
  },
  {
    name: 'clear',
    summary: 'forget entries of a profile, or all',
    load: async () => (await import('./clear')).clear,
  },
];
