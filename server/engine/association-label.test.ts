import { describe, expect, test } from '@jest/globals';
import { mappingNeeds } from './needs.ts';
import { Mapping } from './mapping.ts';
import { pendingOf, recoverPending } from './pending.ts';
import { planLook } from './plan.ts';
import type { Fields, Pending } from './record.ts';
import { company, customer, examplePair, linked, lookAt } from './testing/example.ts';

const PAYS = 'Billing contact';
const pairWith = (label?: string) =>
  examplePair({
    fields: [],
    associations: [{ to: 'group', right: 'group_id', ...(label !== undefined && { label }) }],
  });
const targets = new Map([
  ['["group","G1"]', 'GL1'],
  ['["group","G2"]', 'GL2'],
]);
const left = company({ erp_id: 'R1' });
const plan = (
  label: string | undefined,
  base: Fields,
  rest: { group?: string; pending?: Pending[]; unlabelled?: Set<string> } = {},
) => {
  const { group = 'G1', pending, unlabelled } = rest;
  const link = { ...linked(base), ...(pending && { pending }) };
  const right = customer({ group_id: group });
  const pair = pairWith(label);
  return planLook(lookAt({ pair, left, right, link, targets, ...(unlabelled && { unlabelled }) }));
};
const made = { '@group': 'G1', '@group>': 'GL1' };
const to = { pair: 'group', rightId: 'G1', leftId: 'GL1' };

describe('the label of an association', () => {
  test('is given with it, and remembered', () => {
    const right = customer({ group_id: 'G1' });
    const { operations, base } = planLook(lookAt({ pair: pairWith(PAYS), right, targets }));
    expect(operations.at(-1)).toMatchObject({ kind: 'associate', to, label: PAYS });
    expect(base).toMatchObject({ '@group': 'G1', '@group#': PAYS });
  });

  test('is no write when it is what both agreed on', () => {
    expect(plan(PAYS, { ...made, '@group#': PAYS })).toMatchObject({ operations: [], base: null });
  });

  test('is written when the mapping has another one, or none any more; ours goes', () => {
    expect(plan('Payer', { ...made, '@group#': PAYS })).toMatchObject({
      operations: [{ kind: 'associate', to, label: 'Payer', unlabel: [PAYS], relabels: true }],
      base: { '@group': 'G1', '@group#': 'Payer' },
    });
    expect(plan(PAYS, made).operations).toMatchObject([{ label: PAYS, relabels: true }]);
    const dropped = plan(undefined, { ...made, '@group#': PAYS });
    expect(dropped.operations).toMatchObject([{ kind: 'associate', to, unlabel: [PAYS], relabels: true }]);
    expect(dropped.operations[0]).not.toHaveProperty('label');
    expect(dropped.base).not.toHaveProperty('@group#');
  });

  test('is given again when a person took it away', () => {
    const base = { ...made, '@group#': PAYS };
    expect(plan(PAYS, base, { unlabelled: new Set(['group']) }).operations).toMatchObject([
      { kind: 'associate', label: PAYS, relabels: true },
    ]);
  });

  test('goes along to another record, and nothing is taken from that one', () => {
    expect(plan('Payer', { ...made, '@group#': PAYS }, { group: 'G2' }).operations).toEqual([
      expect.objectContaining({ kind: 'dissociate', to, label: PAYS }),
      expect.objectContaining({
        kind: 'associate',
        to: { pair: 'group', rightId: 'G2', leftId: 'GL2' },
        label: 'Payer',
      }),
    ]);
    expect(plan('Payer', { ...made, '@group#': PAYS }, { group: 'G2' }).operations[1]).not.toHaveProperty('unlabel');
  });

  test('that was announced and perhaps written is ours as well', () => {
    const first = plan('Payer', { ...made, '@group#': PAYS });
    const pending = pendingOf(pairWith('Payer'), first.operations, first.base);
    const { base } = recoverPending(pairWith('Payer'), pending, { ...made, '@group#': PAYS }, { left, right: null });
    expect(plan('Third', base ?? {}, { pending }).operations).toMatchObject([
      { kind: 'associate', to, label: 'Third', unlabel: ['Payer', PAYS] },
    ]);
  });

  test('is something that the left system must have', () => {
    const group = { ...pairWith(), name: 'group', left: 'companies', right: 'group', associations: [] };
    const pair = { ...pairWith(PAYS), left: 'contacts' };
    const mapping = Mapping.parse({ version: 1, left: 'hubspot', right: 'erp', pairs: [group, pair] });
    expect(mappingNeeds(mapping)).toEqual([{ kind: 'label', object: 'contacts', to: 'companies', label: PAYS }]);
  });
});
