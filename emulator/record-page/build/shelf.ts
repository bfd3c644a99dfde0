import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Built files by name. A name holds the fingerprint of its sources, so what lies here never gets old. */
export interface Shelf {
  get(name: string): Promise<Buffer | null>;
  put(name: string, content: Uint8Array): Promise<void>;
}

/** In a folder, so that a restart need not build again; without one in memory, so that nothing stays behind. */
export function createShelf(folder: string | null): Shelf {
  return folder === null ? memoryShelf() : folderShelf(folder);
}

function memoryShelf(): Shelf {
  const files = new Map<string, Buffer>();
  return {
    get: (name) => Promise.resolve(files.get(name) ?? null),
    put: (name, content) => {
      files.set(name, Buffer.from(content));
      return Promise.resolve();
    },
  };
}

function folderShelf(folder: string): Shelf {
  return {
    async get(name) {
      try {
        return await readFile(join(folder, name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    /** Renamed when whole: a file that was half written when the power went would be served for ever. */
    async put(name, content) {
      await mkdir(folder, { recursive: true });
      const half = join(folder, `${name}.${randomUUID()}`);
      await writeFile(half, content);
      await rename(half, join(folder, name));
    },
  };
}
