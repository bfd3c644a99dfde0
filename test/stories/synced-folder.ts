import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startDemo } from '../../demo/launch/demo.ts';
import type { Edition } from '../../demo/launch/edition.ts';
import { silentReport } from '../../demo/launch/report.ts';
import { atRest } from './at-rest.ts';
import { freePorts } from './free-ports.ts';

declare global {
  /** Set by jest.config.mjs, removed when all is done. */
  var testRunFolder: string;
}

/**
 * The data folder of a demo that did its first sync and was stopped, to be copied. The first who asks in a test run makes it,
 * the others wait: at HubSpot's own limit it takes longer than most of the stories that begin with it.
 */
export async function syncedFolder(edition: Edition): Promise<string> {
  const folder = join(testRunFolder, edition);
  while (!existsSync(folder)) {
    if (await isMine(`${folder}.lock`)) await build(edition, folder);
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return folder;
}

async function isMine(lock: string): Promise<boolean> {
  await mkdir(join(lock, '..'), { recursive: true });
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Renamed when complete, so that nobody copies half of it; whoever comes after a failure tries it again. */
async function build(edition: Edition, folder: string): Promise<void> {
  const building = `${folder}.building`;
  try {
    // Somebody may have finished it between our look and our lock.
    if (existsSync(folder)) return;
    const ports = await freePorts('server', 'emulator', 'erp');
    const demo = await startDemo({ edition, ports, dataDir: building }, silentReport);
    await atRest(demo);
    await demo.stop();
    await rename(building, folder);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(`${folder}.lock`, { recursive: true });
  }
}
