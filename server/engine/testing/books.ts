import { Mapping } from '../mapping.ts';

/** Customers with balances, invoices in several currencies; HubSpot's way of computing an amount that nobody maps. */
export const books = Mapping.parse({
  version: 1,
  left: 'crm',
  right: 'erp',
  pairs: [
    {
      name: 'customer',
      left: 'companies',
      right: 'customer',
      reference: 'erp_id',
      match: [[{ left: 'name', right: 'name' }]],
      fields: [
        { left: 'name', right: 'name', direction: 'to-left' },
        { left: 'phone', right: 'phone' },
        { left: 'balance', right: 'balance', direction: 'to-left' },
        { left: 'currency', right: 'currency', direction: 'to-left' },
      ],
    },
    {
      name: 'invoice',
      left: 'invoices',
      right: 'invoice',
      reference: 'erp_id',
      fields: [
        { left: 'number', right: 'number', direction: 'to-left' },
        { left: 'total', right: 'total', direction: 'to-left' },
        { left: 'currency', right: 'currency', direction: 'to-left' },
        { left: 'note', right: 'note', direction: 'to-left' },
        { left: 'status', right: 'status', direction: 'to-left', late: true },
      ],
      associations: [{ to: 'customer', right: 'customer_id' }],
    },
  ],
});
