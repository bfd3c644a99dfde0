import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Builds one card or page as HubSpot's own build does. */
export async function buildEntry(dir: string, entrypoint: string): Promise<{ code: string; manifest: unknown }> {
  const outputDir = await mkdtemp(path.join(tmpdir(), 'ledgerline-bundle-'));
  const entryPoint = path.join(dir, 'src', entrypoint);
  const name = path.basename(entrypoint, path.extname(entrypoint));
  try {
    const root = path.dirname(entryPoint);
    await remoteBuild({ root, entryPoint, outputDir, logLevel: 'silent', appConfig: { variables: {} } });
    const read = (file: string) => readFile(path.join(outputDir, file), 'utf8');
    return { code: await read(`${name}.js`), manifest: JSON.parse(await read(`${name}-manifest.json`)) as unknown };
  } finally {
    await rm(outputDir, { recursive: true });
  }
}
