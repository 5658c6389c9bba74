import { ownCommand } from '../config/own-line';
import { ConfigError } from '../core/errors';
import { drawn } from '../explain/text';
import { obtain } from '../session/session';
import type { Screen } from '../system/screen';
import type { System } from '../system/system';
import type { Terminal } from '../system/terminal';
import { unattended } from '../system/unattended';
import type { Ask, Board } from '../tui/board';
import { changeMark } from '../vault/vault';
import type { Args } from './command';
import { explained } from './explained';
import { forget } from './forget';
import { requestFor } from './request';
import { groundsOf } from './resolve';
import { loadViews } from './views';

/** A call for one profile, as if it stood on the command line. */
function argsFor(profile: string): Args {
  return { values: { profile }, switches: new Set(), words: [], argv: ['--profile', profile] };
}

/** The machine as work inside the view sees it: what it would ask at the terminal is asked in the view. */
function within(system: System, ask: Ask | undefined): System {
  const quiet = unattended(system);
  if (ask === undefined) return quiet;
  let last: string | undefined;
  const answer: Terminal['ask'] = async ({ text }) => {
    // The same question anew: the last answer did not do. A person who gives up is still one who was asked.
    const question = text === last ? `Not accepted. ${text}` : text;
    last = text;
    return (await ask(question)) ?? '';
  };
  return { ...quiet, terminal: { ...quiet.terminal, isThere: () => true, ask: answer } };
}

async function renew(profile: string, system: System, ahead: boolean): Promise<void> {
  const { session } = await requestFor(argsFor(profile), system, false);
  const mayAsk = session.mayAsk && system.terminal.isThere();
  await obtain({ ...session, mayAsk, ahead, refresh: true, excuses: false });
}

function configLine(profile: string, system: System): string {
  const command = ownCommand(profile, system);
  if (command !== undefined) return `credential_process = ${command}`;
  throw new ConfigError({
    message: `${profile} can't stand in a command line of every SDK`,
    hint: 'rename the profile',
  });
}

/** OSC 52, which terminals put on the clipboard, over ssh and through tmux, too. */
function copy(text: string, { stdout }: Screen): boolean {
  stdout.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
  return true;
}

function hasColor({ env }: System): boolean {
  return (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** Whether the locale says that the terminal reads nothing but ASCII. */
function isAscii({ env, platform }: System): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(Boolean) ?? '';
  return platform !== 'win32' && platform !== 'darwin' && !/utf-?8/i.test(locale);
}

/** Everything the view of `brs status` knows and does. */
export async function makeBoard(system: System, screen: Screen): Promise<Board> {
  const { configPath, credentialsPath } = (await groundsOf(system)).config;
  const { files, stateFolder, clock, signal } = system;
  const watched = [configPath, credentialsPath, changeMark(stateFolder), `${stateFolder}/remarks`];
  const quiet = unattended(system);
  return {
    load: () => loadViews(quiet),
    stamp: () => watched.map((path) => String(files.changedAt(path))).join(),
    refresh: (profile, ask) => renew(profile, within(system, ask), false),
    login: (profile, ask) => renew(profile, within(system, ask), true),
    clear: (profile) => forget([argsFor(profile)], quiet),
    explain: async (profile) => drawn((await explained(argsFor(profile), quiet)).explanation, system),
    configLine: (profile) => configLine(profile, system),
    copy: (text) => copy(text, screen),
    now: () => clock.now(),
    suspend: () => screen.suspend(),
    color: hasColor(system),
    ascii: isAscii(system),
    configPath,
    signal,
  };
}
