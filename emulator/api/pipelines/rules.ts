import { invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import { pipelineNames, type PipelineRow, pipelinesOf, type StageRow } from './pipeline.ts';

/** Labels are compared without case and surrounding blanks, and kept as they were written. */
const normal = (label: string): string => label.trim().toLowerCase();

export function requirePipelines(type: ObjectType): void {
  if (!pipelineNames(type)) throw invalid(`${type.plural} have no pipelines.`);
}

export function requireFreeLabel(hub: Hub, portalId: number, type: ObjectType, label: string, ownId?: string): void {
  const twin = pipelinesOf(hub.tables, portalId, type.id).find(
    (row) => row.id !== ownId && row.label.toLowerCase() === label.toLowerCase(),
  );
  if (twin) throw invalid(`An active pipeline with label '${label}' already exists. Choose another label.`);
}

export function requireRoom(hub: Hub, portalId: number, type: ObjectType): void {
  const most = hub.settings.pipelinesPerObjectType;
  if (pipelinesOf(hub.tables, portalId, type.id).length < most) return;
  throw invalid(`${type.plural} have reached the limit of ${most} pipelines. Delete one first.`, {
    subCategory: 'PipelineError.PIPELINE_LIMIT_EXCEEDED',
  });
}

/** What must hold for the stages of a pipeline after every write. */
export function requireSoundStages(type: ObjectType, stages: readonly StageRow[], subCategory?: string): void {
  if (stages.length === 0) throw invalid('Pipeline must have at least one stage.');
  const labels = stages.map((stage) => normal(stage.label));
  const twin = stages.find((_stage, place) => labels.indexOf(labels[place] ?? '') !== place);
  if (twin) {
    throw invalid(
      `A stage with label '${twin.label}' already exists in this pipeline.`,
      subCategory === undefined ? {} : { subCategory },
    );
  }
  if (type.id === '0-5' && !stages.some((stage) => stage.metadata['ticketState'] === 'CLOSED')) {
    throw invalid('A ticket pipeline must have a stage with the ticketState CLOSED.', {
      subCategory: 'PipelineError.MISSING_CLOSED_STAGE',
    });
  }
}

export const LABEL_EXISTS = 'PipelineError.STAGE_LABEL_EXISTS';

const MOST_NAMED = 100;

/** Records in the recycle bin do not count. */
export function requireUnusedStages(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  { stages }: Pick<PipelineRow, 'stages'>,
): void {
  const property = pipelineNames(type)?.stage ?? '';
  const ids = new Set(stages.map((stage) => stage.id));
  const records: string[] = [];
  const used = new Set<string>();
  for (const row of hub.tables.rows<RecordRow>(recordTable(portalId, type)).values()) {
    const stageId = row.properties[property];
    if (row.archivedAt !== undefined || stageId === undefined || !ids.has(stageId)) continue;
    used.add(stageId);
    if (records.length < MOST_NAMED) records.push(row.id);
  }
  if (used.size === 0) return;
  throw invalid(`Stages are in use by ${type.plural}: ${[...used].join(', ')}. Move the records first.`, {
    subCategory: 'PipelineError.STAGE_ID_IN_USE',
    context: { stageIds: [...used], objectIds: records },
  });
}
