import type { FieldDescription } from '../../server/engine/connector.ts';
import { Mapping } from '../../server/engine/mapping.ts';
import type { FieldType } from '../../server/engine/record.ts';
import type { Random } from './random.ts';

const field = (name: string, type: FieldType = 'string', unique = false): FieldDescription => ({
  name,
  type,
  unique,
  readOnly: false,
});
const texts = (...names: string[]): FieldDescription[] => names.map((name) => field(name));

/** What a mapping may say of whole records; each world has one of them. */
export interface Variant {
  readonly create: 'left' | 'both';
  /** Several customers may belong to one company. */
  readonly shared: boolean;
}

export const PLAIN: Variant = { create: 'left', shared: false };

export const drawVariant = (random: Random): Variant => ({
  create: random.pick(['left', 'both']),
  shared: random.chance(0.5),
});

/** Every direction and every rule, with as few fields as that takes. */
const mappingOf = ({ create, shared }: Variant): Mapping =>
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
        fields: [
          { left: 'billable', value: false },
          { left: 'amount', right: 'amount', direction: 'to-left' },
          { left: 'currency', right: 'currency', direction: 'to-left' },
          { left: 'status', right: 'status', direction: 'to-left', late: true },
        ],
        associations: [{ to: 'customer', right: 'customer_id' }],
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

/** The fields of a customer that people on either side edit, with the values they use. */
export const SHARED = ['phone', 'zip', 'terms', 'region', 'note'];

export const CRM = {
  companies: [...texts('name', 'domain', 'segment', ...SHARED, 'grade'), field('erp_id', 'string', true)],
  invoices: [
    field('amount', 'decimal'),
    ...texts('currency', 'status'),
    field('billable', 'boolean'),
    field('erp_id', 'string', true),
  ],
};

export const ERP = {
  customer: [...texts('name', 'domain', 'segment', ...SHARED, 'grade'), field('crm_id', 'string', true)],
  invoice: [field('amount', 'decimal'), ...texts('currency', 'status', 'customer_id')],
};
