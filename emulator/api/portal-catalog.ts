import type { CatalogStages, CatalogValue, PortalCatalog, RecordKey } from '../portal-catalog.ts';
import { ownersOf } from './account/owners.ts';
import { linkRow, linkTable } from './associations/index-of-links.ts';
import { associationTypes } from './associations/types.ts';
import type { Hub } from './hub.ts';
import { inOrder, pipelineNames, pipelinesOf } from './pipelines/pipeline.ts';
import { historyOf } from './objects/history.ts';
import { findTypeIn, labelsOf, typesIn } from './objects/portal-types.ts';
import { type HistorySource, type RecordRow, recordTable } from './objects/record.ts';
import { isCustom, type ObjectType } from './objects/types.ts';
import { allProperties } from './properties/catalog.ts';
import { allGroups } from './properties/groups.ts';

/** The portal's types, groups and labels for the CRM page, from the tables that the API answers from. */
export function createPortalCatalog(hub: Hub): PortalCatalog {
  const typeOf = (portalId: number, spelling: string): ObjectType => {
    const type = findTypeIn(hub, portalId, spelling);
    if (!type) throw new Error(`There is no object type "${spelling}" in portal ${portalId}.`);
    return type;
  };
  return {
    objectTypes: (portalId) =>
      typesIn(hub, portalId).map((type) => ({
        objectTypeId: type.id,
        singular: type.singular,
        plural: type.plural,
        labels: labelsOf(hub, portalId, type),
        display: type.display,
        shown: isCustom(type) ? ownProperties(hub, portalId, type) : type.shown,
        required: type.required,
        custom: isCustom(type),
      })),
    propertyGroups: (portalId, objectType) =>
      allGroups(hub.tables, portalId, typeOf(portalId, objectType)).filter((group) => !group.archived),
    associationTypes: (portalId, from, to) =>
      associationTypes(hub, portalId, typeOf(portalId, from), typeOf(portalId, to)),
    associationsBetween(portalId, from, to) {
      const table = linkTable(portalId, typeOf(portalId, from.objectType), typeOf(portalId, to.objectType));
      return linkRow(hub.tables, table, from.id, to.id)?.typeIds ?? [];
    },
    history: (portalId, record) => history(hub, portalId, typeOf(portalId, record.objectType), record),
    stages: (portalId, objectType, values) => stagesOf(hub, portalId, typeOf(portalId, objectType), values),
    owners: (portalId) =>
      ownersOf(hub, portalId).map(({ id, firstName, lastName }) => ({ id, name: `${firstName} ${lastName}` })),
  };
}

/** A custom object's schema says little about what to show: its naming property, then what its makers defined. */
function ownProperties(hub: Hub, portalId: number, type: ObjectType): string[] {
  const own = allProperties(hub.tables, portalId, type).filter(({ name }) => !name.startsWith('hs_'));
  return [...new Set([type.display, ...own.map(({ name }) => name)])];
}

function history(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  { id }: RecordKey,
): Readonly<Record<string, readonly CatalogValue[]>> {
  const row = hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(id);
  if (!row) return {};
  const names = allProperties(hub.tables, portalId, type).map((property) => property.name);
  const values = names.map((name) => {
    const entries = historyOf(hub, portalId, type, row, name);
    return [name, entries.map(({ value, at, by }) => ({ value, at, source: sourceOf(hub, by) }))] as const;
  });
  return Object.fromEntries(values);
}

function sourceOf(hub: Hub, { changeSource, sourceId }: HistorySource): string {
  const app = hub.apps.find((one) => String(one.registration.appId) === sourceId);
  return app && changeSource === 'INTEGRATION' ? app.name : changeSource;
}

function stagesOf(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  values: Readonly<Record<string, string | null>>,
): CatalogStages | null {
  const names = pipelineNames(type);
  if (!names) return null;
  const pipelines = inOrder(pipelinesOf(hub.tables, portalId, type.id));
  const current = pipelines.find((row) => names.pipeline !== null && row.id === values[names.pipeline]) ?? pipelines[0];
  const stages =
    current?.stages.map(({ id, label }) => ({ value: id, label })) ??
    allProperties(hub.tables, portalId, type).find((property) => property.name === names.stage)?.options ??
    [];
  return stages.length === 0 ? null : { property: names.stage, stages };
}
