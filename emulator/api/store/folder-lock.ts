import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One folder belongs to one emulator: two of them would write their lines into each other's state. The lock is a file
 * with the process that holds it, and not one that must be renewed, so that the next start after a kill need not wait
 * for the old lock to get stale. Returns the function that unlocks it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  if (!tryLock(file)) {
    const holder = readHolder(file);
    if (holder.alive) {
      throw new Error(
        `The folder ${folder} belongs to the emulator of process ${holder.pid}. Stop that one, or give this one ` +
          'another folder (EMULATOR_DATA).',
      );
    }
    rmSync(file, { force: true });
    if (!tryLock(file)) throw new Error(`Another emulator took the folder ${folder} at this moment. Start again.`);
  }
  return () => rmSync(file, { force: true });
}

/** The file appears with its content, so that nobody can read half of it. */
function tryLock(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** A pid alone is not enough: in a container every start has the same one, so the lock of a killed start would stay. */
function readHolder(file: string): { pid: number; alive: boolean } {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; startedAt: string };
    process.kill(pid, 0);
    return { pid, alive: startOf(pid) === startedAt };
  } catch (error) {
    // A process of another user may not be signalled, but it lives.
    return { pid: 0, alive: (error as NodeJS.ErrnoException).code === 'EPERM' };
  }
}

/** Start time in clock ticks since boot where the system tells (field 22 of stat, after the name in brackets), else ''. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
