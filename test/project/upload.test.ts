import { describe, expect, test } from '@jest/globals';
import { shouldIgnoreFile } from '@hubspot/local-dev-lib/ignoreRules';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFunctions } from '../../scripts/bundle-functions.ts';
import { isShipped } from '../../scripts/stage.ts';
import { ROOT } from './editions.ts';
import { readProject } from './project.ts';

describe('.hsignore', () => {
  test.each([
    'src/app/cards/account-view.test.tsx',
    'src/app/cards/data.test.ts',
    'src/app/cards/__tests__/samples.ts',
    'src/app/cards/tsconfig.json',
    'src/app/cards/node_modules/react/index.js',
    'src/app/functions/source/card-data.ts',
    'src/app/functions/source/package.json',
    'src/app/functions/.env',
  ])('keeps %s out of the upload', (file) => {
    expect(shouldIgnoreFile(path.join(ROOT, file), true)).toBe(true);
  });

  test('and staging leaves out the same files, and no others', async () => {
    const { files } = await readProject(ROOT);
    const names = Object.keys(files).map((file) => path.join('src', file));
    const uploaded = names.filter((name) => !shouldIgnoreFile(path.join(ROOT, name), true));
    expect(names.filter(isShipped)).toEqual(uploaded);
    expect(uploaded).toEqual(
      expect.arrayContaining(['src/app/app-hsmeta.json', 'src/app/functions/card-data.js', 'src/hsprofile.local.json']),
    );
  });
});

describe('the committed function bundles', () => {
  test('are what their sources give', async () => {
    const fresh = await bundleFunctions(ROOT);
    expect([...fresh.keys()]).toEqual(['src/app/functions/card-data.js']);
    for (const [file, text] of fresh) {
      const committed = await readFile(path.join(ROOT, file), 'utf8');
      // Two booleans, as a difference of 30 kB would drown the sentence.
      expect([file, committed === text, 'run npm run bundle']).toEqual([file, true, 'run npm run bundle']);
    }
  });

  test('need nothing installed', async () => {
    for (const text of (await bundleFunctions(ROOT)).values()) {
      const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]);
      expect(required.filter((name) => !name?.startsWith('node:'))).toEqual([]);
    }
  });
});
