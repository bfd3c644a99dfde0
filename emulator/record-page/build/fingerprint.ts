import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** HubSpot takes the folder with the nearest package.json for the extension; nothing outside of it is part of a bundle. */
export function extensionRoot(entrypoint: string): string {
  let folder = dirname(entrypoint);
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json in or above the folder of ${entrypoint}: add one there.`);
    folder = parent;
  }
  return folder;
}

/** Changes when a source file below `folder` does: names, sizes and modification times, without installed packages. */
export async function fingerprint(folder: string, ...more: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(more));
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((each) => !each.includes('node_modules')).toSorted()) {
    const facts = await stat(join(folder, name));
    if (facts.isFile()) hash.update(`${name} ${facts.size} ${facts.mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}
