import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
let at: string;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const stage = (label: string, displayOrder: number, more: object = {}): object => ({
  label,
  displayOrder,
  metadata: { probability: '0.5' },
  ...more,
});
beforeEach(async () => {
  await hubspot.send('POST', '/_emulator/reset');
  await hubspot.send('POST', '/crm/pipelines/2026-09/deals', {
    pipelineId: 'p',
    label: 'P',
    displayOrder: 1,
    stages: ['a', 'b', 'c'].map((id, place) => stage(id, place, { stageId: id })),
  });
  at = '/crm/pipelines/2026-09/deals/p/stages';
});
const labels = async (): Promise<string[]> =>
  (await hubspot.send('GET', at)).body.results.map((one: { label: string }) => one.label);

test('a stage on a taken place comes right after the one that held it, and all are numbered anew', async () => {
  await hubspot.send('POST', at, stage('new', 0));
  expect(await labels()).toEqual(['a', 'new', 'b', 'c']);
  await hubspot.send('PATCH', `${at}/a`, { displayOrder: 3, metadata: {} });
  expect(await labels()).toEqual(['new', 'b', 'c', 'a']);
});

test('a stage on a free place changes alone, and gaps stay', async () => {
  await hubspot.send('POST', at, stage('far', 10));
  const { results } = (await hubspot.send('GET', at)).body;
  expect(results.map((one: { displayOrder: number }) => one.displayOrder)).toEqual([0, 1, 2, 10]);
});

test.each([
  ['a label that is there, whatever the case', stage(' A ', 5), 'PipelineError.STAGE_LABEL_EXISTS', 'VALIDATION_ERROR'],
  ['an id that another pipeline has', stage('x', 5, { stageId: 'closedwon' }), undefined, undefined],
])('a new stage is refused for %s', async (_why, body, subCategory, category) => {
  const refused = await hubspot.send('POST', at, body);
  expect(refused.status).toBe(400);
  expect([refused.body.subCategory, refused.body.category]).toEqual([subCategory, category]);
});

test('a PATCH merges metadata, answers a stale isClosed, and cannot clear a probability', async () => {
  const kept = await hubspot.send('PATCH', `${at}/a`, { label: 'A2', metadata: {} });
  expect(kept.body.metadata.probability).toBe('0.5');
  const won = await hubspot.send('PATCH', `${at}/a`, { metadata: { probability: '1' } });
  expect(won.body.metadata).toEqual({ probability: '1', isClosed: 'false' });
  expect((await hubspot.send('GET', `${at}/a`)).body.metadata).toEqual({ probability: '1.0', isClosed: 'true' });
  expect((await hubspot.send('PATCH', `${at}/a`, { metadata: { probability: '' } })).status).toBe(400);
});

test('a PUT sets label, place and metadata', async () => {
  const put = await hubspot.send('PUT', `${at}/b`, stage('B2', 7, { metadata: { probability: '0.0' } }));
  expect(put.body).toMatchObject({ id: 'b', label: 'B2', displayOrder: 7 });
});

test.each([
  ['a stage that is there', 'p', 'c'],
  ['a stage that never was', 'p', 'nope'],
  ['a stage of a pipeline that never was', 'nope', 'c'],
  ['a stage by the wrong pipeline', 'default', 'c'],
])('a DELETE of %s is 204', async (_what, pipeline, id) => {
  const gone = await hubspot.send('DELETE', `/crm/pipelines/2026-09/deals/${pipeline}/stages/${id}`);
  expect(gone.status).toBe(204);
  expect((await labels()).includes('c')).toBe(pipeline !== 'p' || id !== 'c');
});

test('a DELETE is refused for the last stage, and for one that holds a record', async () => {
  await hubspot.send('POST', '/crm/objects/2026-09/deals', {
    properties: { dealname: 'd', pipeline: 'p', dealstage: 'a' },
  });
  const used = await hubspot.send('DELETE', `${at}/a`);
  expect([used.status, used.body.subCategory]).toEqual([400, 'PipelineError.STAGE_ID_IN_USE']);
  await hubspot.send('DELETE', `${at}/b`);
  await hubspot.send('DELETE', `${at}/c`);
  const older = await hubspot.send('DELETE', '/crm/pipelines/2026-03/deals/p/stages/a');
  expect(older.body.message).toBe('Pipeline must have at least one stage.');
});

test('the last closed stage of tickets stays', async () => {
  const support = '/crm/pipelines/2026-09/tickets/0/stages';
  const opened = await hubspot.send('PATCH', `${support}/4`, { metadata: { ticketState: 'OPEN' } });
  expect(opened.body.subCategory).toBe('PipelineError.MISSING_CLOSED_STAGE');
  expect((await hubspot.send('DELETE', `${support}/4`)).body.subCategory).toBe('PipelineError.MISSING_CLOSED_STAGE');
});

test('what is not there is a 404 that says nothing', async () => {
  const missing = await hubspot.send('GET', `${at}/nope`);
  expect([missing.status, missing.body]).toEqual([404, null]);
  const list = await hubspot.send('GET', '/crm/pipelines/2026-09/deals/nope/stages');
  expect([list.status, list.body.category]).toEqual([404, undefined]);
});

test('the log of a stage is found by the stage alone', async () => {
  await hubspot.send('PATCH', `${at}/a`, { label: 'A2', metadata: {} });
  const { body } = await hubspot.send('GET', `${at}/a/audit`);
  expect(body.results).toMatchObject([{ action: 'UPDATE', identifier: 'a', rawObject: { label: 'A2' } }]);
  const loose = await hubspot.send('GET', '/crm/pipelines/2026-09/deals/%7BpipelineId%7D/stages/a/audit');
  expect(loose.body.results).toHaveLength(1);
});
