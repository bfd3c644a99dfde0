import { expect } from '@jest/globals';
import { createOne, fresh, freshOne, readPass } from '../pass.ts';
import type { Pass } from '../pass.ts';
import { firstAbsent, given } from '../rule.ts';
import type { Rule } from '../rule.ts';
import type { TestSystem } from '../test-system.ts';

/** A pass over enough records of one moment to need several pages. */
async function severalPages(system: TestSystem): Promise<{ readonly ids: readonly string[]; readonly pass: Pass }> {
  const before = await readPass(system, null);
  const missing = Math.max(3, system.morePages - before.ids.length);
  const ids = await system.clerk.create(fresh(missing));
  await system.settle?.();
  const pass = await readPass(system, null);
  expect(pass.pages.length).toBeGreaterThan(1);
  return { ids: [...before.ids, ...ids], pass };
}

const missingFrom = (wanted: Iterable<string>, found: Iterable<string>): string[] => {
  const there = new Set(found);
  return [...wanted].filter((id) => !there.has(id));
};

export const reading = [
  {
    name: 'pages through all records, each once, also those of one moment',
    fix: 'Order by (time of change, id) and go on after both; a page border inside one moment must lose and repeat nothing.',
    async check(system) {
      const { ids, pass } = await severalPages(system);
      expect(missingFrom(ids, pass.ids)).toEqual([]);
      expect(pass.ids.length).toBe(new Set(pass.ids).size);
    },
  },
  {
    name: "goes on from every page's cursor and skips nothing",
    fix: 'Mint a cursor that stands right behind the page it comes with, never further.',
    async check(system) {
      const { pass } = await severalPages(system);
      for (const at of new Set([0, Math.floor((pass.pages.length - 2) / 2), pass.pages.length - 2])) {
        const rest = pass.pages.slice(at + 1).flatMap(({ records }) => records.map(({ id }) => id));
        const resumed = await readPass(system, pass.pages[at]?.cursor ?? null);
        expect(missingFrom(rest, resumed.ids)).toEqual([]);
      }
    },
  },
  {
    name: 'comes to rest: without changes a cursor brings nothing in the end',
    fix: 'What is read again on purpose (an overlap) must end once it is old; `settle` of the test system makes it old.',
    async check(system) {
      await createOne(system);
      await system.settle?.();
      const first = await readPass(system, null);
      const second = await readPass(system, first.cursor);
      await system.settle?.();
      const third = await readPass(system, second.cursor);
      expect([...third.ids, ...third.gone]).toEqual([]);
    },
  },
  {
    name: 'finds what was made and changed since the cursor, in its newest state',
    fix: 'Compare with "at or after", read the values at the time of the page, and do not trust a cached record.',
    async check(system) {
      const [old = '', edited = ''] = await system.clerk.create(fresh(2));
      await system.settle?.();
      const { cursor } = await readPass(system, null);
      const text = freshOne('edited');
      await system.clerk.edit(edited, text);
      const made = await createOne(system);
      await system.clerk.edit(edited, `${text} again`);
      const pass = await readPass(system, cursor);
      expect(missingFrom([edited, made], pass.ids)).toEqual([]);
      const last = pass.records.findLast(({ id }) => id === edited);
      expect(last?.fields[system.sample.text]).toBe(`${text} again`);
      await system.settle?.();
      const { cursor: later } = await readPass(system, pass.cursor);
      await createOne(system);
      expect((await readPass(system, later)).ids).not.toContain(old);
    },
  },
  {
    name: 'never skips a record of the moment that the cursor stands at',
    fix: 'A system that stamps in seconds makes records "at" the last one after it was read: read from that moment on again, and leave out what was handed out.',
    lacks: ({ clerk }) => firstAbsent({ 'clerk.createAtTheTimeOf': clerk.createAtTheTimeOf }),
    async check(system) {
      const id = await createOne(system);
      const { cursor, ids } = await readPass(system, null);
      expect(ids).toContain(id);
      const late = await given(system.clerk.createAtTheTimeOf)(id, freshOne('late'));
      expect((await readPass(system, cursor)).ids).toContain(late);
    },
  },
  {
    name: 'reads what changes while it pages',
    fix: 'Page by a position in the order of change, not by an offset: a record that moves must not push another over the border.',
    async check(system) {
      const { ids } = await severalPages(system);
      const { connector, sample, clerk } = system;
      const moved = ids[0] ?? '';
      const found: string[] = [];
      let isFirst = true;
      for await (const page of connector.read({ object: sample.object, fields: [sample.text], cursor: null })) {
        found.push(...page.records.map((record) => record.id));
        if (isFirst) await clerk.edit(moved, freshOne('moved'));
        isFirst = false;
      }
      expect(missingFrom(ids, found)).toEqual([]);
    },
  },
] as const satisfies readonly Rule[];
