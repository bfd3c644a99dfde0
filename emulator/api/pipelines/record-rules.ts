import { invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { inOrder, pipelineNames, pipelinesOf } from './pipeline.ts';

type Values = Readonly<Record<string, string>>;

/** Types whose records start at the first stage when nobody says where. */
const startsByItself = (type: ObjectType): boolean => type.id === '0-123' || type.id.startsWith('2-');

/** A new record goes to the portal's first pipeline. */
export function pipelineDefaults(hub: Hub, portalId: number, type: ObjectType, given: Values): Record<string, string> {
  const names = pipelineNames(type);
  if (!names?.pipeline) return {};
  const pipelines = inOrder(pipelinesOf(hub.tables, portalId, type.id));
  const wanted = given[names.pipeline];
  const pipeline = wanted ? pipelines.find((one) => one.id === wanted) : pipelines[0];
  if (!pipeline) return {};
  const [first] = pipeline.stages;
  return { [names.pipeline]: pipeline.id, ...(startsByItself(type) && first ? { [names.stage]: first.id } : {}) };
}

/** A stage and its pipeline have to be said together: a stage of another pipeline is refused. */
export function requireStageOfPipeline(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: Values,
  changes: Values,
): void {
  const names = pipelineNames(type);
  if (!names?.pipeline || (changes[names.pipeline] === undefined && changes[names.stage] === undefined)) return;
  const after = { ...before, ...changes };
  const stage = after[names.stage];
  const pipelineId = after[names.pipeline];
  const pipeline = pipelinesOf(hub.tables, portalId, type.id).find((one) => one.id === pipelineId);
  if (!stage || !pipeline || pipeline.stages.some((one) => one.id === stage)) return;
  const message = `${stage} is not a valid stage of pipeline ${pipeline.id}; its stages are: ${pipeline.stages.map(({ id }) => id).join(', ')}.`;
  throw invalid(message, {
    errors: [{ message, code: 'INVALID_PIPELINE_STAGE', context: { propertyName: [names.stage] } }],
  });
}
