import { join } from 'node:path';
import { ConfigError, VaultError, type KeychainFault } from '../core/errors';
import { entriesOf } from '../session/names';
import type { Vault } from '../vault/vault';
import type { Check, Finding } from './check';
import type { Code } from './codes';
import type { Context } from './context';

const slowMs = 500;

const faults: Readonly<Record<KeychainFault, Code>> = {
  locked: 'vault.locked',
  silent: 'vault.silent',
  'no default': 'vault.failed',
  failed: 'vault.failed',
};

function fault(error: unknown): Finding {
  if (error instanceof ConfigError) {
    return { code: 'environment.value', what: error.message, advice: error.hint, place: 'BRS_VAULT' };
  }
  if (!(error instanceof VaultError)) throw error;
  const code = error.kind === undefined ? 'vault.failed' : faults[error.kind];
  return { code, what: error.message, advice: error.hint };
}

/** How long one read takes; of something that may well not be there. */
async function timed(vault: Vault, { profiles, system }: Context): Promise<number> {
  const plan = profiles.find((standing) => standing.plan !== undefined)?.plan;
  const [name = '0'.repeat(40)] = plan === undefined ? [] : entriesOf(plan, system);
  const begun = system.clock.now();
  await vault.read(name);
  return system.clock.now() - begun;
}

const places = { keychain: 'the keychain', file: 'encrypted files', memory: 'memory' } as const;

function where({ store, why }: Vault, ms: number, { stateFolder, env }: Context['system']): Finding {
  const chosen = env['BRS_VAULT'] ? ' (chosen by BRS_VAULT)' : '';
  const took = `a read took ${Math.round(ms)} ms`;
  if (store === 'memory')
    return { code: 'vault.passing', what: `entries are kept in memory${chosen}, as long as a call` };
  if (why === undefined) return { code: 'vault.store', what: `entries are kept in ${places[store]}${chosen}; ${took}` };
  const what = `entries are kept in encrypted files below ${stateFolder}, since there is no keychain: ${why}; ${took}`;
  return {
    code: 'vault.files',
    what,
    advice: 'that is as it should be on a server; BRS_VAULT=file says that it is meant',
  };
}

function slow({ store }: Vault, ms: number): Finding[] {
  if (ms <= slowMs) return [];
  const what = `one read from ${places[store]} took ${Math.round(ms)} ms, and every call makes one`;
  const advice = store === 'keychain' ? 'BRS_VAULT=file keeps entries in encrypted files, which are quick' : undefined;
  return [{ code: 'vault.slow', what, advice }];
}

async function unreadable(vault: Vault, { env, files, stateFolder }: Context['system']): Promise<Finding[]> {
  const names = await vault.unreadable();
  if (names.length === 0) return [];
  const entries = names.length === 1 ? 'entry' : 'entries';
  const fix = async () => {
    for (const name of names) await vault.remove(name);
    return `${names.length} ${entries} removed`;
  };
  const what = `${names.length} ${entries} can't be read (another passphrase or another version wrote them, or they are torn)`;
  // The salt is there where a passphrase was ever used: under the right one they may all be good.
  const salted = files.size(join(stateFolder, 'vault', 'vault.salt')) !== undefined;
  const passphrase = (env['BRS_VAULT_PASSPHRASE'] ?? '') !== '';
  if (passphrase || (salted && (await vault.readAll()).size === 0)) {
    const advice = 'see whether BRS_VAULT_PASSPHRASE is the one they were written with; else `brs logout --all`';
    return [{ code: 'vault.unreadable', what, advice }];
  }
  const advice = '`brs doctor --fix` removes them; new ones come as they are needed';
  return [{ code: 'vault.unreadable', what, advice, fix }];
}

export const vault: Check = {
  run: async (context) => {
    try {
      const opened = await context.vault();
      const ms = await timed(opened, context);
      return [where(opened, ms, context.system), ...slow(opened, ms), ...(await unreadable(opened, context.system))];
    } catch (error) {
      return [fault(error)];
    }
  },
};
