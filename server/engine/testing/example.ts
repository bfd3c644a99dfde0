import { Pair } from '../mapping.ts';
import type { Fields, Link, SyncRecord } from '../record.ts';
import type { Look } from '../plan.ts';

type PairInput = Omit<typeof Pair._zod.input, 'name' | 'left' | 'right' | 'reference'>;

/** The pair the examples speak of: customers of an ERP on the right, companies on the left. */
export const examplePair = (rest: PairInput): Pair =>
  Pair.parse({ name: 'customer', left: 'companies', right: 'customer', reference: 'erp_id', ...rest });

export const phone = { left: 'phone', right: 'fone' } as const;

export const company = (fields: Fields, modifiedAt: string | null = null, id = 'L1'): SyncRecord => ({
  object: 'companies',
  id,
  fields,
  modifiedAt,
});

export const customer = (fields: Fields, modifiedAt: string | null = null, id = 'R1'): SyncRecord => ({
  object: 'customer',
  id,
  fields,
  modifiedAt,
});

export const linked = (base: Fields | null): Link => ({
  pair: 'customer',
  leftId: 'L1',
  rightId: 'R1',
  state: 'linked',
  base,
});

export const lookAt = (look: Partial<Look> & Pick<Look, 'pair'>): Look => ({
  link: null,
  left: null,
  right: null,
  match: { kind: 'none' },
  ...look,
});
