import { withoutSecrets } from './secret';

/** Every way for brs to fail on purpose. `message` says what happened, `hint` what to do next; neither holds a secret. */
export interface Fault {
  readonly message: string;
  readonly hint?: string | undefined;
}

export const exitCodes = {
  UsageError: 2,
  ConfigError: 3,
  SourceError: 4,
  NeedsPersonError: 5,
  VaultError: 6,
  NotExecutableError: 126,
  NotFoundError: 127,
  AbortError: 130,
} as const;

export type FaultClass = keyof typeof exitCodes;

/** `brs doctor` found something to mend. */
export const findingsExitCode = 1;

/** The exit code of a defect in brs itself (sysexits' EX_SOFTWARE). */
export const defectExitCode = 70;

export class BrsError extends Error {
  readonly hint: string | undefined;
  readonly exitCode: number;

  constructor(kind: FaultClass, { message, hint }: Fault) {
    super(withoutSecrets(message));
    this.name = kind;
    this.hint = hint === undefined ? undefined : withoutSecrets(hint);
    this.exitCode = exitCodes[kind];
  }
}

/** The command line is wrong. */
export class UsageError extends BrsError {
  constructor(fault: Fault) {
    super('UsageError', fault);
  }
}

/** Something the person wrote in a file or a variable is wrong. */
export class ConfigError extends BrsError {
  constructor(fault: Fault) {
    super('ConfigError', fault);
  }
}

/** The other side refused or could not be reached. `passing`: the same call may succeed a little later. */
export class SourceError extends BrsError {
  readonly passing: boolean;
  /** The other side's own name for the fault (`AccessDenied`), where it gave one. */
  readonly code: string | undefined;

  constructor({ passing = false, code, ...fault }: Fault & { passing?: boolean; code?: string | undefined }) {
    super('SourceError', fault);
    this.passing = passing;
    this.code = code;
  }
}

/** An MFA code or an approval is needed and there is nobody to ask, or the person said no. */
export class NeedsPersonError extends BrsError {
  /** Whether somebody was asked: then others should not ask again at once. */
  readonly asked: boolean;

  constructor({ asked = false, ...fault }: Fault & { asked?: boolean }) {
    super('NeedsPersonError', fault);
    this.asked = asked;
  }
}

export type KeychainFault = 'locked' | 'no default' | 'silent' | 'failed';

/** The store cannot be opened, read or written. */
export class VaultError extends BrsError {
  /** A call into the keychain never came back, and would keep the process from ending. */
  readonly stuck: boolean;
  /** What is wrong with a keychain that is there. */
  readonly kind: KeychainFault | undefined;

  constructor({ stuck = false, kind, ...fault }: Fault & { stuck?: boolean; kind?: KeychainFault }) {
    super('VaultError', fault);
    this.stuck = stuck;
    this.kind = kind;
  }
}

/** The program that brs was to run can't be started; the statuses are the shells'. */
export class ProgramError extends BrsError {
  constructor(status: 126 | 127, fault: Fault) {
    super(status === 127 ? 'NotFoundError' : 'NotExecutableError', fault);
  }
}

/** The person pressed Ctrl-C. */
export class AbortError extends BrsError {
  constructor() {
    super('AbortError', { message: 'interrupted' });
  }
}

/** The text of anything thrown, for a message of ours. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code that Node gives its system errors (`ENOENT`), or undefined. */
export function errnoOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
