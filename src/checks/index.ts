import type { CheckRow } from './check';

/** Every check, in the order in which findings of one kind are shown. */
export const checks: readonly CheckRow[] = [
  {
    name: 'config files',
    fine: 'every line of the shared files counts',
    load: async () => (await import('./config-files')).configFiles,
  },
  {
    name: 'config secrecy',
    fine: 'the shared files are yours alone',
    load: async () => (await import('./config-secrecy')).configSecrecy,
  },
  {
    name: 'config keys',
    fine: 'every key is one that AWS or brs knows',
    load: async () => (await import('./config-keys')).configKeys,
  },
  {
    name: 'config values',
    fine: 'every value can be right',
    load: async () => (await import('./config-values')).configValues,
  },
  {
    name: 'config chains',
    fine: 'every profile leads to credentials',
    load: async () => (await import('./config-chains')).configChains,
  },
  {
    name: 'bypasses',
    fine: 'nothing in the profiles goes round brs',
    load: async () => (await import('./bypasses')).bypasses,
  },
  {
    name: 'processes',
    fine: 'the programs that SDKs are to run are there',
    load: async () => (await import('./processes')).processes,
  },
  {
    name: 'environment',
    fine: 'no variable is in the way',
    load: async () => (await import('./environment')).environment,
  },
  { name: 'node', fine: 'Node is of a line that is kept up', load: async () => (await import('./node')).node },
  { name: 'vault', fine: 'the vault answers', load: async () => (await import('./vault')).vault },
  {
    name: 'state folder',
    fine: "brs's folder is yours alone, and can be written",
    load: async () => (await import('./state-folder')).stateFolder,
  },
  {
    name: 'proxies',
    fine: 'proxies and certificate authorities can be used',
    load: async () => (await import('./proxies')).proxies,
  },
  {
    name: 'endpoints',
    fine: "STS can be reached, and this machine's clock is right",
    load: async () => (await import('./endpoints')).endpoints,
  },
  {
    name: 'leftovers',
    fine: 'no killed brs left anything',
    load: async () => (await import('./leftovers')).leftovers,
  },
];
