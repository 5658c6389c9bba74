import { programName } from '../config/command-line';
import { flagsOnly } from '../config/profile';
import { AbortError, NeedsPersonError, reasonOf } from '../core/errors';
import type { MfaSettings } from '../sources/source';
import type { MfaCode } from '../core/mfa-code';
import type { Environment, System } from '../system/system';
import { desktopPrompt } from './desktop-prompt';
import { codeUsedAt, codeWindowMs, rememberCode } from './remarks';
import { takeInTurn } from './single-flight';

const processLimitMs = 30_000;
const promptLimitMs = 120_000;

export interface MfaRequest {
  readonly system: System;
  readonly settings: MfaSettings;
  readonly profile: string;
  /** From `--mfa-token`; serves once. */
  readonly token: string | undefined;
  readonly mayAsk: boolean;
  readonly childEnv: Environment;
}

/**
 * Gets a code: from the flag, from `brs_mfa_process`, from the person. One caller per device at a time, until its code
 * has been to STS: else two would come by the same code. Throws `NeedsPersonError`, `SourceError` or `AbortError`.
 */
export async function mfaCode(request: MfaRequest): Promise<MfaCode> {
  const { system, settings, token } = request;
  const lock = await takeInTurn(system, `mfa ${settings.serial}`);
  try {
    const code = await unusedCode(request);
    return {
      code,
      used: () => rememberCode(system, settings.serial, code),
      done: () => lock.release(),
      canAskAgain: token === undefined && settings.process === undefined,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function unusedCode(request: MfaRequest): Promise<string> {
  const { system, settings, token } = request;
  if (token === undefined) {
    return await (settings.process === undefined ? fromPerson(request) : unusedFromProcess(request, settings.process));
  }
  if (codeUsedAt(system, settings.serial, token) !== undefined) throw usedAlready(request);
  return token;
}

function usedAlready({ settings }: MfaRequest): NeedsPersonError {
  return new NeedsPersonError({
    message: `this code of ${settings.serial} was used already, and STS takes a code only once`,
    hint: 'wait for the next code (at most 30 s) and give that one',
  });
}

/** A program may print the code that was just used: then the next one is waited for. */
async function unusedFromProcess(request: MfaRequest, command: readonly string[]): Promise<string> {
  const { system, settings } = request;
  for (let again = false; ; again = true) {
    const code = await fromProcess(request, command);
    const usedAt = codeUsedAt(system, settings.serial, code);
    if (usedAt === undefined) return code;
    if (again) throw usedAlready(request);
    system.notes.notice(`waiting for the next code of ${settings.serial}: the current one was used already`);
    await system.clock.sleep(Math.max(0, usedAt + codeWindowMs - system.clock.now()), system.signal);
  }
}

async function fromProcess({ system, childEnv, profile }: MfaRequest, command: readonly string[]): Promise<string> {
  const name = `mfa_process ${programName(command, system.platform)}`;
  const stderr = system.terminal.openForWriting();
  const fail = (what: string) =>
    new NeedsPersonError({
      message: `profile ${profile}: ${name} ${what}`,
      hint: 'run it by hand: it must print six digits and exit with 0',
      asked: true,
    });
  try {
    const run = system.run({ command, env: childEnv, timeoutMs: processLimitMs, stderr, signal: system.signal });
    const { stdout, status, killedBy, ended } = await run;
    if (ended === 'interrupted') throw new AbortError();
    if (ended === 'time limit') throw fail(`did not finish within ${processLimitMs / 1000} s`);
    if (status !== 0) throw fail(killedBy === undefined ? `ended with status ${status}` : `was ended by ${killedBy}`);
    const code = lastCode(stdout);
    if (code === undefined) throw fail('printed no six digits that stand alone');
    return code;
  } catch (error) {
    if (error instanceof NeedsPersonError || error instanceof AbortError) throw error;
    throw fail(`could not be started: ${reasonOf(error)}`);
  } finally {
    if (stderr !== undefined) system.files.close(stderr);
  }
}

/** The last six digits that stand alone: what a program prints around them does not matter. */
export function lastCode(text: string): string | undefined {
  return text.match(/(?<!\d)\d{6}(?!\d)/g)?.at(-1);
}

async function fromPerson(request: MfaRequest): Promise<string> {
  const { system, settings, profile, mayAsk } = request;
  if (!mayAsk || settings.prompt === 'never') throw nobody(request);
  const deadline = system.clock.now() + promptLimitMs;
  let remark = '';
  while (system.clock.now() < deadline) {
    const text = `${remark}MFA code of ${settings.serial} (profile ${profile}): `;
    const answer = await askPerson(request, text);
    if (answer === undefined) throw nobody(request);
    const code = lastCode(answer);
    if (code === undefined) remark = 'A code is six digits. ';
    else if (codeUsedAt(system, settings.serial, code) === undefined) return code;
    else remark = 'That code was used already; wait for the next one. ';
    if (answer === '') throw refused(request);
  }
  throw nobody(request);
}

async function askPerson({ system, settings, childEnv }: MfaRequest, text: string): Promise<string | undefined> {
  const { prompt } = settings;
  const question = { text, timeoutMs: promptLimitMs, signal: system.signal };
  if (prompt !== 'desktop' && system.terminal.isThere()) return await system.terminal.ask(question);
  if (prompt !== 'terminal') return await desktopPrompt({ system, text, timeoutMs: promptLimitMs, childEnv });
  return undefined;
}

/** As a shell reads it: a name may hold blanks, and more. */
function quoted(name: string): string {
  if (/^[\w@%+=:,./][\w@%+=:,./-]*$/.test(name)) return name;
  return /["$`\\!]/.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`;
}

function again(profile: string): string {
  return profile === flagsOnly ? 'the same command' : `\`brs login ${quoted(profile)}\``;
}

function nobody({ settings, profile }: MfaRequest): NeedsPersonError {
  return new NeedsPersonError({
    message: `profile ${profile} needs an MFA code of ${settings.serial}, and there is nobody to ask`,
    hint: `run ${again(profile)} in a terminal, or set brs_mfa_process`,
  });
}

function refused({ settings, profile }: MfaRequest): NeedsPersonError {
  return new NeedsPersonError({
    message: `no MFA code of ${settings.serial} was given (profile ${profile})`,
    hint: `run ${again(profile)} in a terminal again`,
    asked: true,
  });
}
