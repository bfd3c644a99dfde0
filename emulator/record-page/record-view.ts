import type { InstalledApp } from '../app-registration.ts';
import type { Crm, CrmRecord, PropertyDefinition } from '../crm.ts';
import { formatValue } from './format-value.ts';
import { findKind, KINDS, titleOf, type Kind } from './kinds.ts';
import { recordHref } from './shell.ts';
import type { Place, PlacedCard, Portal } from './scene.ts';

export interface PropertyView {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly display: string;
  readonly type: string;
  readonly fieldType: string;
  readonly readOnly: boolean;
  readonly options: PropertyDefinition['options'];
}

export interface AssociatedView {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly lines: readonly { readonly label: string; readonly display: string }[];
}

export interface CardView {
  readonly appId: number;
  readonly appName: string;
  readonly uid: string;
  readonly title: string;
  readonly location: 'crm.record.tab' | 'crm.record.sidebar';
  readonly variables: InstalledApp['variables'];
}

/** Everything a record page shows of HubSpot's own; the page asks for it again every second. */
export interface RecordView {
  readonly portalId: number;
  readonly timezone: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly singular: string;
  readonly plural: string;
  readonly title: string;
  readonly subtitle: string;
  readonly created: string;
  readonly updated: string;
  /** Changes with every change of the record. */
  readonly version: number;
  readonly sections: readonly { readonly title: string; readonly properties: readonly PropertyView[] }[];
  readonly highlights: readonly PropertyView[];
  readonly associations: readonly {
    readonly plural: string;
    readonly total: number;
    readonly records: readonly AssociatedView[];
  }[];
  readonly cards: readonly CardView[];
}

const SHOWN_ASSOCIATIONS = 5;

/** Lists in the right sidebar; the first three are always there, as on HubSpot's page, the others when filled. */
const ASSOCIATED = ['contacts', 'companies', 'deals', 'orders', 'invoices', 'products'];
const ALWAYS = new Set(['contacts', 'companies', 'deals']);

export function recordView(crm: Crm, place: Place, cards: readonly PlacedCard[]): RecordView {
  const { portal, kind, record } = place;
  const definitions = crm.properties(portal.portalId, kind.objectTypeId).filter((property) => !property.hidden);
  const view = (property: PropertyDefinition) => propertyView(property, record, portal);
  const subtitle = definitions.find((property) => property.name === kind.subtitle);
  const stamp = (at: number) =>
    formatValue({ type: 'datetime', fieldType: 'date', options: [] }, String(at), portal.timezone);
  return {
    portalId: portal.portalId,
    timezone: portal.timezone,
    objectTypeId: kind.objectTypeId,
    objectId: record.id,
    singular: kind.singular,
    plural: kind.plural,
    title: titleOf(kind, record),
    subtitle: subtitle ? view(subtitle).display : '',
    created: stamp(record.createdAt),
    updated: stamp(record.updatedAt),
    version: record.updatedAt,
    sections: sections(kind, definitions, record).map(({ title, properties }) => ({
      title,
      properties: properties.map(view),
    })),
    highlights: pick(kind.highlights, definitions).map(view),
    associations: ASSOCIATED.flatMap((plural) => associationList(crm, place, plural)),
    cards: cards.map(({ app, card }) => ({
      appId: app.registration.appId,
      appName: app.name,
      uid: card.uid,
      title: card.title,
      location: card.location === 'crm.record.sidebar' ? card.location : 'crm.record.tab',
      variables: app.variables,
    })),
  };
}

const pick = (names: readonly string[], definitions: readonly PropertyDefinition[]): PropertyDefinition[] =>
  names.flatMap((name) => definitions.find((property) => property.name === name) ?? []);

/** "About", then one section for each group an integration made, then what else has a value. */
function sections(kind: Kind, definitions: readonly PropertyDefinition[], record: CrmRecord) {
  const about = pick(kind.about, definitions);
  const rest = definitions.filter((property) => !about.includes(property));
  // HubSpot's own groups are called companyinformation, dealinformation, conversioninformation, ...
  const isOwn = (property: PropertyDefinition) =>
    /information|activity|history|^hs_|analytics/.test(property.groupName);
  const groups = [...new Set(rest.filter((property) => !isOwn(property)).map((property) => property.groupName))];
  return [
    { title: `About this ${kind.singular}`, properties: about },
    ...groups.map((group) => ({
      title: group.charAt(0).toUpperCase() + group.slice(1).replaceAll('_', ' '),
      properties: rest.filter((property) => property.groupName === group),
    })),
    {
      title: 'Other properties',
      properties: rest.filter((property) => isOwn(property) && record.properties[property.name]),
    },
  ].filter((section) => section.properties.length > 0);
}

function propertyView(property: PropertyDefinition, record: CrmRecord, portal: Portal): PropertyView {
  const value = record.properties[property.name] ?? '';
  return {
    name: property.name,
    label: property.label,
    value,
    display: formatValue(property, value, portal.timezone),
    type: property.type,
    fieldType: property.fieldType,
    readOnly: property.readOnlyValue,
    options: property.options,
  };
}

function associationList(crm: Crm, { portal, kind, record }: Place, plural: string): RecordView['associations'] {
  const other = findKind(plural) ?? KINDS[0];
  if (!other || other === kind) return [];
  const found = crm.associated(portal.portalId, kind.objectTypeId, record.id, other.objectTypeId);
  if (found.length === 0 && !ALWAYS.has(plural)) return [];
  const columns = pick(other.columns.slice(0, 3), crm.properties(portal.portalId, other.objectTypeId));
  const records = found.slice(0, SHOWN_ASSOCIATIONS).map((one) => ({
    id: one.id,
    title: titleOf(other, one),
    href: recordHref(crm, portal.portalId, other, one.id),
    lines: columns
      .map((property) => ({ label: property.label, display: propertyView(property, one, portal).display }))
      .filter((line) => line.display !== ''),
  }));
  return [{ plural, total: found.length, records }];
}
