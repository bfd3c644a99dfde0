import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A start that cannot succeed until a person does something; the message says what. */
export class StartError extends Error {}

/**
 * Two PGlite processes on one folder lose commits without an error (300 rows written, 194 left), so the folder is locked
 * by process id. Returns the function that unlocks it.
 */
export function lockFolder(dir: string): () => void {
  mkdirSync(dirname(dir), { recursive: true });
  const file = `${dir}.lock`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid !== process.pid && !isAlive(pid)) {
        rmSync(file, { force: true });
        continue;
      }
      throw new StartError(
        `The demo ERP's folder ${dir} is in use by process ${pid}. Stop that process, or set LEDGERLINE_DATA to another folder.`,
        { cause: error },
      );
    }
  }
  throw new StartError(
    `The demo ERP cannot lock its folder ${dir}. Another start is under way; try again in a moment.`,
  );
}

function isAlive(pid: number): boolean {
  // Signal 0 to pid 0 would ask about our own process group.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
