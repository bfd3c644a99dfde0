import { describe, expect, test } from '@jest/globals';
import { Mapping } from '../mapping.ts';
import type { Fields, FieldType, SyncRecord } from '../record.ts';
import { differencesOf } from './differences.ts';
import { figuresOf } from './figures.ts';
import { fieldsToCompare, subjectOf } from './subject.ts';

const minor = { money: { left: 'decimal', right: 'minor', currencyFrom: { left: 'code', right: 'currency' } } };
const mapping = Mapping.parse({
  version: 1,
  left: 'crm',
  right: 'erp',
  pairs: [
    {
      name: 'customer',
      left: 'companies',
      right: 'customer',
      reference: 'erp_id',
      fields: [
        { left: 'balance', right: 'balance', direction: 'to-left' },
        { left: 'credit_limit', right: 'credit_limit', direction: 'to-left' },
        { left: 'phone', right: 'phone', transform: { phone: { country: 'DE' } } },
      ],
    },
    {
      name: 'invoice',
      left: 'invoices',
      right: 'invoice',
      reference: 'erp_id',
      fields: [
        { left: 'source', value: 'erp' },
        { left: 'total', right: 'total_cents', direction: 'to-left', transform: minor },
        { left: 'code', right: 'currency', direction: 'to-left' },
        { left: 'title', right: 'title', direction: 'to-left', default: 'Invoice' },
      ],
      associations: [{ to: 'customer', right: 'customer_id' }],
      reconcile: {
        amounts: [
          { left: 'total', right: 'total_cents' },
          { left: 'billed', right: 'net' },
        ],
      },
    },
    {
      name: 'line',
      left: 'line_items',
      right: 'invoice_line',
      reference: 'erp_id',
      fields: [{ left: 'price', right: 'unit_price', direction: 'to-left' }],
      associations: [{ to: 'invoice', right: 'invoice_id' }],
    },
  ],
});
const described = (name: string, fields: Record<string, FieldType>) => ({
  name,
  fields: Object.entries(fields).map(([field, type]) => ({ name: field, type, readOnly: false, unique: false })),
});
const [customers, invoices, lines] = mapping.pairs as [Mapping['pairs'][0], Mapping['pairs'][0], Mapping['pairs'][0]];
const record = (object: string, id: string, fields: Fields): SyncRecord => ({ object, id, fields, modifiedAt: null });

describe('what is summed up', () => {
  test('is derived from names, types and associations', () => {
    const right = described('customer', { balance: 'decimal', credit_limit: 'decimal' });
    const subject = subjectOf(mapping, customers, { right });
    expect(subject.amounts.map(({ left }) => left)).toEqual(['balance']);
    expect(subject).toMatchObject({ customer: 'customer', onlyLeftDrifts: false, currency: {} });
    expect(subjectOf(mapping, invoices)).toMatchObject({ customer: 'customer', onlyLeftDrifts: true });
    expect(subjectOf(mapping, lines)).toMatchObject({ amounts: [], customer: null, onlyLeftDrifts: false });
  });

  test('amounts are exact, in the left spelling, each with its currency', () => {
    const subject = subjectOf(mapping, invoices);
    const erp = record('invoice', 'A', { total_cents: '100000000000000000001', currency: 'kwd', net: 'n/a' });
    expect(figuresOf(subject, 'right', erp, null)).toEqual({
      currency: 'KWD',
      amounts: ['100000000000000000.001', null],
    });
    expect(fieldsToCompare(subject, 'right')).toEqual(expect.arrayContaining(['net', 'total_cents', 'customer_id']));
  });
});

describe('what differs', () => {
  const subject = subjectOf(mapping, invoices);
  const erp = { total_cents: '1200', currency: 'EUR', title: null, net: '12' };
  const crm = { erp_id: 'A', source: 'erp', total: '12', code: 'EUR', title: 'Invoice', billed: '12.00' };
  const between = (left: Fields, right: Fields) =>
    differencesOf(subject, record('invoices', '1', { ...crm, ...left }), record('invoice', 'A', { ...erp, ...right }));

  test('nothing, when only spellings and a default do', () => {
    expect(between({ billed: '12' }, {})).toEqual([]);
  });

  test.each([
    [{ total: '12.01' }, {}, { field: 'total', kind: 'field', left: '12.01', right: '12' }],
    [{ billed: '11.99' }, {}, { field: 'billed', kind: 'amount', left: '11.99', right: '12' }],
    [{ billed: null }, {}, { field: 'billed', kind: 'amount', left: null, right: '12' }],
    [{ source: 'crm' }, {}, { field: 'source', kind: 'field', left: 'crm', right: 'erp' }],
    [{ erp_id: null }, {}, { field: 'erp_id', kind: 'reference', left: null, right: 'A' }],
    [{ title: 'X' }, {}, { field: 'title', kind: 'field', left: 'X', right: null, blankSource: true }],
    [{ code: 'USD' }, {}, { field: 'code', kind: 'field', left: 'USD', right: 'EUR' }],
  ])('%j beside %j', (left, right, difference) => {
    expect(between(left, right)).toEqual([difference]);
  });

  test('a value that cannot be carried over says why', () => {
    const [difference] = between({}, { total_cents: '12.5' });
    expect(difference).toMatchObject({ field: 'total', error: expect.stringContaining('12.5') });
  });

  test('two spellings of one phone number are none', () => {
    const ofCustomer = subjectOf(mapping, customers);
    const left = record('companies', '1', { erp_id: 'A', balance: '0', phone: '030 123456' });
    const right = record('customer', 'A', { balance: '0', phone: '+4930123456' });
    expect(differencesOf(ofCustomer, left, right)).toEqual([]);
  });
});
