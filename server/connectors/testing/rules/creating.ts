import { expect } from '@jest/globals';
import { RetryLater } from '../../../engine/error.ts';
import type { Change, Connector, Outcome } from '../../../engine/connector.ts';
import { createOne, freshOne, textOf } from '../pass.ts';
import { firstAbsent, given } from '../rule.ts';
import type { Rule } from '../rule.ts';
import type { TestSystem } from '../test-system.ts';

const lacks = ({ sample, clerk }: TestSystem) =>
  firstAbsent({ 'sample.reference': sample.reference, 'clerk.countByReference': clerk.countByReference });

function create({ sample }: TestSystem, reference: string, text: string): Change {
  return {
    kind: 'create',
    object: sample.object,
    referenceField: given(sample.reference),
    reference,
    fields: { ...sample.required, [sample.text]: text },
  };
}

const count = ({ clerk }: TestSystem, reference: string): Promise<number> => given(clerk.countByReference)(reference);

const idOf = (outcome: Outcome | undefined): string =>
  outcome?.status === 'done' ? outcome.id : `no id: ${JSON.stringify(outcome)}`;

export const creating = [
  {
    name: 'creates once, however often it is asked',
    fix: 'Look our reference up, or use a unique field or an idempotency key; a second create updates that record and answers its id.',
    lacks,
    async check(system) {
      const reference = freshOne('ref');
      const [first] = await system.connector.write([create(system, reference, 'first')]);
      const id = idOf(first);
      expect(await textOf(system, id)).toBe('first');
      const [second] = await system.connector.write([create(system, reference, 'second')]);
      expect(second).toEqual({ status: 'done', id });
      expect([await count(system, reference), await textOf(system, id)]).toEqual([1, 'second']);
      const by = { object: system.sample.object, ids: [reference], by: given(system.sample.reference) };
      expect((await system.connector.get({ ...by, fields: [] })).map((record) => record.id)).toEqual([id]);
    },
  },
  {
    name: 'creates once when one call holds the same create twice',
    fix: 'Send the second one after the first is answered.',
    lacks,
    async check(system) {
      const [reference, other] = [freshOne('ref'), freshOne('ref')];
      const outcomes = await system.connector.write([
        create(system, reference, 'a'),
        create(system, other, 'b'),
        create(system, reference, 'c'),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
      expect(idOf(outcomes[2])).toBe(idOf(outcomes[0]));
      expect(idOf(outcomes[1])).not.toBe(idOf(outcomes[0]));
      expect([await count(system, reference), await count(system, other)]).toEqual([1, 1]);
    },
  },
  {
    name: 'creates once when the answer is lost',
    fix: 'A create whose answer did not come is `unknown`, not failed; the next one finds what the first one made.',
    lacks: (system) => lacks(system) ?? firstAbsent({ 'trouble.losesAnswer': system.trouble.losesAnswer }),
    async check(system) {
      const connector = await given(system.trouble.losesAnswer)();
      try {
        const reference = freshOne('ref');
        const change = create(system, reference, 'made');
        const first = await answerOf(connector, change);
        // It may have found out by itself; what it may not say is that nothing happened.
        expect(['unknown', 'done', 'later']).toContain(first);
        const [again] = await system.connector.write([change]);
        expect(again).toMatchObject({ status: 'done' });
        expect(await count(system, reference)).toBe(1);
      } finally {
        await connector.close();
      }
    },
  },
  {
    name: 'does not take over a record that carries another reference',
    fix: 'Compare the reference as a whole; case, blanks and beginnings are not equal.',
    lacks,
    async check(system) {
      const reference = freshOne('ref');
      const [other] = await system.connector.write([create(system, `${reference}0`, 'other')]);
      await createOne(system);
      const [own] = await system.connector.write([create(system, reference, 'own')]);
      expect(idOf(own)).not.toBe(idOf(other));
      expect(await textOf(system, idOf(other))).toBe('other');
    },
  },
] as const satisfies readonly Rule[];

async function answerOf(connector: Connector, change: Change): Promise<string> {
  try {
    const [outcome] = await connector.write([change]);
    return outcome?.status ?? 'no outcome';
  } catch (error) {
    if (error instanceof RetryLater) return 'later';
    throw error;
  }
}
