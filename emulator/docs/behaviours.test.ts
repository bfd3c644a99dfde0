import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { HUBSPOT_SETTINGS } from '../api/settings.ts';

const page = readFileSync(join(import.meta.dirname, 'behaviours.md'), 'utf8');
const sections = page.split(/^## /m).slice(1);
const rowsOf = (section: string): string[] =>
  section.split('\n').filter((line) => line.startsWith('|') && !/^\|(---| behaviour \|| open question \|)/.test(line));

const ROW = /^\| (.+) \| \[[\w-]+\]\((\S+)\): `(.+)` \|$/;

/** Whether a source calls a test, a group or the row of a table by exactly this name. */
const names = (source: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote},`));

test('every section of what is known of HubSpot has its behaviours', () => {
  const titles = sections.map((section) => section.split('\n')[0]);
  expect(titles.map((title) => title?.slice(0, 2))).toEqual(['1.', '2.', '3.', '4.', '5.', '6.', 'Wh']);
  for (const section of sections) expect(rowsOf(section).length).toBeGreaterThan(4);
});

describe.each(sections.slice(0, -1).map((section) => [section.split('\n')[0] ?? '', rowsOf(section)] as const))(
  '%s',
  (_title, rows) => {
    test.each(rows)('%s', (row) => {
      const [, , path = '', title = ''] = ROW.exec(row) ?? [];
      const file = join(import.meta.dirname, path);
      expect([path, existsSync(file)]).toEqual([path, true]);
      expect([title, names(readFileSync(file, 'utf8'), title)]).toEqual([title, true]);
    });
  },
);

test('every open question is a setting', () => {
  const named = rowsOf(sections.at(-1) ?? '').map((row) =>
    [...(row.split('|').at(-2) ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''),
  );
  expect(named.filter((list) => list.length === 0 || list.some((name) => !(name in HUBSPOT_SETTINGS)))).toEqual([]);
});
