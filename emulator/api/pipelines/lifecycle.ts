import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { pipelineNames, pipelinesOf } from './pipeline.ts';

const STAGE = 'lifecyclestage';

/** A stage before the present one is not taken over, and nobody is told; clearing it first frees the way. */
export function withoutStepBack(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: Readonly<Record<string, string>>,
  values: Record<string, string>,
): Record<string, string> {
  const { [STAGE]: wanted, ...others } = values;
  if (hub.settings.lifecycleStageMovesBack || !wanted || pipelineNames(type)?.stage !== STAGE) return values;
  const stages = pipelinesOf(hub.tables, portalId, type.id)[0]?.stages ?? [];
  const place = (id: string | undefined): number => stages.find((one) => one.id === id)?.displayOrder ?? -1;
  return place(wanted) < place(before[STAGE]) ? others : values;
}
