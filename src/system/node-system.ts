import * as os from 'node:os';
import { makeChild } from './child';
import { systemClock } from './clock';
import { systemFiles } from './files';
import { homeFolder, stateFolder } from './folders';
import { systemHttp } from './http';
import { makeLocks } from './lock';
import { writeAll } from './output';
import { makeNotes } from './notes';
import { parentName } from './parent';
import { systemPiped } from './piped';
import { systemRun } from './run';
import { systemScreen } from './screen';
import { systemServe } from './serve';
import { again, program } from './again';
import type { System } from './system';
import { isTerminal, makeTerminal } from './terminal';

/** The user's name without asking a directory server: the environment first. */
function userName(env: NodeJS.ProcessEnv): string {
  const named = env['USER'] ?? env['LOGNAME'] ?? env['USERNAME'];
  if (named) return named;
  try {
    return os.userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** Empty where it was removed under the running program. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '';
  }
}

interface Choices {
  /** Turns on the trace on stderr. */
  readonly debug: boolean;
  readonly signal: AbortSignal;
  /** Called when signals become a child's business. */
  readonly handOver: () => void;
}

/** The real machine. */
export function nodeSystem({ debug, signal, handOver }: Choices): System {
  const { platform, env } = process;
  const home = homeFolder(env, os.homedir);
  const folder = stateFolder({ platform, env, home });
  const stderr = (text: string) => writeAll(2, text);
  return {
    platform,
    env,
    home,
    get folder() {
      return workingFolder();
    },
    stateFolder: folder,
    user: userName(env),
    host: os.hostname(),
    clock: systemClock,
    random: Math.random,
    files: systemFiles,
    locks: makeLocks({ platform, folder, files: systemFiles }),
    http: systemHttp,
    run: systemRun,
    child: makeChild({ platform, handOver }),
    piped: systemPiped,
    serve: systemServe,
    parent: () => parentName(platform, systemRun),
    terminal: makeTerminal(platform),
    notes: makeNotes({
      files: systemFiles,
      folder,
      debug,
      isWatched: isTerminal,
      stderr,
      now: Date.now,
    }),
    screen: systemScreen,
    isWatched: isTerminal,
    nodeVersion: process.versions.node,
    program,
    again,
    signal,
  };
}
