import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL } from '../../testing/project.ts';

const AT = '/crm-object-schemas/2026-09/schemas';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator({ limits: { customObjectTypes: 100 } });
});
afterAll(() => hubspot.close());

const text = (name: string, more: object = {}): object => ({
  name,
  label: name,
  type: 'string',
  fieldType: 'text',
  ...more,
});
const egg = (name: string, more: object = {}): object => ({
  name,
  labels: { singular: 'Machine', plural: 'Machines' },
  primaryDisplayProperty: 'serial',
  requiredProperties: ['serial'],
  searchableProperties: ['serial'],
  properties: [text('serial', { hasUniqueValue: true }), text('maker')],
  associatedObjects: ['CONTACT'],
  ...more,
});
const create = (name: string, more: object = {}) => hubspot.send('POST', AT, egg(name, more));
const record = (type: string, properties: object) =>
  hubspot.send('POST', `/crm/objects/2026-09/${type}`, { properties });

describe('a new custom object', () => {
  test('has a type id, a full name, its group, its own properties and those of HubSpot', async () => {
    const { status, body } = await create('machine');
    expect(status).toBe(201);
    expect(body.objectTypeId).toMatch(/^2-\d+$/);
    expect(body).toMatchObject({
      id: body.objectTypeId,
      name: 'machine',
      fullyQualifiedName: `p${PORTAL}_machine`,
      archived: false,
    });
    const names = body.properties.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['serial', 'maker', 'hs_object_id', 'hs_createdate']));
    const groups = await hubspot.send('GET', `/crm/properties/2026-09/${body.objectTypeId}/groups`);
    expect(groups.body.results).toMatchObject([{ name: 'machine_information', label: 'Machine Information' }]);
  });

  test('needs a name, labels and a primary display property only', async () => {
    const bare = { name: 'bare', labels: { singular: 'Bare', plural: 'Bares' } };
    const refused = await hubspot.send('POST', AT, bare);
    expect([refused.status, refused.body.subCategory]).toEqual([
      400,
      'ObjectSchemaError.PRIMARY_DISPLAY_PROPERTY_REQUIRED',
    ]);
    const made = await hubspot.send('POST', AT, { ...bare, primaryDisplayProperty: 'hs_object_id' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ searchableProperties: ['hs_object_id'], allowsSensitiveProperties: true });
  });

  test.each([
    ['by its type id', (id: string) => id, 200],
    ['by its full name', () => `p${PORTAL}_spelled`, 200],
    ['by p_ and its name, in any case', () => 'P_SPELLED', 200],
    ['not by its bare name', () => 'spelled', 400],
  ])('is found %s', async (_how, spelling, status) => {
    await create('spelled');
    const { body } = await hubspot.send('GET', `${AT}/p_spelled`);
    const found = await hubspot.send('GET', `/crm/properties/2026-09/${spelling(body.objectTypeId)}`);
    expect(found.status).toBe(status);
  });

  test('has a bare name that HubSpot does not know', async () => {
    const { body } = await hubspot.send('GET', '/crm/properties/2026-09/spelled');
    expect(body.message).toBe('Unable to infer object type from: spelled');
  });

  test('keeps records: required and unique properties hold, search finds them', async () => {
    const { objectTypeId } = (await create('pump')).body;
    const refused = await record(objectTypeId, { maker: 'ACME' });
    expect(refused.body).toMatchObject({ context: { properties: ['serial'] } });
    const made = await record(objectTypeId, { serial: 'S-1', maker: 'ACME' });
    expect([made.status, made.body.properties.serial]).toEqual([201, 'S-1']);
    expect((await record(objectTypeId, { serial: 'S-1' })).status).toBe(409);
    const found = await hubspot.send('POST', `/crm/objects/2026-09/${objectTypeId}/search`, { query: 'S-1' });
    expect(found.body.total).toBe(1);
  });

  test('is associated with what was named, with notes and tasks, and with nothing else', async () => {
    const { objectTypeId, associations } = (await create('press')).body;
    const ends = associations.map((one: { toObjectTypeId: string }) => one.toObjectTypeId);
    expect(new Set(ends)).toEqual(new Set([objectTypeId, '0-1', '0-27', '0-46']));
    const labels = await hubspot.send('GET', `/crm/associations/2026-09/${objectTypeId}/contacts/labels`);
    expect(labels.body.results).toMatchObject([{ category: 'USER_DEFINED', label: null }]);
    const none = await hubspot.send('GET', `/crm/associations/2026-09/${objectTypeId}/deals/labels`);
    expect(none.body.results).toEqual([]);
  });

  test.each([
    ['an existing name', 'twin', 409, 'OBJECT_ALREADY_EXISTS'],
    ['an existing name in another case', 'TWIN', 409, 'OBJECT_ALREADY_EXISTS'],
    ['a name with a blank', 'two words', 400, 'VALIDATION_ERROR'],
    ['a name that starts with a digit', '2fast', 400, 'VALIDATION_ERROR'],
    ['a name of more than 50 characters', 'x'.repeat(51), 400, 'VALIDATION_ERROR'],
  ])('is refused for %s', async (_why, name, status, category) => {
    await create('twin');
    const { body, ...answer } = await create(name);
    expect([answer.status, body.category]).toEqual([status, category]);
  });

  test.each([
    ['primaryDisplayProperty', { primaryDisplayProperty: 'nope' }],
    ['requiredProperties', { requiredProperties: ['nope'] }],
    ['searchableProperties', { searchableProperties: ['nope'] }],
    ['secondaryDisplayProperties', { secondaryDisplayProperties: ['nope'] }],
  ])('is refused when %s names a property that it has not', async (_field, more) => {
    const { status, body } = await create('unheld', more);
    expect([status, body.subCategory]).toEqual([400, 'ObjectSchemaError.INVALID_PROPERTY']);
    expect((await hubspot.send('GET', `${AT}/p_unheld`)).status).toBe(404);
  });

  test('leaves nothing behind when one of its properties is refused', async () => {
    const broken = text('colour', { type: 'enumeration', fieldType: 'select' });
    const refused = await create('half', { properties: [text('serial'), broken] });
    expect(refused.status).toBe(400);
    expect((await create('half')).status).toBe(201);
  });
});

describe('a change of a schema', () => {
  test('sets display fields and labels and ignores the name', async () => {
    const { objectTypeId } = (await create('crane')).body;
    const { status, body } = await hubspot.send('PATCH', `${AT}/${objectTypeId}`, {
      name: 'other',
      labels: { singular: 'Crane' },
      requiredProperties: [],
      secondaryDisplayProperties: ['maker'],
      description: 'Lifts',
      clearDescription: false,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'crane',
      labels: { singular: 'Crane', plural: 'Machines' },
      secondaryDisplayProperties: ['maker'],
      description: 'Lifts',
    });
    expect((await record(objectTypeId, { maker: 'x' })).status).toBe(201);
  });

  test('shows late in the read of the one schema, and at once in the list', async () => {
    const late = await startTestEmulator({ limits: { schemaLagMs: 60_000 } });
    const { objectTypeId } = (await late.send('POST', AT, egg('late'))).body;
    await late.send('PATCH', `${AT}/${objectTypeId}`, { description: 'new', clearDescription: false });
    const list = await late.send('GET', AT);
    expect(list.body.results[0].description).toBe('new');
    expect((await late.send('GET', `${AT}/${objectTypeId}`)).body.description).toBeUndefined();
    await late.advance(60_000);
    expect((await late.send('GET', `${AT}/${objectTypeId}`)).body.description).toBe('new');
    await late.close();
  });

  test('cannot take sensitive properties back', async () => {
    const { objectTypeId } = (await create('safe')).body;
    const patch = { allowsSensitiveProperties: false, clearDescription: false };
    expect((await hubspot.send('PATCH', `${AT}/${objectTypeId}`, patch)).status).toBe(400);
  });
});

describe('the end of a schema', () => {
  test('waits for its records; those in the recycle bin do not count', async () => {
    const { objectTypeId } = (await create('lathe')).body;
    const { body } = await record(objectTypeId, { serial: 'L-1' });
    const refused = await hubspot.send('DELETE', `${AT}/${objectTypeId}`);
    expect([refused.status, refused.body.subCategory]).toEqual([400, 'ObjectSchemaError.EXISTING_OBJECT_RECORDS']);
    await hubspot.send('DELETE', `/crm/objects/2026-09/${objectTypeId}/${body.id}`);
    expect((await hubspot.send('DELETE', `${AT}/${objectTypeId}`)).status).toBe(204);
    expect((await hubspot.send('GET', `${AT}/${objectTypeId}`)).status).toBe(404);
    expect((await record(objectTypeId, { serial: 'L-2' })).status).toBe(400);
  });

  test('is an archive first and a purge second', async () => {
    const { objectTypeId } = (await create('drill')).body;
    expect((await hubspot.send('DELETE', `${AT}/${objectTypeId}?archived=true`)).status).toBe(400);
    await hubspot.send('DELETE', `${AT}/${objectTypeId}`);
    const shown = async () =>
      (await hubspot.send('GET', `${AT}?archived=true`)).body.results.find(
        (one: { id: string }) => one.id === objectTypeId,
      );
    expect(await shown()).toMatchObject({ archived: true, restorable: true, properties: [], associations: [] });
    expect((await hubspot.send('DELETE', `${AT}/${objectTypeId}?archived=true`)).status).toBe(204);
    expect(await shown()).toBeUndefined();
  });

  test('frees the name: taking it purges the archived schema', async () => {
    const first = (await create('phoenix')).body.objectTypeId;
    await hubspot.send('DELETE', `${AT}/${first}`);
    const second = (await create('phoenix')).body.objectTypeId;
    expect(second).not.toBe(first);
    const all = (await hubspot.send('GET', `${AT}?archived=true`)).body.results;
    expect(all.map((one: { id: string }) => one.id)).not.toContain(first);
  });
});

test('an association is defined once, links records, and takes the links with it', async () => {
  const { objectTypeId } = (await create('belt')).body;
  const body = { fromObjectTypeId: objectTypeId, toObjectTypeId: '0-2', name: 'belt_of_company' };
  const defined = await hubspot.send('POST', `${AT}/${objectTypeId}/associations`, body);
  expect(defined).toMatchObject({ status: 201, body });
  expect((await hubspot.send('POST', `${AT}/${objectTypeId}/associations`, body)).status).toBe(400);
  const belt = (await record(objectTypeId, { serial: 'B' })).body.id;
  const company = (await record('companies', { name: 'c' })).body.id;
  const links = `/crm/objects/2026-09/companies/${company}/associations/${objectTypeId}`;
  await hubspot.send('PUT', `/crm/objects/2026-09/${objectTypeId}/${belt}/associations/default/companies/${company}`);
  expect((await hubspot.send('GET', links)).body.results).toMatchObject([{ toObjectId: Number(belt) }]);
  const gone = await hubspot.send('DELETE', `${AT}/${objectTypeId}/associations/${defined.body.id}`);
  expect(gone.status).toBe(204);
  expect((await hubspot.send('GET', links)).body.results).toEqual([]);
});

test('the limit of custom objects holds, and archived ones do not count', async () => {
  const small = await startTestEmulator({ limits: { customObjectTypes: 1 } });
  const { objectTypeId } = (await small.send('POST', AT, egg('one'))).body;
  expect((await small.send('POST', AT, egg('two'))).status).toBe(400);
  await small.send('DELETE', `${AT}/${objectTypeId}`);
  expect((await small.send('POST', AT, egg('two'))).status).toBe(201);
  await small.close();
});

test('whether custom objects need Enterprise is a setting', async () => {
  const small = await startTestEmulator({ limits: { customObjectsNeedEnterprise: true } });
  const refused = await small.send('POST', AT, egg('one'));
  expect([refused.status, refused.body.category]).toEqual([403, 'FORBIDDEN']);
  await small.send('PATCH', `/_emulator/portals/${PORTAL}`, { tier: 'enterprise' });
  expect((await small.send('POST', AT, egg('one'))).status).toBe(201);
  await small.close();
});

test('every version and a batch read answer the same schema', async () => {
  const { objectTypeId } = (await create('robot')).body;
  for (const path of ['/crm-object-schemas/2026-03/schemas', '/crm-object-schemas/v3/schemas', '/crm/v3/schemas']) {
    expect((await hubspot.send('GET', `${path}/${objectTypeId}`)).body.name).toBe('robot');
  }
  const read = await hubspot.send('POST', `${AT}/batch/read`, {
    inputs: [objectTypeId, '2-1'],
    includePropertyDefinitions: false,
    includeAssociationDefinitions: false,
    includeAuditMetadata: false,
  });
  expect(read.body.results).toMatchObject([{ id: objectTypeId, properties: [], associations: [] }]);
});
