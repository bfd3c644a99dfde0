import { expect, test } from '@jest/globals';
import type { Removal } from '../engine/operation.ts';
import { confirmGone } from './confirm-gone.ts';
import { newFate } from './fate.ts';
import { newLook } from './open-look.ts';
import type { Portal } from './portal.ts';
import { createCrm, createErp, mapping } from './testing/story.ts';

const [pair] = mapping.pairs;
const removal: Removal = {
  kind: 'archive',
  side: 'left',
  pair: 'customer',
  object: 'companies',
  id: '1',
  reason: 'deleted-right',
};

/** A company whose customer is gone, as it was read; then something happens, and the systems are asked once more. */
async function asked(
  happens: (systems: { crm: ReturnType<typeof createCrm>; erp: ReturnType<typeof createErp> }) => void,
) {
  const [crm, erp] = [createCrm(), createErp()];
  for (const id of ['1', '2']) crm.put('companies', id, { name: id });
  const left = crm.get('companies', '1') ?? null;
  const look = { ...newLook(pair!), left, leftId: '1', rightId: 'A' };
  const fate = newFate({ look, plan: { operations: [removal], base: null, held: [], conflicts: [] } });
  happens({ crm, erp });
  await confirmGone({ mapping, left: crm.connector, right: erp.connector } as unknown as Portal, [fate]);
  return fate.unsettled;
}

test('a record is removed when its counterpart is still gone', async () => {
  expect(await asked(() => {})).toBeNull();
});

test('it is looked at again when the counterpart is there after all', async () => {
  expect(await asked(({ erp }) => erp.put('customer', 'A', { name: 'A' }))).toBe('customer A is there after all');
});

test.each(['1', '2', '3'])('it is looked at again when it was merged since, under the id %s', async (id) => {
  const unsettled = await asked(({ crm }) => crm.merge('companies', '1', '2', id));
  expect(unsettled).toBe('companies 1 was merged with another one since');
});
