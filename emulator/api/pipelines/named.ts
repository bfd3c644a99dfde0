import { type Answer, type Call, typeOf } from '../http/endpoint.ts';
import type { ObjectType } from '../objects/types.ts';
import type { PipelineRow } from './pipeline.ts';
import { findPipeline } from './write.ts';

export const typeIn = (call: Call): ObjectType => typeOf(call, call.params['type']);

/** HubSpot says nothing about a pipeline or stage that is not there: the body is empty. */
export const NOTHING: Answer = { status: 404 };

/** The pipeline that the path names. */
export const pipelineIn = (call: Call): PipelineRow | undefined =>
  findPipeline(call.hub, call.portalId, typeIn(call), call.params['pipelineId'] ?? '');

/** 2026-09 never deletes what records are in; the versions before it check only when they are asked to. */
export const checksReferences = (call: Call): boolean =>
  call.version === '2026-09' ||
  ['validateReferencesBeforeDelete', 'validateDealStageUsagesBeforeDelete'].some(
    (flag) => call.query.get(flag) === 'true',
  );
