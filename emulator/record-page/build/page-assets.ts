import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fingerprint } from './fingerprint.ts';
import type { Shelf } from './shelf.ts';

const BROWSER = fileURLToPath(new URL('../browser', import.meta.url));

/** Script, style sheet and worker of the record page. */
export const ASSETS = ['page.js', 'page.css', 'worker.js'] as const;
export type Asset = (typeof ASSETS)[number];

export interface PageAssets {
  content(asset: Asset): Promise<Buffer>;
}

/** Bundled at first use; a restart finds what changed. */
export function createPageAssets(shelf: Shelf): PageAssets {
  let current: Promise<string> | null = null;
  return {
    async content(asset) {
      current ??= buildAssets(shelf);
      try {
        const found = await shelf.get(`${await current}-${asset}`);
        if (found !== null) return found;
      } catch (error) {
        current = null;
        throw error;
      }
      // Somebody emptied the data folder below the running emulator.
      current = null;
      return this.content(asset);
    },
  };
}

/** The version under which the assets lie on the shelf. */
async function buildAssets(shelf: Shelf): Promise<string> {
  const version = await fingerprint(BROWSER);
  const there = await Promise.all(ASSETS.map((asset) => shelf.get(`${version}-${asset}`)));
  if (there.every((found) => found !== null)) return version;
  const { outputFiles } = await build({
    entryPoints: [
      { in: join(BROWSER, 'page.tsx'), out: 'page' },
      { in: join(BROWSER, 'page.css'), out: 'page' },
      { in: join(BROWSER, 'worker.ts'), out: 'worker' },
    ],
    outdir: BROWSER,
    write: false,
    bundle: true,
    // A classic worker and a plain script: cards are loaded with importScripts, which modules do not have.
    format: 'iife',
    minify: true,
    jsx: 'automatic',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  for (const file of outputFiles) await shelf.put(`${version}-${basename(file.path)}`, file.contents);
  return version;
}
