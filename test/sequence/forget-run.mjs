import { rm } from 'node:fs/promises';

/** Ends what the files of one run shared. */
export default async function forgetRun(_globalConfig, { globals }) {
  await rm(globals.testRunFolder, { recursive: true, force: true });
}
