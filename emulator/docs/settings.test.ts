import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { HUBSPOT_SETTINGS } from '../api/settings.ts';

const page = readFileSync(join(import.meta.dirname, 'settings.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(\w+)` \| (\S+) \|/gm)].map(([, name, value]) => [name, value]);

test('the page has every setting with its default, in the order of the code', () => {
  expect(rows).toEqual(Object.entries(HUBSPOT_SETTINGS).map(([name, value]) => [name, String(value)]));
});
