import { resumeExports } from './exports/run.ts';
import type { Hub } from './hub.ts';
import { resumeImports } from './imports/run.ts';

/** Goes on with imports and exports that were under way when the emulator stopped or a snapshot was taken. */
export function resumeJobs(hub: Hub): void {
  resumeImports(hub);
  resumeExports(hub);
}
