import { beforeEach, describe, expect, test } from '@jest/globals';
import { createMemorySystem } from './memory-connector.ts';
import type { MemorySystem } from './memory-connector.ts';

const text = (name: string) => ({ name, type: 'string' as const, readOnly: false, unique: false });

describe('the system in memory', () => {
  let system: MemorySystem;
  beforeEach(() => {
    system = createMemorySystem({
      name: 'm',
      objects: [{ name: 'company', fields: [text('name'), text('ref')] }],
      pageSize: 2,
    });
    for (const id of ['1', '2', '3']) system.put('company', id, { name: `Company ${id}` });
  });
  const read = async (cursor: string | null) => {
    const pages = [];
    for await (const page of system.connector.read({ object: 'company', fields: ['name'], cursor })) pages.push(page);
    return pages;
  };

  test('reads pages, oldest change first, and goes on from a cursor', async () => {
    system.put('company', '1', { name: 'Renamed' });
    const pages = await read(null);
    expect(pages.map((page) => page.records.map((record) => record.id))).toEqual([['2', '3'], ['1']]);
    expect(await read(pages[0]!.cursor)).toEqual([pages[1]]);
    expect(await read(pages[1]!.cursor)).toEqual([]);
  });

  test('a create is idempotent by its reference', async () => {
    const create = {
      kind: 'create' as const,
      object: 'company',
      referenceField: 'ref',
      reference: 'R',
      fields: { name: 'N' },
    };
    const [first] = await system.connector.write([create]);
    expect(await system.connector.write([create])).toEqual([first]);
    expect(system.all('company')).toHaveLength(4);
    const found = await system.connector.get({ object: 'company', ids: ['R'], fields: ['name', 'ref'], by: 'ref' });
    expect(found).toMatchObject([{ fields: { name: 'N', ref: 'R' } }]);
  });

  test('loses the answers of a write it applied, once', async () => {
    system.trouble.loseAnswers = true;
    const update = { kind: 'update' as const, object: 'company', id: '1', fields: { name: 'X' } };
    expect(await system.connector.write([update])).toMatchObject([{ status: 'unknown' }]);
    expect(system.get('company', '1')?.fields['name']).toBe('X');
    expect(await system.connector.write([update])).toEqual([{ status: 'done', id: '1' }]);
  });

  test('lacks fields until they are provisioned', async () => {
    const need = {
      kind: 'field' as const,
      object: 'company',
      name: 'erp_id',
      label: 'ERP id',
      type: 'string' as const,
      unique: true,
    };
    await expect(system.connector.get({ object: 'company', ids: ['1'], fields: ['erp_id'] })).rejects.toThrow(
      'no field',
    );
    expect(await system.connector.missing?.([need])).toEqual([need]);
    await system.connector.provision?.([need]);
    expect(await system.connector.missing?.([need])).toEqual([]);
    expect(await system.connector.get({ object: 'company', ids: ['1'], fields: ['erp_id'] })).toHaveLength(1);
  });
});
