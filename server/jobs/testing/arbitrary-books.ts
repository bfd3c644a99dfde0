import fc from 'fast-check';
import type { Mapping } from '../../engine/mapping.ts';
import type { MemorySystem } from '../memory-connector.ts';

/** What people do to a record, by its place among those of its kind. */
interface Deed {
  readonly kind: 'edit' | 'remove' | 'make';
  readonly side: 'left' | 'right';
  readonly pair: 'customer' | 'invoice';
  readonly place: number;
  readonly value: string | null;
}
export interface Books {
  readonly deleted: Mapping['pairs'][number]['deleted'];
  readonly capRemovePercent: number;
  readonly customers: readonly (string | null)[];
  readonly invoices: readonly { readonly customer: number; readonly total: string | null; readonly currency: string }[];
  readonly deeds: readonly Deed[];
}

const amount = fc.constantFrom('0.1', '0.2', '19.99', '-3.3', '1000000000000000.01', null);
const policy = fc.constantFrom('ask' as const, 'ignore' as const, 'archive' as const);
/** Any customers and invoices, with any policy for removed records, and what people then do to them. */
export const arbitraryBooks: fc.Arbitrary<Books> = fc.record({
  deleted: fc.record({ left: policy, right: policy }),
  capRemovePercent: fc.constantFrom(5, 100),
  customers: fc.array(fc.constantFrom('1', '2', null), { minLength: 1, maxLength: 4 }),
  invoices: fc.array(
    fc.record({ customer: fc.nat({ max: 3 }), total: amount, currency: fc.constantFrom('EUR', 'USD') }),
    { minLength: 1, maxLength: 6 },
  ),
  deeds: fc.array(
    fc.record({
      kind: fc.constantFrom('edit' as const, 'edit' as const, 'remove' as const, 'make' as const),
      side: fc.constantFrom('left' as const, 'right' as const),
      pair: fc.constantFrom('customer' as const, 'invoice' as const),
      place: fc.nat({ max: 5 }),
      value: fc.constantFrom('7', '8', null),
    }),
    { maxLength: 6 },
  ),
});

export function does({ kind, side, pair, place, value }: Deed, systems: Record<'left' | 'right', MemorySystem>): void {
  const object = side === 'right' ? pair : pair === 'customer' ? 'companies' : 'invoices';
  const system = systems[side];
  const all = system.all(object);
  const record = all[place % Math.max(1, all.length)];
  const field = pair === 'customer' ? 'phone' : side === 'right' ? 'total' : 'note';
  // An invoice that only HubSpot has is drift by itself.
  if (kind === 'make' && object === 'invoices') return;
  if (kind === 'make')
    system.put(object, `new-${place}`, { [pair === 'customer' ? 'name' : 'number']: `New ${place}` });
  else if (record && kind === 'remove') system.remove(object, record.id);
  else if (record) system.put(object, record.id, { [field]: value });
}
