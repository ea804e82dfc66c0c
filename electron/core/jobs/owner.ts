// Whether the process that holds a job is still alive. Owners are written as `<host>:<pid>`.
import { hostname } from 'node:os';

/** False only when the owner is a process of this computer that is gone; another computer's are judged by their lease alone. */
export function isOwnerAlive(owner: string): boolean {
  const split = owner.lastIndexOf(':');
  const pid = Number(owner.slice(split + 1));
  if (owner.slice(0, split) !== hostname()) return true;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
