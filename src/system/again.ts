import type { System } from './system';

/** Node and its script, or the binary alone. */
export const program: readonly string[] = [
  process.execPath,
  ...(process.argv[1] === undefined ? [] : [process.argv[1]]),
];

/** Starts this same program with other arguments, in a session of its own, and forgets it. */
export const again: System['again'] = (argv, env) => {
  const start = async () => {
    const { spawn } = await import('node:child_process');
    const [file = '', ...script] = program;
    const child = spawn(file, [...script, ...argv], {
      env: env,
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
    });
    child.on('error', () => undefined);
    child.unref();
  };
  // A background refresh that can't start is no loss: the next caller tries again.
  start().catch(() => undefined);
};
