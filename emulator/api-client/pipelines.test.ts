import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DrivenEmulator, startDriven } from './start.ts';

let emulator: DrivenEmulator;
beforeAll(async () => {
  emulator = await startDriven();
});
afterAll(() => emulator.hubspot.close());

const stage = (label: string, displayOrder: number) => ({ label, displayOrder, metadata: { probability: '0.5' } });
const input = (label: string) => ({ label, displayOrder: 1, stages: [stage('Open', 0), stage('Closed', 1)] });

test('pipelinesApi and pipelineAuditsApi', async () => {
  const { pipelinesApi, pipelineAuditsApi } = emulator.client.crm.pipelines;
  const { id } = await pipelinesApi.create('deals', input('Renewals'));
  await pipelinesApi.update('deals', id, { label: 'Yearly renewals' });
  expect((await pipelinesApi.getById('deals', id)).label).toBe('Yearly renewals');
  expect((await pipelinesApi.replace('deals', id, input('Replaced'))).label).toBe('Replaced');
  expect((await pipelinesApi.getAll('deals')).results.map((pipeline) => pipeline.id)).toEqual(
    expect.arrayContaining(['default', id]),
  );
  const audit = await pipelineAuditsApi.getAudit('deals', id);
  expect(audit.results.map(({ action }) => action)).toContain('CREATE');
  await pipelinesApi.archive('deals', id);
  // HubSpot's 404 has no body here, which the client cannot read.
  await expect(pipelinesApi.getById('deals', id)).rejects.toThrow('Cannot parse content');
});

test('pipelineStagesApi and pipelineStageAuditsApi', async () => {
  const { pipelineStagesApi, pipelineStageAuditsApi } = emulator.client.crm.pipelines;
  const { id } = await pipelineStagesApi.create('deals', 'default', stage('Trial', 9));
  await pipelineStagesApi.update('deals', 'default', id, { label: 'Long trial', metadata: {} });
  expect((await pipelineStagesApi.getById('deals', 'default', id)).label).toBe('Long trial');
  const replaced = await pipelineStagesApi.replace('deals', 'default', id, stage('Short trial', 9));
  expect(replaced.metadata?.['probability']).toBe('0.5');
  expect((await pipelineStagesApi.getAll('deals', 'default')).results.map((one) => one.id)).toContain(id);
  // The client sends the text "{pipelineId}" in the place of the pipeline: the stage alone says which it is.
  const audit = await pipelineStageAuditsApi.getAudit('deals', id);
  expect(audit.results.map(({ action }) => action)).toContain('CREATE');
  await pipelineStagesApi.archive('deals', 'default', id);
  await expect(pipelineStagesApi.getById('deals', 'default', id)).rejects.toThrow('Cannot parse content');
});

test('every operation was driven', () => {
  expect(emulator.missing('pipelines')).toEqual([]);
});
