import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { StopError } from './stop-error.ts';

const NEEDED_BYTES = 400_000_000;

/** Refuses to start on a port that is taken: the error of the program behind it would come late and say less. */
export async function portIsFree(port: number, program: string, variable: string): Promise<void> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  if (free) return;
  throw new StopError(
    `Port ${port}, which ${program} needs, is in use. Stop what uses it (another "npm start"?), or choose another one: ` +
      `${variable}=${port + 10000} npm start`,
  );
}

export function dataFolderIsUsable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new StopError(
      `The data folder ${folder} cannot be written to. Make it writable, or choose another one: LEDGERLINE_DATA=/some/folder npm start`,
      { cause },
    );
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes < NEEDED_BYTES) {
    throw new StopError(
      `The disk of ${folder} has ${Math.floor(freeBytes / 1e6)} MB free and the demo needs 400 MB. ` +
        'Free some space, or choose a folder on another disk with LEDGERLINE_DATA.',
    );
  }
}
