import type { ObjectType } from '../objects/types.ts';
import type { Tables } from '../store/tables.ts';
import { DEFAULT_PIPELINES } from './default-pipelines.ts';

export interface StageRow {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  /** Text only, as HubSpot answers it. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Row of the tables `pipelines/{portalId}/{typeId}`, keyed by pipeline id. */
export interface PipelineRow {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  /** In the order of `displayOrder`, which no two stages share. */
  readonly stages: readonly StageRow[];
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Deleted for good. The row stays: a custom object keeps its pipeline properties, a portal does not regain defaults. */
  readonly purged?: boolean;
}

export const pipelineTable = (portalId: number, typeId: string): string => `pipelines/${portalId}/${typeId}`;

/** The properties that say where a record is; a lifecycle has stages only. */
export interface PipelineNames {
  readonly pipeline: string | null;
  readonly stage: string;
}

const USUAL: PipelineNames = { pipeline: 'hs_pipeline', stage: 'hs_pipeline_stage' };
const LIFECYCLE: PipelineNames = { pipeline: null, stage: 'lifecyclestage' };
const NAMES: Readonly<Record<string, PipelineNames>> = {
  '0-1': LIFECYCLE,
  '0-2': LIFECYCLE,
  '0-3': { pipeline: 'pipeline', stage: 'dealstage' },
  '0-5': USUAL,
  '0-123': USUAL,
};

/** undefined: records of this type do not move through pipelines. */
export const pipelineNames = (type: ObjectType): PipelineNames | undefined =>
  NAMES[type.id] ?? (type.id.startsWith('2-') ? USUAL : undefined);

/** A portal's pipelines of a type: HubSpot's own until the first of them is changed. */
export function pipelinesOf(tables: Tables, portalId: number, typeId: string): readonly PipelineRow[] {
  const rows = tables.rows<PipelineRow>(pipelineTable(portalId, typeId));
  if (rows.size === 0) return DEFAULT_PIPELINES.get(typeId) ?? [];
  return [...rows.values()].filter((row) => !row.purged);
}

/** Whether the type ever had a pipeline in this portal. */
export const everHadPipelines = (tables: Tables, portalId: number, typeId: string): boolean =>
  DEFAULT_PIPELINES.has(typeId) || tables.rows(pipelineTable(portalId, typeId)).size > 0;

/** In the order in which HubSpot's pages show them. */
export const inOrder = (pipelines: readonly PipelineRow[]): PipelineRow[] =>
  pipelines.toSorted((a, b) => a.displayOrder - b.displayOrder || a.label.localeCompare(b.label));

export function putPipeline(tables: Tables, portalId: number, typeId: string, row: PipelineRow): void {
  const table = pipelineTable(portalId, typeId);
  if (tables.rows(table).size === 0) {
    for (const own of DEFAULT_PIPELINES.get(typeId) ?? []) tables.put(table, own.id, own);
  }
  tables.put(table, row.id, row);
}
