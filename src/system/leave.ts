/**
 * Ends a process that a native call keeps alive for ever: Node's own exit waits for the thread that call blocks. Where
 * Node can replace the process (22.15 and later) the status is kept, else it is that of SIGKILL.
 */
export function leave(status: number): void {
  const { execve } = process as { execve?: (file: string, args: string[], env: Record<string, string>) => void };
  if (execve !== undefined && process.platform !== 'win32') execve('/bin/sh', ['sh', '-c', `exit ${status}`], {});
  process.kill(process.pid, 'SIGKILL');
}
