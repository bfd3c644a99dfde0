import { z } from 'zod';
import type { FieldDescription } from '../../engine/connector.ts';
import type { ValueName } from '../../engine/value-name.ts';
import type { Call } from './call.ts';
import type { FieldsByName } from './catalog.ts';
import { HUBSPOT_VERSION } from './version.ts';

const Named = z.object({ id: z.string(), label: z.string() });
const Pipelines = z.object({ results: z.array(Named.extend({ stages: z.array(Named).default([]) })) });

/** Properties that say in which pipeline a record is, and where in it. */
const PIPELINE = ['pipeline', 'hs_pipeline'];
const STAGE = ['dealstage', 'hs_pipeline_stage'];

export const isOfPipelines = (field: string): boolean => PIPELINE.includes(field) || STAGE.includes(field);

/** Pipelines, or their stages: a stage is called by its label, and by those of pipeline and stage, for labels may repeat. */
export async function pipelineNames(call: Call, typeId: string, field: string): Promise<ValueName[]> {
  const path = `/crm/pipelines/${HUBSPOT_VERSION}/${encodeURIComponent(typeId)}`;
  const { results } = Pipelines.parse((await call({ method: 'GET', path, repeatable: true })).body);
  if (PIPELINE.includes(field)) return results.map(({ id, label }) => ({ name: label, value: id }));
  const stages = results.flatMap((pipeline) => pipeline.stages.map((stage) => ({ pipeline, stage })));
  return [
    ...stages.map(({ stage }) => ({ name: stage.label, value: stage.id })),
    ...stages.map(({ pipeline, stage }) => ({ name: `${pipeline.label}/${stage.label}`, value: stage.id })),
  ];
}

/** What the definitions say of stages may be empty or old, so it is taken from the pipelines. */
export async function withStages(call: Call, typeId: string, fields: FieldsByName): Promise<FieldDescription[]> {
  return Promise.all(
    [...fields.values()].map(async (field) => {
      if (!isOfPipelines(field.name) || field.type !== 'enumeration') return field;
      const names = await pipelineNames(call, typeId, field.name);
      return names.length === 0 ? field : { ...field, options: [...new Set(names.map(({ value }) => value))] };
    }),
  );
}
