import { expect } from '@jest/globals';
import type { Outcome } from '../../../engine/connector.ts';
import { createOne, fresh, textOf, update } from '../pass.ts';
import { firstAbsent, given } from '../rule.ts';
import type { Rule } from '../rule.ts';

const reasonOf = (outcome: Outcome | undefined): string =>
  outcome?.status === 'failed' ? outcome.reason : JSON.stringify(outcome);

export const refusing = [
  {
    name: 'refuses one bad record among good ones, and writes the good ones',
    fix: 'When a batch is refused as a whole, find the bad one (halve it, or send one by one) and give the others their own outcomes.',
    async check(system) {
      const { connector, sample } = system;
      const [first = '', second = '', third = ''] = await system.clerk.create(fresh(3));
      const gone = await createOne(system);
      await system.clerk.remove(gone);
      const outcomes = await connector.write([
        update(system, first, 'good 1'),
        { kind: 'update', object: sample.object, id: second, fields: { no_such_field: 'x' } },
        update(system, gone, 'to nobody'),
        update(system, third, 'good 2'),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['done', 'failed', 'failed', 'done']);
      expect(reasonOf(outcomes[1])).toContain('no_such_field');
      expect(reasonOf(outcomes[2])).not.toBe('');
      expect([await textOf(system, first), await textOf(system, third)]).toEqual(['good 1', 'good 2']);
    },
  },
  {
    name: "tells a refusal in the system's own words, for this record alone",
    fix: 'A validation error is a failed outcome without retryAfterMs whose reason holds what the system says, whatever the status.',
    lacks: ({ refused }) => firstAbsent({ refused }),
    async check(system) {
      const { fields, words } = given(system.refused);
      const [bad = '', good = ''] = await system.clerk.create(fresh(2));
      const outcomes = await system.connector.write([
        { kind: 'update', object: system.sample.object, id: bad, fields },
        update(system, good, 'still written'),
      ]);
      expect(outcomes).toEqual([
        { status: 'failed', reason: expect.stringMatching(words), retryAfterMs: null },
        { status: 'done', id: good },
      ]);
      expect(await textOf(system, good)).toBe('still written');
    },
  },
] as const satisfies readonly Rule[];
