import { iso } from '../objects/record.ts';
import type { SentMetadata } from './metadata.ts';
import type { PipelineRow, StageRow } from './pipeline.ts';

export const stageView = ({ id, label, displayOrder, metadata, createdAt, updatedAt }: StageRow) => ({
  id,
  label,
  displayOrder,
  metadata,
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
  archived: false,
  writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
});

export const pipelineView = ({ id, label, displayOrder, stages, createdAt, updatedAt }: PipelineRow) => ({
  id,
  label,
  displayOrder,
  stages: stages.map(stageView),
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
  archived: false,
});

const asText = (sent: SentMetadata): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sent).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)] as const])),
  );

/**
 * A write answers what was sent, laid over what was kept before it: a key that is then dropped, another spelling of a
 * number, an `isClosed` that no longer holds. Only a GET shows what HubSpot keeps.
 */
export const echoedStage = (stage: StageRow, sent: SentMetadata, before: StageRow | null) => ({
  ...stageView(stage),
  metadata: { ...(before ?? stage).metadata, ...asText(sent) },
});

export const echoedPipeline = (row: PipelineRow, sent: ReadonlyMap<string, SentMetadata>) => ({
  ...pipelineView(row),
  stages: row.stages.map((stage) => echoedStage(stage, sent.get(stage.id) ?? {}, null)),
});
