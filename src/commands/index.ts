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
    name: 'status',
    summary: 'look at all profiles, how long each lasts, and steer that',
    load: async () => (await import('./status')).status,
  },
  {
    name: 'list',
    summary: 'list profiles, how each stands and how long it lasts',
    load: async () => (await import('./list')).list,
  },
  {
    name: 'whoami',
    summary: 'say whose credentials a profile gives, by STS itself',
    load: async () => (await import('./whoami')).whoami,
  },
  {
    name: 'login',
    summary: 'do now whatever needs a person, so that later calls need nobody',
    load: async () => (await import('./login')).login,
  },
  {
    name: 'logout',
    summary: 'forget what profiles have, MFA sessions too',
    load: async () => (await import('./logout')).logout,
  },
  {
    name: 'explain',
    summary: "tell where a profile's credentials come from, setting by setting; sends nothing",
    load: async () => (await import('./explain')).explainCommand,
  },
  {
    name: 'doctor',
    summary: 'look for what is wrong or will go wrong, and say what to do',
    load: async () => (await import('./doctor')).doctor,
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
