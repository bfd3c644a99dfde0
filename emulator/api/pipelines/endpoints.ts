import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, crmPaths, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { readingSchema, writingSchema } from '../properties/scopes.ts';
import { auditOf } from './audit.ts';
import { PipelineInput, PipelinePatch, PipelineReplace } from './input.ts';
import { checksReferences, NOTHING, pipelineIn, typeIn } from './named.ts';
import { type PipelineRow, pipelinesOf } from './pipeline.ts';
import { stageEndpoints } from './stage-endpoints.ts';
import { echoedPipeline, pipelineView } from './view.ts';
import { createPipeline, patchPipeline, purgePipeline, replacePipeline } from './write.ts';

const withPipeline =
  (run: (call: Call, pipeline: PipelineRow) => Answer) =>
  (call: Call): Answer => {
    const pipeline = pipelineIn(call);
    return pipeline ? run(call, pipeline) : NOTHING;
  };

const list = (call: Call): Answer =>
  ok({ results: pipelinesOf(call.hub.tables, call.portalId, typeIn(call).id).map(pipelineView) });

function create(call: Call): Answer {
  const { row, sent } = createPipeline(call.hub, call.portalId, typeIn(call), parseBody(PipelineInput, call.body));
  return created(echoedPipeline(row, sent));
}

function replace(call: Call, before: PipelineRow): Answer {
  const body = parseBody(PipelineReplace, call.body);
  const checked = checksReferences(call);
  const { row, sent } = replacePipeline(call.hub, call.portalId, typeIn(call), before, body, checked);
  return ok(echoedPipeline(row, sent));
}

const patch = (call: Call, before: PipelineRow): Answer =>
  ok(pipelineView(patchPipeline(call.hub, call.portalId, typeIn(call), before, parseBody(PipelinePatch, call.body))));

function remove(call: Call): Answer {
  const id = call.params['pipelineId'] ?? '';
  purgePipeline(call.hub, call.portalId, typeIn(call), id, checksReferences(call));
  return NO_CONTENT;
}

/** The log of a deleted pipeline stays. */
const audit = (call: Call): Answer =>
  ok({ results: auditOf(call.hub, call.portalId, typeIn(call), 'pipeline', call.params['pipelineId'] ?? '') });

const all = crmPaths('pipelines', '/:type');
const one = crmPaths('pipelines', '/:type/:pipelineId');

export const pipelineEndpoints: readonly Endpoint[] = [
  ...stageEndpoints,
  { method: 'get', paths: crmPaths('pipelines', '/:type/:pipelineId/audit'), scopes: readingSchema, run: audit },
  { method: 'get', paths: all, scopes: readingSchema, run: list },
  { method: 'post', paths: all, scopes: writingSchema, run: create },
  { method: 'get', paths: one, scopes: readingSchema, run: withPipeline((_call, row) => ok(pipelineView(row))) },
  { method: 'put', paths: one, scopes: writingSchema, run: withPipeline(replace) },
  { method: 'patch', paths: one, scopes: writingSchema, run: withPipeline(patch) },
  { method: 'delete', paths: one, scopes: writingSchema, run: remove },
];
