import type { CrmRecord, PropertyDefinition } from '../../../crm.ts';
import { recordHref } from '../../hrefs.ts';
import { titleOf, type Kind } from '../../kinds.ts';
import { propertyView, type PropertyView } from '../../pages/property-view.ts';
import type { Portal, RecordPageDeps } from '../../scene.ts';

/** A record as the CRM components draw it. */
export interface RecordData {
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly title: string;
  readonly href: string;
  readonly properties: readonly PropertyView[];
  /** Labels of its association with the record of the page. */
  readonly labels: readonly string[];
  readonly stages: StageData | null;
}

export interface StageData {
  readonly property: string;
  readonly current: string;
  readonly stages: readonly { readonly value: string; readonly label: string }[];
}

/** A name that the portal does not know is shown as it is, with what the record holds. */
export const definitionOf = (definitions: readonly PropertyDefinition[], name: string): PropertyDefinition =>
  definitions.find((property) => property.name === name) ?? {
    name,
    label: name,
    type: 'string',
    fieldType: 'text',
    groupName: '',
    hasUniqueValue: false,
    readOnlyValue: true,
    hidden: false,
    options: [],
  };

interface Ask {
  readonly kind: Kind;
  readonly record: CrmRecord;
  readonly names: readonly string[];
  readonly labels?: readonly string[];
}

export function recordData(
  deps: RecordPageDeps,
  portal: Portal,
  { kind, record, names, labels = [] }: Ask,
): RecordData {
  const definitions = deps.crm.properties(portal.portalId, kind.objectTypeId);
  const values = { hs_object_id: record.id, ...record.properties };
  const found = deps.catalog.stages(portal.portalId, kind.objectTypeId, record.properties);
  return {
    objectTypeId: kind.objectTypeId,
    objectId: record.id,
    title: titleOf(kind, record),
    href: recordHref(deps.crm, portal.portalId, kind, record.id),
    properties: names.map((name) => propertyView(deps, { portal, kind }, definitionOf(definitions, name), values)),
    labels,
    stages: found && { ...found, current: record.properties[found.property] ?? '' },
  };
}
