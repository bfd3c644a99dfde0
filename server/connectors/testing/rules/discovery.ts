import { expect } from '@jest/globals';
import { can } from '../../../engine/connector.ts';
import type { ObjectDescription } from '../../../engine/connector.ts';
import { notCanonical } from '../canonical-value.ts';
import { createOne, readPass } from '../pass.ts';
import type { Rule } from '../rule.ts';
import type { TestSystem } from '../test-system.ts';

const TYPES = ['string', 'decimal', 'date', 'datetime', 'boolean', 'enumeration'];

async function describedSample({ connector, sample }: TestSystem): Promise<ObjectDescription> {
  const found = (await connector.describe([sample.object])).find(({ name }) => name === sample.object);
  if (found) return found;
  throw new Error(`describe() does not know the object ${sample.object}.`);
}

export const discovery = [
  {
    name: 'describes objects and fields of the live system',
    fix: 'Discover them from the system, once each, with the types of engine/record.ts.',
    async check(system) {
      const objects = await system.connector.describe();
      const names = objects.map(({ name }) => name);
      expect(names).toContain(system.sample.object);
      expect(new Set(names).size).toBe(names.length);
      for (const { name, fields } of objects) {
        const own = fields.map((field) => field.name);
        expect([name, own.length > 0]).toEqual([name, true]);
        expect([name, new Set(own).size]).toEqual([name, own.length]);
        for (const field of fields) expect(TYPES).toContain(field.type);
      }
    },
  },
  {
    name: 'says of the sample what may be written and created',
    fix: 'Set readOnly false and unique true as they are for the fields of the sample, and state in `can` what it is able to do.',
    async check(system) {
      const { text, reference } = system.sample;
      const described = await describedSample(system);
      const field = (name: string) => described.fields.find((one) => one.name === name);
      expect(field(text)).toMatchObject({ readOnly: false });
      expect(can(described, 'update')).toBe(true);
      expect(can(described, 'create')).toBe(reference !== null);
      if (reference !== null) expect(field(reference)).toMatchObject({ unique: true });
    },
  },
  {
    name: 'reads every field it describes, in canonical values',
    fix: 'Give each asked field a value in the form of engine/record.ts; blank and absent are null, never undefined or "".',
    async check(system) {
      await createOne(system);
      const { fields } = await describedSample(system);
      const names = fields.map(({ name }) => name);
      const { records } = await readPass(system, null, names);
      expect(records.length).toBeGreaterThan(0);
      for (const record of records) {
        expect(Object.keys(record.fields).toSorted()).toEqual(names.toSorted());
        expect(notCanonical(record.modifiedAt, 'datetime')).toBeNull();
        for (const { name, type } of fields) {
          const problem = notCanonical(record.fields[name], type);
          expect(problem === null ? null : `${name} of ${record.id}: ${problem}`).toBeNull();
        }
      }
    },
  },
] as const satisfies readonly Rule[];
