import type { CommandRow } from './command';

/** Every command, in the order of the help page. */
export const commands: readonly CommandRow[] = [
  {
    name: 'creds',
    summary: 'print credentials as one JSON document (for credential_process)',
    load: async () => (await import('./creds')).creds,
  },
  {
    name: 'env',
    summary: 'print credentials as variables, for a shell to take',
    load: async () => (await import('./env')).env,
  },
  {
    name: 'exec',
    summary: 'run a command whose credentials are refreshed for as long as it runs',
    load: async () => (await import('./exec')).exec,
  },
  {
    name: 'hook',
    summary: 'print what makes a shell renew the variables of `brs env` at its prompt',
    load: async () => (await import('./hook')).hook,
  },
  {
    name: 'clear',
    summary: 'forget entries of a profile, or all',
    load: async () => (await import('./clear')).clear,
  },
  {
    name: 'adopt',
    summary: 'let SDKs reach profiles through brs',
    load: async () => (await import('./adopt')).adopt,
  },
  {
    name: 'release',
    summary: 'undo what adopt did to profiles',
    load: async () => (await import('./release')).release,
  },
  {
    name: 'completion',
    summary: 'print the completions of a shell',
    load: async () => (await import('./completion')).completionCommand(commands),
  },
  {
    name: 'complete',
    summary: 'print what a completion asks for, one a line',
    hidden: true,
    load: async () => (await import('./complete')).complete,
  },
];
