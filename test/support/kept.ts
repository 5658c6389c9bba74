// Entries put into the vault of a box by hand: as many as wished, and as old.
import { Secret } from '../../src/core/secret';
import { systemClock } from '../../src/system/clock';
import { systemFiles } from '../../src/system/files';
import { openVault } from '../../src/vault/vault';
import type { Sandbox } from './sandbox';

export interface Kept {
  /** Seconds from the moment the credentials came to their end. */
  readonly lifetime: number;
  readonly left: number;
}

interface Known {
  readonly profile: string;
  readonly source: string;
  readonly account?: string;
  readonly steps: readonly { readonly fingerprint: string }[];
}

/** As if these profiles had been used a while ago. `env`: what chooses the store, besides the box's. */
export async function keep(
  box: Sandbox,
  wanted: ReadonlyMap<string, Kept>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { stdout } = await box.run(['status', '--json'], { env });
  const { profiles } = JSON.parse(stdout) as { profiles: Known[] };
  const stateFolder = box.env['BRS_STATE_DIR'] ?? '';
  const ports = { files: systemFiles, clock: systemClock, platform: process.platform };
  const vault = await openVault({ ...ports, env: { ...box.env, ...env }, stateFolder });
  for (const { profile, source, account, steps } of profiles) {
    const kept = wanted.get(profile);
    const fingerprint = steps.at(-1)?.fingerprint;
    if (kept === undefined || fingerprint === undefined) continue;
    const expiration = Date.now() + kept.left * 1000;
    const credentials = {
      accessKeyId: 'ASIAEXAMPLE000000001',
      secretAccessKey: new Secret('made-up/secret/00000000000000000000000000'),
      sessionToken: new Secret(`made-up/token/${'0'.repeat(400)}`),
      expiration,
      ...(account === undefined ? {} : { accountId: account }),
    };
    const obtainedAt = expiration - kept.lifetime * 1000;
    await vault.write(fingerprint, { credentials, obtainedAt, clockBehind: 0, profile, source });
  }
}
