import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Makes the file unless there is one; only its owner can read it. Of several processes that start at once on one folder one
 * makes it, and no other ever finds half of it.
 */
export function makeFile(file: string, content: () => string): void {
  if (existsSync(file)) return;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content(), { mode: 0o600, flag: 'wx' });
  try {
    // Unlike a rename, a link does not take the place of a file that came first.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
