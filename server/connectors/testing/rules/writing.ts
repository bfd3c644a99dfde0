import { expect } from '@jest/globals';
import { createOne, fresh, freshOne, textOf, update } from '../pass.ts';
import type { Rule } from '../rule.ts';

export const writing = [
  {
    name: 'answers each change with its outcome, in the order of the changes',
    fix: 'Put the outcomes back in order when changes go out in batches; what was written must come back by get.',
    async check(system) {
      const ids = await system.clerk.create(fresh(4));
      const texts = fresh(4, 'written');
      const changes = ids.map((id, at) => update(system, id, texts[at] ?? '')).toReversed();
      const outcomes = await system.connector.write(changes);
      expect(outcomes).toEqual(ids.toReversed().map((id) => ({ status: 'done', id })));
      for (const [at, id] of ids.entries()) expect(await textOf(system, id)).toBe(texts[at]);
      expect(await system.connector.write([])).toEqual([]);
    },
  },
  {
    name: 'applies several changes of one record in their order',
    fix: 'Never send two changes of one record in one batch, unless the system promises their order.',
    async check(system) {
      const [id = ''] = await system.clerk.create(fresh(1));
      const texts = fresh(3, 'in order');
      const outcomes = await system.connector.write(texts.map((text) => update(system, id, text)));
      expect(outcomes).toEqual(texts.map(() => ({ status: 'done', id })));
      expect(await textOf(system, id)).toBe(texts[2]);
    },
  },
  {
    name: 'clears a value with null and keeps quotes, line breaks and all of Unicode',
    fix: 'Send null as what the system takes for "no value", and text as a parameter, never as a part of a query.',
    async check(system) {
      const id = await createOne(system);
      for (const text of [`${freshOne()} "it's" <b>&amp; %s {{x}} \\ Zoë 東京 😀`, null]) {
        expect(await system.connector.write([update(system, id, text)])).toEqual([{ status: 'done', id }]);
        expect(await textOf(system, id)).toBe(text);
      }
    },
  },
] as const satisfies readonly Rule[];
