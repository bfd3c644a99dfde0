import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/pipelines/2026-09';
const OLDER = '/crm/pipelines/2026-03';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const stage = (label: string, displayOrder = 0, metadata: object = { probability: '0.5' }): object => ({
  label,
  displayOrder,
  metadata,
});
const TICKETS = [stage('New', 0, { ticketState: 'OPEN' }), stage('Done', 1, { ticketState: 'CLOSED' })];
let count = 0;
const pipeline = (more: object = {}): object => ({
  label: `Pipeline ${(count += 1)}`,
  displayOrder: 1,
  stages: [stage('Only')],
  ...more,
});
const create = (type: string, more: object = {}) => hubspot.send('POST', `${AT}/${type}`, pipeline(more));
const deal = (properties: object) =>
  hubspot.send('POST', '/crm/objects/2026-09/deals', { properties: { dealname: 'd', ...properties } });
const options = async (type: string, property: string): Promise<string[]> => {
  const { body } = await hubspot.send('GET', `/crm/properties/2026-09/${type}/${property}`);
  return body.options.map((one: { value: string }) => one.value);
};

describe('a portal has from the start', () => {
  test.each([
    ['deals', 'default', 7],
    ['tickets', '0', 4],
    ['orders', '14a2e10e-5471-408a-906e-c51f3b04369e', 5],
    ['contacts', 'contacts-lifecycle-pipeline', 8],
    ['companies', 'companies-lifecycle-pipeline', 8],
  ])('one pipeline of %s', async (type, id, stages) => {
    const { body } = await hubspot.send('GET', `${OLDER}/${type}`);
    const found = body.results.find((one: { id: string }) => one.id === id);
    expect(found).toMatchObject({ id, createdAt: '1970-01-01T00:00:00.000Z' });
    expect(found.stages).toHaveLength(stages);
  });

  test('none of products, which cannot get one either', async () => {
    expect((await hubspot.send('GET', `${AT}/products`)).body.results).toEqual([]);
    expect((await create('products')).status).toBe(400);
  });
});

describe('a new pipeline', () => {
  test('takes its ids as they come, and numbers where none is given', async () => {
    const named = await create('deals', { pipelineId: 'Big Deals.1', stages: [{ ...stage('A'), stageId: 'a-1 B' }] });
    expect(named).toMatchObject({ status: 201, body: { id: 'Big Deals.1', stages: [{ id: 'a-1 B' }] } });
    const numbered = await create('deals');
    expect([numbered.body.id, numbered.body.stages[0].id]).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^\d+$/),
    ]);
  });

  test.each([
    ['a pipelineId of 37 characters', { pipelineId: 'x'.repeat(37) }, 500, undefined],
    ['a stageId of 101 characters', { stages: [{ ...stage('A'), stageId: 'x'.repeat(101) }] }, 500, undefined],
    ['no stages', { stages: [] }, 400, undefined],
    ['two stages of one label, whatever the case', { stages: [stage('One'), stage(' one ', 1)] }, 400, undefined],
    ['a deal stage without a probability', { stages: [stage('A', 0, {})] }, 400, undefined],
    ['a probability above 1', { stages: [stage('A', 0, { probability: '1.5' })] }, 400, undefined],
    ['a stage at -1', { stages: [stage('A', -1)] }, 400, undefined],
    ['the label of another pipeline', { label: 'sales pipeline' }, 400, undefined],
    ['the id of another pipeline', { pipelineId: 'default' }, 400, undefined],
    ['the id of a pipeline of tickets', { pipelineId: '0' }, 409, 'PipelineError.STAGE_ID_EXISTS_IN_ANOTHER_PIPELINE'],
    [
      'the id of a stage of another pipeline',
      { stages: [{ ...stage('A'), stageId: 'closedwon' }] },
      409,
      'PipelineError.STAGE_ID_EXISTS_IN_ANOTHER_PIPELINE',
    ],
  ])('is refused for %s, and nothing is made', async (_why, more, status, subCategory) => {
    const before = (await hubspot.send('GET', `${AT}/deals`)).body.results.length;
    const refused = await create('deals', more);
    expect([refused.status, refused.body.subCategory]).toEqual([status, subCategory]);
    expect((await hubspot.send('GET', `${AT}/deals`)).body.results).toHaveLength(before);
  });

  test('of tickets needs a stage that is CLOSED, spelled so', async () => {
    const open = await create('tickets', { stages: [stage('New', 0, {})] });
    expect([open.status, open.body.subCategory]).toEqual([400, 'PipelineError.MISSING_CLOSED_STAGE']);
    const small = await create('tickets', { stages: [stage('Done', 0, { ticketState: 'closed' })] });
    expect(small.body.subCategory).toBe('PipelineError.INVALID_PIPELINE_STAGE_METADATA');
    expect((await create('tickets', { stages: TICKETS })).status).toBe(201);
  });

  test('may use the label of a pipeline of another type, and a stage id too', async () => {
    const stages = [{ ...stage('Done', 0, { ticketState: 'CLOSED' }), stageId: 'closedwon' }];
    expect((await create('tickets', { label: 'Sales Pipeline', stages })).status).toBe(201);
  });

  test('answers the metadata that was sent; a read shows what is kept', async () => {
    const metadata = { probability: '0.50', colour: 'red' };
    const { body } = await create('deals', { stages: [stage('A', 0, metadata), stage('B', 1, { probability: 1 })] });
    expect(body.stages[0].metadata).toMatchObject(metadata);
    const kept = await hubspot.send('GET', `${AT}/deals/${body.id}`);
    expect(kept.body.stages.map((one: { metadata: object }) => one.metadata)).toEqual([
      { probability: '0.5', isClosed: 'false' },
      { probability: '1.0', isClosed: 'true' },
    ]);
  });

  test('gives its stages places of their own', async () => {
    const { body } = await create('deals', { stages: [stage('A', 5), stage('B', 5), stage('C', 5)] });
    expect(body.stages.map((one: { displayOrder: number }) => one.displayOrder)).toEqual([0, 1, 2]);
  });

  test('is refused beyond the limit of its type', async () => {
    const small = await startTestEmulator({ limits: { pipelinesPerObjectType: 1 } });
    expect((await small.send('POST', `${AT}/deals`, pipeline())).status).toBe(400);
    await small.close();
  });
});

describe('records follow the pipelines', () => {
  test('options of pipeline and stage are the pipelines and stages of the portal', async () => {
    const { body } = await create('deals', { stages: [{ ...stage('A'), stageId: 'fresh' }] });
    expect(await options('deals', 'pipeline')).toEqual(expect.arrayContaining(['default', body.id]));
    expect(await options('deals', 'dealstage')).toEqual(expect.arrayContaining(['closedwon', 'fresh']));
    expect((await deal({ pipeline: body.id, dealstage: 'fresh' })).status).toBe(201);
  });

  test('a stage of another pipeline is refused, on creation and on change', async () => {
    const { body } = await create('deals', { stages: [{ ...stage('A'), stageId: 'elsewhere' }] });
    const refused = await deal({ dealstage: 'elsewhere' });
    expect(refused.body.errors).toMatchObject([{ code: 'INVALID_PIPELINE_STAGE' }]);
    const made = await deal({ dealstage: 'closedwon' });
    const path = `/crm/objects/2026-09/deals/${made.body.id}`;
    expect((await hubspot.send('PATCH', path, { properties: { dealstage: 'elsewhere' } })).status).toBe(400);
    const both = { dealstage: 'elsewhere', pipeline: body.id };
    expect((await hubspot.send('PATCH', path, { properties: both })).status).toBe(200);
  });

  test('a custom object gets its pipeline properties with its first pipeline, and keeps them', async () => {
    const { body } = await hubspot.send('POST', '/crm-object-schemas/2026-09/schemas', {
      name: 'job',
      labels: { singular: 'Job', plural: 'Jobs' },
      primaryDisplayProperty: 'hs_object_id',
      secondaryDisplayProperties: [],
      requiredProperties: [],
      searchableProperties: [],
      properties: [],
      associatedObjects: [],
      shouldCreateSameObjectAssociation: false,
      allowsSensitiveProperties: true,
    });
    const property = `/crm/properties/2026-09/${body.objectTypeId}/hs_pipeline_stage`;
    expect((await hubspot.send('GET', property)).status).toBe(404);
    const made = await create(body.objectTypeId, { stages: [stage('Todo', 0, {})] });
    const [first] = made.body.stages;
    const kept = await hubspot.send('GET', `${AT}/${body.objectTypeId}/${made.body.id}/stages`);
    expect(kept.body.results).toMatchObject([{ metadata: { state: 'OPEN' } }]);
    const job = await hubspot.send('POST', `/crm/objects/2026-09/${body.objectTypeId}`, { properties: {} });
    expect(job.body.properties).toMatchObject({ hs_pipeline: made.body.id, hs_pipeline_stage: first.id });
    await hubspot.send('DELETE', `/crm/objects/2026-09/${body.objectTypeId}/${job.body.id}`);
    expect((await hubspot.send('DELETE', `${AT}/${body.objectTypeId}/${made.body.id}`)).status).toBe(204);
    expect((await hubspot.send('GET', property)).body.options).toEqual([]);
  });
});

describe('a change of a pipeline', () => {
  test('by PATCH keeps what is not sent and touches every stage', async () => {
    const { body } = await create('deals');
    await hubspot.advance(1000);
    const patched = await hubspot.send('PATCH', `${AT}/deals/${body.id}`, { label: 'Renamed' });
    expect(patched.body).toMatchObject({ label: 'Renamed', displayOrder: 1, stages: [{ label: 'Only' }] });
    expect(patched.body.stages[0].updatedAt > body.stages[0].updatedAt).toBe(true);
    expect((await hubspot.send('PATCH', `${AT}/deals/${body.id}`, { archived: false })).status).toBe(400);
  });

  test('by PUT keeps the stages that it names and deletes the others', async () => {
    const { body } = await create('deals', { stages: [stage('A'), stage('B', 1)] });
    const [a] = body.stages;
    const put = await hubspot.send('PUT', `${AT}/deals/${body.id}`, {
      label: 'Put',
      displayOrder: 3,
      stages: [{ ...stage('A2'), stageId: a.id }, stage('C', 1)],
    });
    expect(put.body.stages.map((one: { label: string }) => one.label)).toEqual(['A2', 'C']);
    expect(put.body.stages[0]).toMatchObject({ id: a.id, createdAt: a.createdAt });
  });
});

describe('the deletion of a pipeline', () => {
  test('is for good', async () => {
    const { body } = await create('deals');
    expect((await hubspot.send('DELETE', `${AT}/deals/${body.id}`)).status).toBe(204);
    expect((await hubspot.send('GET', `${AT}/deals/${body.id}`)).status).toBe(404);
    const again = await hubspot.send('DELETE', `${AT}/deals/${body.id}`);
    expect([again.status, again.body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
  });

  test.each([
    ['2026-09 refuses', AT, '', 400],
    ['2026-03 refuses when asked to check', OLDER, '?validateReferencesBeforeDelete=true', 400],
    ['2026-03 does not check by itself', OLDER, '', 204],
  ])('that holds a record: %s', async (_version, at, query, status) => {
    const { body } = await create('deals');
    const { id } = (await deal({ pipeline: body.id, dealstage: body.stages[0].id })).body;
    const refused = await hubspot.send('DELETE', `${at}/deals/${body.id}${query}`);
    expect(refused.status).toBe(status);
    if (status === 204) return;
    expect(refused.body).toMatchObject({
      subCategory: 'PipelineError.STAGE_ID_IN_USE',
      context: { stageIds: [body.stages[0].id], objectIds: [id] },
    });
    await hubspot.send('DELETE', `/crm/objects/2026-09/deals/${id}`);
    expect((await hubspot.send('DELETE', `${at}/deals/${body.id}${query}`)).status).toBe(204);
  });
});

test('the log tells what happened to a pipeline, newest first, and outlives it', async () => {
  const { body } = await create('deals');
  await hubspot.send('PATCH', `${AT}/deals/${body.id}`, { displayOrder: 9 });
  await hubspot.send('DELETE', `${AT}/deals/${body.id}`);
  const { results } = (await hubspot.send('GET', `${AT}/deals/${body.id}/audit`)).body;
  expect(results.map((one: { action: string }) => one.action)).toEqual(['DELETE', 'UPDATE', 'CREATE']);
  expect(results[0]).toMatchObject({ identifier: body.id, rawObject: { id: body.id } });
});
