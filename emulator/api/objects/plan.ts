import type { Hub } from '../hub.ts';
import { HubSpotError, invalid } from '../http/errors.ts';
import { type AssociationType } from '../associations/types.ts';
import {
  type End,
  requireFreeLineItem,
  requireRecord,
  requireSingleParent,
  wantedTypes,
} from '../associations/link.ts';
import { findProperty } from '../properties/catalog.ts';
import { creationDefaults, lineItemValues } from './defaults.ts';
import { requireInvoiceTransition } from './invoice-rules.ts';
import { type RecordRow, recordTable } from './record.ts';
import type { ObjectType } from './types.ts';
import { checkedValues, requireProperties } from './validate.ts';

export interface PlannedLink {
  readonly to: End;
  readonly types: readonly AssociationType[];
}

/** A write that passed every check and only has to be applied; batches plan all inputs before they apply the first. */
export interface PlannedWrite {
  readonly type: ObjectType;
  readonly before: RecordRow | null;
  /** Values that differ from what the record holds; empty text = cleared. */
  readonly changes: Readonly<Record<string, string>>;
  readonly links: readonly PlannedLink[];
}

/** Values of unique properties that earlier inputs of the same batch have taken. */
export type Claims = Set<string>;

export function planCreate(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  properties: Readonly<Record<string, unknown>>,
  links: readonly PlannedLink[],
  claims: Claims,
): PlannedWrite {
  const given = checkedValues(hub, portalId, type, properties, {});
  const copied = lineItemValues(hub, portalId, type, given);
  const values = { ...creationDefaults(type), ...copied };
  requireProperties(type, values);
  requireSingleParent(type, links);
  for (const { to } of links) {
    requireRecord(hub, portalId, to);
    requireFreeLineItem(hub, portalId, { type, id: '' }, to);
  }
  requireUnique(hub, portalId, type, values, null, claims);
  if (type.singular === 'invoice') requireInvoiceTransition(hub, portalId, null, values, links);
  const changes = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  return { type, before: null, changes, links };
}

export function planUpdate(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: RecordRow,
  properties: Readonly<Record<string, unknown>>,
  claims: Claims,
): PlannedWrite {
  const checked = checkedValues(hub, portalId, type, properties, before.properties);
  const values = lineItemValues(hub, portalId, type, checked, before);
  const changes = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== (before.properties[name] ?? '')),
  );
  requireUnique(hub, portalId, type, changes, before.id, claims);
  if (type.singular === 'invoice') requireInvoiceTransition(hub, portalId, before, changes, []);
  return { type, before, changes, links: [] };
}

function requireUnique(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
  ownId: string | null,
  claims: Claims,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || !findProperty(hub.tables, portalId, type, name)?.hasUniqueValue) continue;
    const holder = hub.uniques.find(recordTable(portalId, type), name, value);
    if (holder !== undefined && holder !== ownId) throw alreadyExists(type, name, value, holder);
    const claim = `${name}=${value.toLowerCase()}`;
    if (claims.has(claim)) throw alreadyExists(type, name, value, null);
    claims.add(claim);
  }
}

function alreadyExists(type: ObjectType, name: string, value: string, holder: string | null): HubSpotError {
  const noun = type.singular.charAt(0).toUpperCase() + type.singular.slice(1).replaceAll('_', ' ');
  const message = holder
    ? `${noun} already exists. Existing ID: ${holder}`
    : `${noun} already exists: ${name} "${value}" is given twice in this batch.`;
  return new HubSpotError(409, 'CONFLICT', message, {
    errors: [{ message, code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: [name] } }],
  });
}

/** The record an id names: its own id, or the value of a unique property. */
export function findRecord(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
): RecordRow | undefined {
  const table = recordTable(portalId, type);
  const ownId = idProperty === undefined || idProperty === 'hs_object_id';
  const found = ownId ? id : hub.uniques.find(table, requireIdProperty(hub, portalId, type, idProperty), id);
  return found === undefined ? undefined : hub.tables.rows<RecordRow>(table).get(found);
}

export function requireIdProperty(hub: Hub, portalId: number, type: ObjectType, name: string): string {
  if (findProperty(hub.tables, portalId, type, name)?.hasUniqueValue) return name;
  throw invalid(`Unable to perform update/upsert by non-unique ${type.id} property "${name}"`);
}

/** Association inputs of a create, as planned links. */
export function plannedLinks(
  type: ObjectType,
  inputs: readonly { readonly type: ObjectType; readonly id: string; readonly typeIds: readonly number[] }[],
): PlannedLink[] {
  return inputs.map(({ type: toType, id, typeIds }) => ({
    to: { type: toType, id },
    types: wantedTypes(type, toType, typeIds),
  }));
}
