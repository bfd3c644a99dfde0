import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../engine/error.ts';
import { makeFile } from '../make-file.ts';
import { Secret } from '../secret.ts';

export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new ConfigError(
      `The data folder ${folder} cannot be made (${(cause as Error).message}).`,
      'Set LEDGERLINE_DATA to a folder that the server may write to.',
      { cause },
    );
  }
}

/** The operator's token when none is configured: made once, readable only by the owner of the server's files. */
export function adminToken(folder: string): Secret {
  const file = join(folder, 'admin-token');
  makeFile(file, () => `${randomBytes(32).toString('base64url')}\n`);
  return new Secret(readFileSync(file, 'utf8').trim());
}
