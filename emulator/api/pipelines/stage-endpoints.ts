import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, crmPaths, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { readingSchema, writingSchema } from '../properties/scopes.ts';
import { auditOf } from './audit.ts';
import { StageInput, StagePatch, StageReplace } from './input.ts';
import { checksReferences, NOTHING, pipelineIn, typeIn } from './named.ts';
import type { PipelineRow, StageRow } from './pipeline.ts';
import { changeStage, createStage, removeStage } from './stage-write.ts';
import { UncategorisedError } from './uncategorised.ts';
import { echoedStage, stageView } from './view.ts';

function list(call: Call): Answer {
  const pipeline = pipelineIn(call);
  if (!pipeline) throw new UncategorisedError(404, `There is no pipeline '${call.params['pipelineId']}'.`);
  return ok({ results: pipeline.stages.map(stageView) });
}

function create(call: Call): Answer {
  const pipeline = pipelineIn(call);
  if (!pipeline) return NOTHING;
  const input = parseBody(StageInput, call.body);
  const stage = createStage(call.hub, call.portalId, typeIn(call), pipeline, input);
  return created(echoedStage(stage, input.metadata, null));
}

const withStage =
  (run: (call: Call, stage: StageRow, pipeline: PipelineRow) => Answer, otherwise: Answer = NOTHING) =>
  (call: Call): Answer => {
    const pipeline = pipelineIn(call);
    const stage = pipeline?.stages.find((one) => one.id === call.params['stageId']);
    return pipeline && stage ? run(call, stage, pipeline) : otherwise;
  };

const change = (schema: typeof StagePatch | typeof StageReplace) =>
  withStage((call, before, pipeline) => {
    const input = parseBody(schema, call.body);
    const after = changeStage(call.hub, call.portalId, typeIn(call), pipeline, before, input);
    return ok(echoedStage(after, input.metadata, before));
  });

/** Whatever is not there, the pipeline included, is answered as if it had just been deleted. */
const remove = withStage((call, stage, pipeline) => {
  removeStage(call.hub, call.portalId, typeIn(call), pipeline, stage, checksReferences(call));
  return NO_CONTENT;
}, NO_CONTENT);

const audit = (call: Call): Answer =>
  ok({ results: auditOf(call.hub, call.portalId, typeIn(call), 'stage', call.params['stageId'] ?? '') });

const at = (rest: string): string[] => crmPaths('pipelines', `/:type/:pipelineId/stages${rest}`);

export const stageEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at('/:stageId/audit'), scopes: readingSchema, run: audit },
  { method: 'get', paths: at(''), scopes: readingSchema, run: list },
  { method: 'post', paths: at(''), scopes: writingSchema, run: create },
  { method: 'get', paths: at('/:stageId'), scopes: readingSchema, run: withStage((_call, one) => ok(stageView(one))) },
  { method: 'put', paths: at('/:stageId'), scopes: writingSchema, run: change(StageReplace) },
  { method: 'patch', paths: at('/:stageId'), scopes: writingSchema, run: change(StagePatch) },
  { method: 'delete', paths: at('/:stageId'), scopes: writingSchema, run: remove },
];
