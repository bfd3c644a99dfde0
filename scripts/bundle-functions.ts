import { build } from 'esbuild';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = 'src/app/functions';

/**
 * HubSpot runs plain CommonJS and installs dependencies from a lockfile with an npm of its own; one bundled file a
 * function leaves nothing to install. The bundles are committed, and a test compares them with fresh ones.
 * Returns path below `root` -> text; the same input gives the same bytes on every machine.
 */
export async function bundleFunctions(root: string): Promise<Map<string, string>> {
  const files = await readdir(path.join(root, FOLDER, 'source'));
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).toSorted();
  const bundles = await Promise.all(sources.map((source) => bundleFunction(root, source)));
  return new Map(bundles);
}

async function bundleFunction(root: string, source: string): Promise<[file: string, text: string]> {
  const result = await build({
    // esbuild writes the paths of modules into comments, relative to this folder.
    absWorkingDir: root,
    entryPoints: [`${FOLDER}/source/${source}`],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    charset: 'utf8',
    banner: { js: `// Generated from source/${source} by "npm run bundle". Edit the source, not this file.` },
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error(`esbuild wrote nothing for ${source}.`);
  return [`${FOLDER}/${path.basename(source, '.ts')}.js`, file.text];
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  for (const [file, text] of await bundleFunctions(root)) {
    await writeFile(path.join(root, file), text);
    console.log(`${file}: ${Buffer.byteLength(text)} bytes`);
  }
}
