import type { z } from 'zod';
import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { note } from './audit.ts';
import { stageIdFor } from './ids.ts';
import type { StageInput, StagePatch } from './input.ts';
import { keptMetadata } from './metadata.ts';
import { type PipelineRow, putPipeline, type StageRow } from './pipeline.ts';
import { LABEL_EXISTS, requireSoundStages, requireUnusedStages } from './rules.ts';
import { placed } from './stage-order.ts';
import { stageView } from './view.ts';

type Action = 'CREATE' | 'UPDATE' | 'DELETE';

/** The pipeline with new stages, checked and kept; the change is noted under the stage and not under the pipeline. */
function keepStages(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  pipeline: PipelineRow,
  stages: readonly StageRow[],
  changed: { readonly stage: StageRow; readonly action: Action },
): StageRow {
  requireSoundStages(type, stages, LABEL_EXISTS);
  const { stage, action } = changed;
  putPipeline(hub.tables, portalId, type.id, { ...pipeline, stages, updatedAt: hub.clock.now() });
  const after = stages.find((one) => one.id === stage.id) ?? stage;
  note(hub, portalId, type, { kind: 'stage', action, identifier: stage.id, rawObject: stageView(after) });
  return after;
}

export function createStage(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  pipeline: PipelineRow,
  { stageId, label, displayOrder, metadata }: StageInput,
): StageRow {
  const now = hub.clock.now();
  const stage = {
    id: stageIdFor(hub, portalId, type, stageId),
    label,
    displayOrder,
    metadata: keptMetadata(type, metadata),
    createdAt: now,
    updatedAt: now,
  };
  const stages = placed(pipeline.stages, stage);
  return keepStages(hub, portalId, type, pipeline, stages, { stage, action: 'CREATE' });
}

/** PATCH and PUT do the same: what is not sent stays, in the metadata too. */
export function changeStage(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  pipeline: PipelineRow,
  before: StageRow,
  { label = before.label, displayOrder = before.displayOrder, metadata }: Omit<z.infer<typeof StagePatch>, 'archived'>,
): StageRow {
  const kept = keptMetadata(type, metadata, before.metadata);
  const stage = { ...before, label, displayOrder, metadata: kept, updatedAt: hub.clock.now() };
  const others = pipeline.stages.filter((one) => one.id !== before.id);
  const stages = placed(others, stage);
  return keepStages(hub, portalId, type, pipeline, stages, { stage, action: 'UPDATE' });
}

export function removeStage(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  pipeline: PipelineRow,
  stage: StageRow,
  checked: boolean,
): void {
  if (checked) requireUnusedStages(hub, portalId, type, { stages: [stage] });
  const stages = pipeline.stages.filter((one) => one.id !== stage.id);
  keepStages(hub, portalId, type, pipeline, stages, { stage, action: 'DELETE' });
}
