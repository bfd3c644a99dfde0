import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlacedCard } from '../scene.ts';
import { createCardBundles } from './card-bundles.ts';
import { createShelf } from './shelf.ts';

let folder: string;
let root: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'card-bundles-test-'));
  root = join(folder, 'cards');
  // Outside of the repository: nothing is installed near it, as in a project that was just unpacked.
  await cp(join(import.meta.dirname, '..', 'fixture-app', 'src', 'app', 'cards'), root, { recursive: true });
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const card = (): PlacedCard =>
  ({ app: { variables: {} }, card: { entrypoint: join(root, 'ProbeTab.tsx') } }) as unknown as PlacedCard;

test('a bundle is built once, found again after a restart, and built anew when a source changes', async () => {
  const shelf = join(folder, 'shelf');
  const bundles = createCardBundles(createShelf(shelf));
  const [version, same] = await Promise.all([bundles.version(card()), bundles.version(card())]);
  expect(same).toBe(version);
  expect((await bundles.bundle(version))?.toString()).toContain('/api/rows');
  const restarted = createCardBundles(createShelf(shelf));
  expect(await restarted.bundle(version)).not.toBeNull();

  await writeFile(join(root, 'rows.tsx'), `export const Rows = () => null; export const changed = 'now';`);
  expect(await restarted.version(card())).not.toBe(version);
});

test('an error names the file', async () => {
  await writeFile(
    join(root, 'rows.tsx'),
    `import { nothing } from './missing.tsx';\nexport const Rows = () => nothing;`,
  );
  const bundles = createCardBundles(createShelf(null));
  await expect(bundles.version(card())).rejects.toThrow('missing.tsx');
});
