import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DrivenEmulator, startDriven } from './start.ts';

let emulator: DrivenEmulator;
beforeAll(async () => {
  emulator = await startDriven();
});
afterAll(() => emulator.hubspot.close());

test('coreApi, and records of the new type', async () => {
  const { coreApi } = emulator.client.crm.schemas;
  const schema = await coreApi.create({
    name: 'machine',
    labels: { singular: 'Machine', plural: 'Machines' },
    primaryDisplayProperty: 'serial',
    requiredProperties: ['serial'],
    properties: [{ name: 'serial', label: 'Serial', type: 'string' as never, fieldType: 'text' }],
    associatedObjects: ['COMPANY'],
  });
  const type = schema.objectTypeId ?? '';
  expect(type).toMatch(/^2-\d+$/);
  await coreApi.update(type, { labels: { singular: 'Engine', plural: 'Engines' } });
  expect((await coreApi.getById(type)).labels.plural).toBe('Engines');
  expect((await coreApi.getAll()).results.map(({ objectTypeId }) => objectTypeId)).toContain(type);

  const { basicApi } = emulator.client.crm.objects;
  const { id } = await basicApi.create(type, { properties: { serial: 'A-1' }, associations: [] });
  expect((await basicApi.getById(type, id, ['serial'])).properties['serial']).toBe('A-1');
  await basicApi.archive(type, id);

  const association = await coreApi.createAssociation(type, {
    fromObjectTypeId: type,
    toObjectTypeId: 'contact',
    name: 'machine_to_contact',
  });
  await coreApi.archiveAssociation(type, association.id ?? '');
  await coreApi.archive(type);
  await expect(coreApi.getById(type)).rejects.toMatchObject({ code: 404 });
});

test('every operation was driven', () => {
  expect(emulator.missing('schemas')).toEqual([]);
});
