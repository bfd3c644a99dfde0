import type { ObjectType } from '../objects/types.ts';
import { pipelineNames, type PipelineRow, pipelinesOf } from '../pipelines/pipeline.ts';
import type { Tables } from '../store/tables.ts';
import type { Property, PropertyOption } from './definition.ts';

interface Named {
  readonly id: string;
  readonly label: string;
}

const optionsOf = (all: readonly Named[]): PropertyOption[] =>
  all.map(({ id, label }, displayOrder) => ({ label, value: id, displayOrder, hidden: false }));

/** The properties that say where a record is take the portal's pipelines and stages for their options. */
export function withPipelineOptions(tables: Tables, portalId: number, type: ObjectType, property: Property): Property {
  const names = pipelineNames(type);
  const isStage = property.name === names?.stage;
  if (!property.hubspotDefined || (!isStage && property.name !== names?.pipeline)) return property;
  const pipelines: readonly PipelineRow[] = pipelinesOf(tables, portalId, type.id);
  const all = isStage ? pipelines.flatMap(({ stages }) => stages) : pipelines;
  return { ...property, options: optionsOf(all), externalOptions: true };
}
