import { expect } from '@jest/globals';
import { can } from '../../../engine/connector.ts';
import type { Ability, Change } from '../../../engine/connector.ts';
import { createOne, fresh, readPass, textOf } from '../pass.ts';
import type { Rule } from '../rule.ts';
import type { TestSystem } from '../test-system.ts';

const REMOVALS = ['archive', 'delete'] as const;

async function able({ connector, sample }: TestSystem, ability: Ability): Promise<boolean> {
  const described = (await connector.describe([sample.object])).find(({ name }) => name === sample.object);
  return described !== undefined && can(described, ability);
}

const move = ({ sample }: TestSystem, kind: 'archive' | 'restore' | 'delete', id: string): Change => ({
  kind,
  object: sample.object,
  id,
});

export const removing = [
  {
    name: 'a record that a person removed is absent from read and get',
    fix: 'Leave out what is deleted or archived also where the system goes on answering with it.',
    async check(system) {
      const [kept = '', removed = ''] = await system.clerk.create(fresh(2));
      await system.clerk.remove(removed);
      const { connector, sample } = system;
      const found = await connector.get({ object: sample.object, ids: [kept, removed], fields: [] });
      expect(found.map(({ id }) => id)).toEqual([kept]);
      const { ids } = await readPass(system, null);
      expect([ids.includes(kept), ids.includes(removed)]).toEqual([true, false]);
    },
  },
  {
    name: 'tells from the cursor what a person removed',
    fix: 'Name its id under `gone` of a page. Systems that only forget cannot: then say so under "cannot".',
    async check(system) {
      const id = await createOne(system);
      const { cursor } = await readPass(system, null);
      await system.clerk.remove(id);
      expect((await readPass(system, cursor)).gone).toContain(id);
    },
  },
  {
    name: 'archives, restores and deletes as `can` says, and refuses the rest as outcomes',
    fix: 'What is done already is done; what the system cannot is a failed outcome that says so, not an error.',
    async check(system) {
      for (const kind of REMOVALS) {
        const id = await createOne(system);
        const outcomes = [...(await system.connector.write([move(system, kind, id)]))];
        if (!(await able(system, kind))) {
          expect(outcomes).toMatchObject([
            { status: 'failed', reason: expect.stringMatching(/\w+/), retryAfterMs: null },
          ]);
          expect(await textOf(system, id)).toEqual(expect.any(String));
          continue;
        }
        outcomes.push(...(await system.connector.write([move(system, kind, id)])));
        expect(outcomes).toEqual([
          { status: 'done', id },
          { status: 'done', id },
        ]);
        expect(await textOf(system, id)).toBeUndefined();
        await restored(system, id, kind);
      }
    },
  },
] as const satisfies readonly Rule[];

async function restored(system: TestSystem, id: string, after: 'archive' | 'delete'): Promise<void> {
  const [outcome] = await system.connector.write([move(system, 'restore', id)]);
  if (after === 'archive' && (await able(system, 'restore'))) {
    expect(outcome).toEqual({ status: 'done', id });
    expect(await textOf(system, id)).toEqual(expect.any(String));
  } else {
    expect(outcome).toMatchObject({ status: 'failed' });
  }
}
