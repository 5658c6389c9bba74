import type { System } from './system';
import type { Terminal } from './terminal';

const noTerminal: Terminal = {
  ask: () => Promise.resolve(undefined),
  openForWriting: () => undefined,
  isThere: () => false,
};

/**
 * The same machine for work that goes on while the terminal is somebody else's: nothing is said or asked there, neither
 * by brs nor by the programs it starts. Notices go to the log.
 */
export function unattended(system: System): System {
  const { notes } = system;
  return {
    ...system,
    terminal: noTerminal,
    isWatched: () => false,
    run: (request) => system.run({ ...request, apart: true }),
    notes: { ...notes, notice: (text) => notes.log(text), passOn: (text) => notes.log(text) },
  };
}
