import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Change } from '../../engine/connector.ts';
import type { Fields } from '../../engine/record.ts';
import { ids, readPass, startTestErp, type TestErp } from './testing/erp.ts';

const update = (id: string, fields: Fields, object = 'customer'): Change => ({ kind: 'update', object, id, fields });

describe('writing to the demo ERP', () => {
  let erp: TestErp;
  beforeAll(async () => {
    erp = await startTestErp();
  });
  afterAll(() => erp.close());

  test('updates arrive, come back through changed-since, and clear what is null', async () => {
    const { cursor } = await readPass(erp.connector, 'customer', ['phone'], null);
    const changes = [
      update('ALFKI', { phone: '030-0000001', address: `Str. 'der "Freiheit" 1` }),
      update('ANATR', { phone: null }),
      update('ANTON', { phone: '1' }),
    ];
    expect(await erp.connector.write(changes)).toEqual([
      { status: 'done', id: 'ALFKI' },
      { status: 'done', id: 'ANATR' },
      { status: 'done', id: 'ANTON' },
    ]);
    const pass = await readPass(erp.connector, 'customer', ['phone', 'address'], cursor);
    expect(ids(pass)).toEqual(['ALFKI', 'ANATR', 'ANTON']);
    const fields = new Map(pass.records.map((record) => [record.id, record.fields]));
    expect(fields.get('ALFKI')).toEqual({ phone: '030-0000001', address: `Str. 'der "Freiheit" 1` });
    expect(fields.get('ANATR')?.['phone']).toBeNull();
  });

  test('several changes of one row apply in their order', async () => {
    const changes = [
      update('BERGS', { phone: '1' }),
      update('BERGS', { phone: '2', city: 'Lund' }),
      update('BERGS', { phone: '3' }),
    ];
    expect((await erp.connector.write(changes)).map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    const [row] = await erp.connector.get({ object: 'customer', ids: ['BERGS'], fields: ['phone', 'city'] });
    expect(row?.fields).toEqual({ phone: '3', city: 'Lund' });
  });

  test('each refused change says why; the others of the batch are written', async () => {
    await erp.clerk.query(`alter table customer add constraint no_bad_phone check (phone <> 'bad')`);
    const outcomes = await erp.connector.write([
      update('BLAUS', { phone: 'bad' }),
      update('BLONP', { phone: 'good' }),
      update('NOBODY', { phone: 'good' }),
      update('BOLID', { name: 'x' }),
      update('BOLID', {}),
      { kind: 'create', object: 'customer', referenceField: 'id', reference: 'NEW', fields: {} },
      { kind: 'delete', object: 'customer', id: 'BOLID' },
      { kind: 'archive', object: 'customer', id: 'BOLID' },
      { kind: 'associate', from: { object: 'contact', id: '1' }, to: { object: 'customer', id: '2' } },
    ]);
    expect(outcomes.map((outcome) => (outcome.status === 'failed' ? outcome.reason : outcome.status))).toEqual([
      expect.stringContaining('no_bad_phone'),
      'done',
      'the row NOBODY of customer does not exist any more',
      'the column "name" is not listed under objects.customer.writable in the connection file',
      'the update names no field',
      'creating rows is switched off for customer: set objects.customer.creatable in the connection file',
      'deleting rows is switched off for customer: set objects.customer.deletable in the connection file',
      'rows of customer cannot be put away: name a column for it under objects.customer.archived in the connection file',
      'associating rows is switched off for contact: write the column that refers to customer',
    ]);
  });

  test('a number that the column would round is refused', async () => {
    erp.definition.objects['limit'] = {
      relation: 'customer',
      key: 'id',
      changedAt: 'updated_at',
      writable: ['credit_limit'],
    };
    const outcomes = await erp.connector.write([
      update('ALFKI', { credit_limit: '2000.005' }, 'limit'),
      update('ANATR', { credit_limit: '2000.05' }, 'limit'),
      update('ANTON', { credit_limit: 'much' }, 'limit'),
    ]);
    expect(outcomes).toEqual([
      { status: 'failed', reason: 'credit_limit: 2000.005 has more than 2 decimals', retryAfterMs: null },
      { status: 'done', id: 'ANATR' },
      { status: 'failed', reason: 'credit_limit: "much" is not a number', retryAfterMs: null },
    ]);
    const [row] = await erp.connector.get({ object: 'limit', ids: ['ANATR'], fields: ['credit_limit'] });
    expect(row?.fields['credit_limit']).toBe('2000.05');
  });
});
