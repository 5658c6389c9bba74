import { BrsError } from '../core/errors';
import type { View } from '../core/view';
import { brokenView, viewOf, type Entries } from '../session/overview';
import { makePlan } from '../session/plan';
import type { System } from '../system/system';
import { openVault } from '../vault/vault';
import { groundsOf } from './resolve';

/** How all profiles stand. */
export interface Overview {
  readonly views: readonly View[];
  /** Where entries are kept, or why that can't be told. */
  readonly store: string;
  /** Why a stronger store was passed over, or this one can't be read. */
  readonly why: string | undefined;
  readonly configPath: string;
}

async function entriesIn(system: System): Promise<Pick<Overview, 'store' | 'why'> & { entries: Entries }> {
  try {
    const vault = await openVault(system);
    return { entries: await vault.readAll(), store: vault.store, why: vault.why };
  } catch (error) {
    if (!(error instanceof BrsError)) throw error;
    return { entries: new Map(), store: 'none', why: error.message };
  }
}

/** Every profile of both files. Nothing is asked of anybody but the vault. Throws `ConfigError` for the files as a whole. */
export async function loadViews(system: System): Promise<Overview> {
  const { entries, ...kept } = await entriesIn(system);
  const grounds = await groundsOf(system);
  const view = (name: string): View => {
    try {
      return viewOf(makePlan({ ...grounds, name, named: true, flags: {} }), entries, system);
    } catch (error) {
      if (error instanceof BrsError) return brokenView(name, error);
      throw error;
    }
  };
  const { configPath } = grounds.config;
  return { ...kept, configPath, views: grounds.config.profileNames().map(view) };
}
