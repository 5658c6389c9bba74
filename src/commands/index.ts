import type { CommandRow } from './command';

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
