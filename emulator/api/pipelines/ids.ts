import { HubSpotError, invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { nextNumber } from '../store/counter.ts';
import { type PipelineRow, pipelinesOf } from './pipeline.ts';
import { UncategorisedError } from './uncategorised.ts';

const LONGEST_PIPELINE_ID = 36;
const LONGEST_STAGE_ID = 100;
const FIRST_ID = 730_110_001;

/** Pipeline ids are unique over these two types together, stage ids within each type. */
const SHARING = ['0-3', '0-5'];

/** Ids are taken as they come; one that is too long breaks HubSpot, which creates nothing. */
function requireLength(id: string, longest: number): void {
  if (id.length > longest) throw new HubSpotError(500, 'INTERNAL_ERROR', 'internal error');
}

const numbered = (hub: Hub): string => String(nextNumber(hub.tables, 'pipelineIds', FIRST_ID));

export function pipelineIdFor(hub: Hub, portalId: number, type: ObjectType, wanted: string | null | undefined): string {
  if (!wanted) return numbered(hub);
  requireLength(wanted, LONGEST_PIPELINE_ID);
  if (pipelinesOf(hub.tables, portalId, type.id).some((row) => row.id === wanted)) {
    throw invalid(`There's another pipeline for ${type.plural} with pipelineId '${wanted}'. Choose another id.`);
  }
  const others = SHARING.includes(type.id) ? SHARING.filter((id) => id !== type.id) : [];
  for (const typeId of others) {
    if (pipelinesOf(hub.tables, portalId, typeId).some((row) => row.id === wanted)) throw idElsewhere([wanted]);
  }
  return wanted;
}

const idElsewhere = (ids: readonly string[]): HubSpotError =>
  new HubSpotError(409, 'CONFLICT', `Stage ids exist in another pipeline: ${ids.join(', ')}. Choose other ids.`, {
    subCategory: 'PipelineError.STAGE_ID_EXISTS_IN_ANOTHER_PIPELINE',
    context: { stageIds: ids },
  });

const stageIdsOf = (rows: readonly PipelineRow[]): Set<string> =>
  new Set(rows.flatMap((row) => row.stages.map((stage) => stage.id)));

/** Ids for the stages of one request; `own` are those that the pipeline has already and may keep. */
export function stageIdsFor(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  wanted: readonly (string | null | undefined)[],
  own: ReadonlySet<string>,
): string[] {
  const given = wanted.filter((id): id is string => Boolean(id));
  for (const id of given) requireLength(id, LONGEST_STAGE_ID);
  if (new Set(given).size !== given.length) throw invalid('Stage ids must be distinct within a pipeline.');
  const taken = stageIdsOf(pipelinesOf(hub.tables, portalId, type.id));
  const elsewhere = given.filter((id) => taken.has(id) && !own.has(id));
  if (elsewhere.length > 0) throw idElsewhere(elsewhere);
  return wanted.map((id) => id || numbered(hub));
}

/** The same question for a single new stage; HubSpot answers it otherwise, and without a category. */
export function stageIdFor(hub: Hub, portalId: number, type: ObjectType, wanted: string | null | undefined): string {
  if (!wanted) return numbered(hub);
  requireLength(wanted, LONGEST_STAGE_ID);
  if (stageIdsOf(pipelinesOf(hub.tables, portalId, type.id)).has(wanted)) {
    throw new UncategorisedError(400, `A pipeline of ${type.plural} is already using stage id '${wanted}'.`);
  }
  return wanted;
}
