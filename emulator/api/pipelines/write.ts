import type { z } from 'zod';
import { HubSpotError } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { note } from './audit.ts';
import { pipelineIdFor, stageIdsFor } from './ids.ts';
import type { PipelineInput, PipelinePatch, PipelineReplace, StageInput } from './input.ts';
import { keptMetadata, type SentMetadata } from './metadata.ts';
import { type PipelineRow, pipelinesOf, putPipeline, type StageRow } from './pipeline.ts';
import { requireFreeLabel, requirePipelines, requireRoom, requireSoundStages, requireUnusedStages } from './rules.ts';
import { placedAll } from './stage-order.ts';
import { pipelineView } from './view.ts';

/** A pipeline after a write, and the metadata that came with each of its stages. */
export interface Written {
  readonly row: PipelineRow;
  readonly sent: ReadonlyMap<string, SentMetadata>;
}

export function findPipeline(hub: Hub, portalId: number, type: ObjectType, id: string): PipelineRow | undefined {
  return pipelinesOf(hub.tables, portalId, type.id).find((row) => row.id === id);
}

/** Keeps a pipeline and notes who did what. */
export function keep(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  row: PipelineRow,
  action: 'CREATE' | 'UPDATE',
): void {
  putPipeline(hub.tables, portalId, type.id, row);
  note(hub, portalId, type, { kind: 'pipeline', action, identifier: row.id, rawObject: pipelineView(row) });
}

function stagesOf(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  inputs: readonly StageInput[],
  before: readonly StageRow[],
): { stages: StageRow[]; sent: Map<string, SentMetadata> } {
  const now = hub.clock.now();
  const own = new Map(before.map((stage) => [stage.id, stage]));
  const wanted = inputs.map((input) => input.stageId);
  const ids = stageIdsFor(hub, portalId, type, wanted, new Set(own.keys()));
  const stages = inputs.map(({ label, displayOrder, metadata }, place) => {
    const id = ids[place] ?? '';
    const old = own.get(id);
    const kept = keptMetadata(type, metadata, old?.metadata);
    return { id, label, displayOrder, metadata: kept, createdAt: old?.createdAt ?? now, updatedAt: now };
  });
  const sent = new Map(inputs.map(({ metadata }, place) => [ids[place] ?? '', metadata]));
  return { stages: placedAll(stages), sent };
}

export function createPipeline(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  { pipelineId, label, displayOrder, stages: inputs }: z.infer<typeof PipelineInput>,
): Written {
  requirePipelines(type);
  requireRoom(hub, portalId, type);
  const id = pipelineIdFor(hub, portalId, type, pipelineId);
  requireFreeLabel(hub, portalId, type, label);
  const { stages, sent } = stagesOf(hub, portalId, type, inputs, []);
  requireSoundStages(type, stages);
  const now = hub.clock.now();
  const row = { id, label, displayOrder, stages, createdAt: now, updatedAt: now };
  keep(hub, portalId, type, row, 'CREATE');
  return { row, sent };
}

/** Keeps the stages whose ids are named, makes those without one, and deletes the rest for good. */
export function replacePipeline(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: PipelineRow,
  { label, displayOrder, stages: inputs }: z.infer<typeof PipelineReplace>,
  checked: boolean,
): Written {
  requireFreeLabel(hub, portalId, type, label, before.id);
  const { stages, sent } = stagesOf(hub, portalId, type, inputs, before.stages);
  requireSoundStages(type, stages);
  const left = before.stages.filter((stage) => !stages.some((one) => one.id === stage.id));
  if (checked) requireUnusedStages(hub, portalId, type, { stages: left });
  const row = { ...before, label, displayOrder, stages, updatedAt: hub.clock.now() };
  keep(hub, portalId, type, row, 'UPDATE');
  return { row, sent };
}

/** Every stage is touched as well: HubSpot moves their `updatedAt`. */
export function patchPipeline(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: PipelineRow,
  { label = before.label, displayOrder = before.displayOrder }: z.infer<typeof PipelinePatch>,
): PipelineRow {
  requireFreeLabel(hub, portalId, type, label, before.id);
  const updatedAt = hub.clock.now();
  const stages = before.stages.map((stage) => ({ ...stage, updatedAt }));
  const row = { ...before, label, displayOrder, stages, updatedAt };
  keep(hub, portalId, type, row, 'UPDATE');
  return row;
}

export function purgePipeline(hub: Hub, portalId: number, type: ObjectType, id: string, checked: boolean): void {
  const row = findPipeline(hub, portalId, type, id);
  if (!row) throw new HubSpotError(404, 'OBJECT_NOT_FOUND', `There is no pipeline '${id}' of ${type.plural}.`);
  if (checked) requireUnusedStages(hub, portalId, type, row);
  putPipeline(hub.tables, portalId, type.id, { ...row, purged: true });
  note(hub, portalId, type, { kind: 'pipeline', action: 'DELETE', identifier: id, rawObject: pipelineView(row) });
}
