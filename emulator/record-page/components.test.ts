import { expect, test } from '@jest/globals';
import { sdkComponents, sdkIcons, sdkIllustrations } from '../testing/sdk-names.ts';

type Named = Readonly<Record<string, unknown>>;

/** Files below `browser/` are checked against a browser's types, so they are not imported by name here. */
const load = async (file: string): Promise<Readonly<Record<string, Named>>> =>
  (await import(new URL(`browser/components/${file}`, import.meta.url).href)) as Readonly<Record<string, Named>>;

test('every component of the package is drawn, and nothing that it does not have', async () => {
  const { COMPONENTS = {} } = await load('registry.ts');
  expect(sdkComponents().length).toBeGreaterThan(110);
  expect(Object.keys(COMPONENTS).toSorted()).toEqual(sdkComponents());
});

test('every icon name has a drawing', async () => {
  const { ICON_PATHS = {} } = await load('icon.tsx');
  expect(sdkIcons().length).toBeGreaterThan(180);
  expect(sdkIcons().filter((name) => !(name in ICON_PATHS))).toEqual([]);
});

test('every illustration and every image of an empty state has a subject', async () => {
  const { SUBJECTS = {} } = await load('illustration.tsx');
  expect(sdkIllustrations().length).toBeGreaterThan(70);
  expect(sdkIllustrations().filter((name) => !(name in SUBJECTS))).toEqual([]);
});
