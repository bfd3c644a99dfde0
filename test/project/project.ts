import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** A HubSpot project as plain data, so that a test can plant a mistake in a copy of it. */
export interface Project {
  /** Content of hsproject.json. */
  project: unknown;
  /** Every `*-hsmeta.json`, by its path below srcDir. */
  metas: Record<string, unknown>;
  /** Every `hsprofile.<name>.json`, by its file name. */
  profiles: Record<string, unknown>;
  /** Size in bytes of every file, by its path below srcDir. */
  files: Record<string, number>;
}

const SKIPPED = new Set(['node_modules']);

export async function readProject(dir: string): Promise<Project> {
  const src = path.join(dir, 'src');
  const entries = await readdir(src, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(src, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((name) => !name.split('/').some((part) => SKIPPED.has(part)))
    .toSorted();
  const readAll = async (wanted: string[]) =>
    Object.fromEntries(await Promise.all(wanted.map(async (name) => [name, await readJson(path.join(src, name))])));
  return {
    project: await readJson(path.join(dir, 'hsproject.json')),
    metas: await readAll(names.filter((name) => name.endsWith('-hsmeta.json'))),
    profiles: await readAll(names.filter((name) => /^hsprofile\.[^./]+\.json$/.test(name))),
    files: Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, (await stat(path.join(src, name))).size])),
    ),
  };
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
