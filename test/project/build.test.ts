import { describe, expect, test } from '@jest/globals';
import path from 'node:path';
import { buildEntry } from './build-entry.ts';
import { EDITIONS, ROOT, withEdition } from './editions.ts';
import { readProject } from './project.ts';

const LIMIT = 60_000;

interface Entry {
  readonly entrypoint: string;
}

/** The script entries of all cards, the settings page and the home. */
async function entriesOf(dir: string): Promise<string[]> {
  const { metas } = await readProject(dir);
  const components = Object.values(metas) as { type: string; config: Entry }[];
  const shown = components.filter(({ type }) => ['card', 'settings', 'page'].includes(type));
  return shown.map(({ config }) => config.entrypoint);
}

describe.each(EDITIONS)("HubSpot's own builder on the %s edition", (edition) => {
  test('builds every entry, each below 60 kB', async () => {
    await withEdition(edition, async (dir) => {
      const entries = await entriesOf(dir);
      expect(entries).toHaveLength(4);
      for (const entrypoint of entries) {
        const { code, manifest } = await buildEntry(dir, entrypoint);
        expect(manifest).toMatchObject({ entry: path.basename(entrypoint) });
        expect([entrypoint, Buffer.byteLength(code) < LIMIT]).toEqual([entrypoint, true]);
      }
    });
  });
});

test('an entry that is not there fails the build', async () => {
  await expect(buildEntry(ROOT, '/app/cards/Nope.tsx')).rejects.toThrow('Nope.tsx');
});
