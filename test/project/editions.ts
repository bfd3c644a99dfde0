import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stageEdition, type Edition } from '../../scripts/stage.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const EDITIONS = ['private', 'marketplace'] as const satisfies readonly Edition[];

/** Stages an edition in a folder of its own, hands it to `use`, and removes it. */
export async function withEdition<T>(edition: Edition, use: (dir: string) => Promise<T>, url?: string): Promise<T> {
  const dir = await mkdtemp(path.join(tmpdir(), `ledgerline-${edition}-`));
  try {
    await stageEdition({ edition, outDir: dir, ...(url === undefined ? {} : { url }) });
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
