import { expect } from '@jest/globals';
import { ConfigError } from '../../../engine/error.ts';
import { createOne, failureOf, fresh, readPass, toTheEnd } from '../pass.ts';
import type { Rule } from '../rule.ts';

/** Ids that no system has and that some choke on. */
const STRANGE = ['', '0', '-1', 'no such id', "o'hara", '999999999999999999999999', 'ÄÖ€😀'];

export const getting = [
  {
    name: 'gets records by id, leaves out those that are not there',
    fix: 'Ask for many ids in a few calls; an id of the wrong form or length is a record that is not there, never an error.',
    async check({ connector, sample, clerk, morePages }) {
      const ids = await clerk.create(fresh(morePages));
      const asked = [...ids, ...STRANGE, ids[0] ?? ''];
      const found = await connector.get({ object: sample.object, ids: asked, fields: [sample.text] });
      expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      expect(found.every(({ object }) => object === sample.object)).toBe(true);
      expect(await connector.get({ object: sample.object, ids: [], fields: [sample.text] })).toEqual([]);
    },
  },
  {
    name: 'names an object or field that does not exist',
    fix: 'Throw ConfigError with the name and what there is instead; never answer as if it were empty.',
    async check(system) {
      const { connector, sample } = system;
      await createOne(system);
      const object = await failureOf(async () =>
        toTheEnd(connector.read({ object: 'no_such_object', fields: [], cursor: null })),
      );
      expect(object).toBeInstanceOf(ConfigError);
      expect(object.message).toContain('no_such_object');
      const field = await failureOf(() => readPass(system, null, [sample.text, 'no_such_field']));
      expect(field).toBeInstanceOf(ConfigError);
      expect(field.message).toContain('no_such_field');
      expect((field as ConfigError).fix).not.toBe('');
    },
  },
] as const satisfies readonly Rule[];
