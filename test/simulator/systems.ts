import type { FieldDescription } from '../../server/engine/connector.ts';
import { Mapping } from '../../server/engine/mapping.ts';
import type { FieldType } from '../../server/engine/record.ts';
import { OUT, type Variant } from './variant.ts';

const field = (name: string, type: FieldType = 'string', unique = false): FieldDescription => ({
  name,
  type,
  unique,
  readOnly: false,
});
const texts = (...names: string[]): FieldDescription[] => names.map((name) => field(name));

/** What the mapping calls the association of an invoice, if anything. */
export const LABEL = 'Payer';

/** Every direction and every rule, with as few fields as that takes. */
const mappingOf = ({ create, shared, deleted, filter, unmatched, direction, rule, label }: Variant): Mapping =>
  Mapping.parse({
    version: 1,
    left: 'crm',
    right: 'erp',
    pairs: [
      {
        name: 'customer',
        left: 'companies',
        right: 'customer',
        reference: 'erp_id',
        create,
        ...(shared && { shared: 'branch' }),
        deleted,
        unmatched,
        ...(filter !== 'none' && { filter: [{ [filter]: 'out', not: OUT }] }),
        ...(create === 'both' && { rightReference: 'crm_id' }),
        match: [[{ left: 'erp_id', right: '$id' }], [{ left: 'domain', right: 'domain' }]],
        fields: [
          { left: 'name', right: 'name', direction: 'to-left' },
          { left: 'segment', right: 'segment', direction: 'to-right' },
          { left: 'phone', right: 'phone' },
          { left: 'zip', right: 'zip', rule: 'left-unless-blank' },
          { left: 'terms', right: 'terms', rule: 'right' },
          { left: 'region', right: 'region', rule: 'left' },
          { left: 'grade', right: 'grade', rule: 'right-unless-blank', map: { a: 'A', b: 'B' } },
          { left: 'note', right: 'note', rule: 'ask' },
        ],
      },
      {
        name: 'invoice',
        left: 'invoices',
        right: 'invoice',
        reference: 'erp_id',
        deleted: { right: deleted.right },
        fields: [
          { left: 'billable', value: false },
          { left: 'amount', right: 'amount', direction: 'to-left' },
          { left: 'currency', right: 'currency', direction: 'to-left' },
          { left: 'status', right: 'status', direction: 'to-left', late: true },
        ],
        associations: [
          {
            to: 'customer',
            right: 'customer_id',
            direction,
            ...(direction === 'both' && { rule }),
            ...(label && { label: LABEL }),
          },
        ],
      },
    ],
  });

const parsed = new Map<string, Mapping>();

/** Parsing takes longer than a short schedule. */
export function mappingFor(variant: Variant): Mapping {
  const key = JSON.stringify(variant);
  const mapping = parsed.get(key) ?? mappingOf(variant);
  parsed.set(key, mapping);
  return mapping;
}

/** The pair of the mapping by the objects of both sides. */
export const PAIR_OF: Readonly<Record<string, string>> = {
  companies: 'customer',
  customer: 'customer',
  invoices: 'invoice',
  invoice: 'invoice',
};

/** The fields of a customer that people on either side edit, with the values they use. */
export const SHARED = ['phone', 'zip', 'terms', 'region', 'note'];

export const CRM = {
  companies: [...texts('name', 'domain', 'segment', ...SHARED, 'grade', 'out'), field('erp_id', 'string', true)],
  invoices: [
    field('amount', 'decimal'),
    ...texts('currency', 'status'),
    field('billable', 'boolean'),
    field('erp_id', 'string', true),
  ],
};

export const ERP = {
  customer: [...texts('name', 'domain', 'segment', ...SHARED, 'grade', 'out'), field('crm_id', 'string', true)],
  invoice: [field('amount', 'decimal'), ...texts('currency', 'status', 'customer_id')],
};
