import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Package = z.object({ scripts: z.object({ server: z.string() }) });

/**
 * What `npm run server` gives to Node. With small halves of the young generation the process stays below 400 MB while it makes a
 * million records; with Node's own it takes a hundred more, for garbage that nobody needs (`npm run bench -- memory`).
 */
export function serverFlags(): string[] {
  const { scripts } = Package.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')));
  return scripts.server.split(' ').filter((word) => word.startsWith('--'));
}
