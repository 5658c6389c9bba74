import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ConfigError, NeedsPersonError, SourceError, VaultError, type BrsError, type Fault } from '../core/errors';
import { parseObject, type JsonObject } from '../core/json';
import type { System } from '../system/system';

/**
 * Small facts that processes leave each other in the state folder, one file each: when a background refresh may be
 * tried again, which failure just happened, which MFA code was used, whose credentials can't be kept, which were
 * forgotten. None is worth failing for.
 */
type Kind = 'attempt' | 'failure' | 'mfa' | 'unkept' | 'forgotten';

type Ports = Pick<System, 'files' | 'stateFolder'>;

function pathOf({ stateFolder }: Ports, kind: Kind, name: string): string {
  return join(stateFolder, 'remarks', `${name}.${kind}`);
}

function readRemark(ports: Ports, kind: Kind, name: string): JsonObject | undefined {
  try {
    return parseObject(ports.files.read(pathOf(ports, kind, name))?.toString() ?? '');
  } catch {
    return undefined;
  }
}

function writeRemark(ports: Ports, { kind, name, remark }: { kind: Kind; name: string; remark: JsonObject }): void {
  try {
    ports.files.write(pathOf(ports, kind, name), JSON.stringify(remark));
  } catch {
    // The next process finds nothing and asks for itself.
  }
}

function dropRemark(ports: Ports, kind: Kind, name: string): void {
  try {
    ports.files.remove(pathOf(ports, kind, name));
  } catch {
    // See above.
  }
}

const longestDelayMs = 11 * 60_000;

/** Before this moment no background refresh is begun, ms. */
export function nextAttempt(ports: Ports & Pick<System, 'clock'>, fingerprint: string): number {
  const at = readRemark(ports, 'attempt', fingerprint)?.['notBefore'];
  // Further off than it is ever put: written under another clock.
  return typeof at === 'number' && at - ports.clock.now() < longestDelayMs ? at : 0;
}

export function delayAttempt(ports: Ports, fingerprint: string, notBefore: number): void {
  writeRemark(ports, { kind: 'attempt', name: fingerprint, remark: { notBefore } });
}

/** A failure that those who waited for it, and for a short while those who come after a prompt, take as their own. */
export interface Failure {
  readonly at: number;
  readonly error: BrsError;
}

type Revive = (fault: Fault & { passing: boolean }) => BrsError;

const classes: Readonly<Record<string, Revive | undefined>> = {
  NeedsPersonError: (fault) => new NeedsPersonError({ ...fault, asked: true }),
  VaultError: (fault) => new VaultError(fault),
  ConfigError: (fault) => new ConfigError(fault),
  SourceError: (fault) => new SourceError(fault),
};

export function lastFailure(ports: Ports, fingerprint: string): Failure | undefined {
  const remark = readRemark(ports, 'failure', fingerprint);
  const { at, kind, message, hint, passing } = remark ?? {};
  if (typeof at !== 'number' || typeof message !== 'string' || typeof kind !== 'string') return undefined;
  const fault = { message, hint: typeof hint === 'string' ? hint : undefined, passing: passing === true };
  const error = classes[kind]?.(fault);
  return error === undefined ? undefined : { at, error };
}

export function rememberFailure(ports: Ports, fingerprint: string, { at, error }: Failure): void {
  if (!(error.name in classes)) return;
  const passing = error instanceof SourceError && error.passing;
  const remark = { at, kind: error.name, message: error.message, hint: error.hint, passing };
  writeRemark(ports, { kind: 'failure', name: fingerprint, remark });
}

export function forgetFailure(ports: Ports, fingerprint: string): void {
  dropRemark(ports, 'failure', fingerprint);
  dropRemark(ports, 'attempt', fingerprint);
}

/** All of them, but for the codes STS has seen, and for what those under way have to know. */
export function forgetAllFailures({ files, stateFolder }: Ports): void {
  const folder = join(stateFolder, 'remarks');
  for (const name of files.list(folder).filter((found) => !/\.(mfa|forgotten)$/.test(found))) {
    try {
      files.remove(join(folder, name));
    } catch {
      // Not brs's own, or somebody else's: it does no harm.
    }
  }
}

/** Credentials without an expiry are never kept: then there is nothing to wait for, and all may fetch side by side. */
export function isUnkept(ports: Ports, fingerprint: string): boolean {
  return readRemark(ports, 'unkept', fingerprint) !== undefined;
}

export function rememberUnkept(ports: Ports, fingerprint: string, unkept: boolean): void {
  if (unkept === isUnkept(ports, fingerprint)) return;
  if (unkept) writeRemark(ports, { kind: 'unkept', name: fingerprint, remark: {} });
  else dropRemark(ports, 'unkept', fingerprint);
}

const everything = 'all';

/** Of these credentials, or, without a fingerprint, of all. Said before they are removed. */
export function rememberForgetting(ports: Ports, fingerprint = everything): void {
  writeRemark(ports, { kind: 'forgotten', name: fingerprint, remark: { mark: randomUUID() } });
}

/** Differs from what it was as soon as they are forgotten: what was under way by then is not kept. */
export function lastForgetting(ports: Ports, fingerprint: string): string {
  const marks = [fingerprint, everything].map((name) => readRemark(ports, 'forgotten', name)?.['mark'] ?? '');
  return JSON.stringify(marks);
}

/** RFC 6238's usual time step: as long as STS refuses a code it has seen. ms. */
export const codeWindowMs = 30_000;

function deviceName(serial: string): string {
  return createHash('sha256').update(serial).digest('hex').slice(0, 40);
}

function codeMark(serial: string, code: string, usedAt: number): string {
  return createHash('sha256').update(`${serial}\n${code}\n${usedAt}`).digest('hex');
}

interface UsedCode {
  readonly usedAt: number;
  readonly mark: string;
}

function recentCodes(ports: Ports & Pick<System, 'clock'>, serial: string): UsedCode[] {
  const used = readRemark(ports, 'mfa', deviceName(serial))?.['used'];
  const codes = (Array.isArray(used) ? used : []) as readonly (Partial<UsedCode> | null)[];
  return codes.flatMap((code) => {
    const { usedAt, mark } = code ?? {};
    const recent = typeof usedAt === 'number' && ports.clock.now() - usedAt < codeWindowMs;
    return recent && typeof mark === 'string' ? [{ usedAt, mark }] : [];
  });
}

/** When this code was shown to STS inside the last 30 s; undefined where it was not. ms. */
export function codeUsedAt(ports: Ports & Pick<System, 'clock'>, serial: string, code: string): number | undefined {
  return recentCodes(ports, serial).find(({ usedAt, mark }) => mark === codeMark(serial, code, usedAt))?.usedAt;
}

export function rememberCode(ports: Ports & Pick<System, 'clock'>, serial: string, code: string): void {
  const usedAt = ports.clock.now();
  const used = [...recentCodes(ports, serial), { usedAt, mark: codeMark(serial, code, usedAt) }];
  writeRemark(ports, { kind: 'mfa', name: deviceName(serial), remark: { used: used.map((one) => ({ ...one })) } });
}
