import { type Answer, type Call, ok } from '../http/endpoint.ts';
import { customTypes, typesIn } from '../objects/portal-types.ts';
import { isCustom, OBJECT_TYPES, type ObjectType } from '../objects/types.ts';
import { pipelineNames, pipelinesOf } from '../pipelines/pipeline.ts';
import { allProperties } from '../properties/catalog.ts';
import type { Property } from '../properties/definition.ts';
import { against, named, overall } from './figures.ts';

const sum = (all: readonly { readonly usage: number }[]): number => all.reduce((total, { usage }) => total + usage, 0);

const ownProperties = ({ hub, portalId }: Call, type: ObjectType): Property[] =>
  allProperties(hub.tables, portalId, type).filter((property) => !property.hubspotDefined);

export function customProperties(call: Call): Answer {
  const { hub, portalId } = call;
  const byObjectType = typesIn(hub, portalId).map((type) => ({
    ...named(hub, portalId, type),
    ...against(hub.settings.customPropertiesPerObjectType, ownProperties(call, type).length),
  }));
  return ok({ ...overall(hub.settings.customProperties, sum(byObjectType)), byObjectType });
}

export function calculatedProperties(call: Call): Answer {
  const { hub, portalId } = call;
  const byObjectType = typesIn(hub, portalId)
    .map((type) => ({
      ...named(hub, portalId, type),
      usage: ownProperties(call, type).filter((property) => property.calculated).length,
    }))
    .filter(({ usage }) => usage > 0);
  return ok({ ...overall(hub.settings.calculatedProperties, sum(byObjectType)), byObjectType });
}

export const customObjectTypes = ({ hub, portalId }: Call): Answer =>
  ok(against(hub.settings.customObjectTypes, customTypes(hub, portalId).length));

/** Pipelines count from the second on: the one that comes with the type is free. */
export function pipelines({ hub, portalId }: Call): Answer {
  const used = (type: ObjectType): number => Math.max(pipelinesOf(hub.tables, portalId, type.id).length - 1, 0);
  const most = hub.settings.pipelinesPerObjectType;
  const hubspotDefinedObjectTypes = OBJECT_TYPES.filter((type) => pipelineNames(type)?.pipeline).map((type) => ({
    ...named(hub, portalId, type),
    ...against(most, used(type)),
  }));
  const byObjectType = typesIn(hub, portalId)
    .filter(isCustom)
    .map((type) => ({ ...named(hub, portalId, type), usage: used(type) }));
  return ok({ customObjectTypes: { ...overall(most, sum(byObjectType)), byObjectType }, hubspotDefinedObjectTypes });
}
