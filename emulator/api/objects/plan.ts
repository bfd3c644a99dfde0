import type { Hub } from '../hub.ts';
import { invalid } from '../http/errors.ts';
import { type AssociationType } from '../associations/types.ts';
import {
  type End,
  requireFreeLineItem,
  requireRecord,
  requireSingleParent,
  wantedTypes,
} from '../associations/link.ts';
import { withoutStepBack } from '../pipelines/lifecycle.ts';
import { requireStageOfPipeline } from '../pipelines/record-rules.ts';
import { requireLinksWithinLimits, requireWithinLimits } from '../associations/limits.ts';
import { findProperty } from '../properties/catalog.ts';
import { underRules } from '../validations/on-write.ts';
import { requireAccountRules, requireEditAssociations } from './account-rules.ts';
import { requireWelcome } from './blocked-emails.ts';
import { creationDefaults, lineItemValues } from './defaults.ts';
import { requireInvoiceTransition } from './invoice-rules.ts';
import { requireRoomForLineItem } from './line-item-limit.ts';
import { currentId } from './merged-ids.ts';
import { requireByPortal } from './portal-rules.ts';
import { type RecordRow, recordTable } from './record.ts';
import { unexpired } from './recycle-bin.ts';
import type { ObjectType } from './types.ts';
import { type Claims, requireUnique } from './unique-values.ts';
import { checkedValues, requireProperties } from './validate.ts';
import { type Warning, warningsOf } from './warnings.ts';

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
  /** What a caller of 2026-09 is told of values that are kept otherwise than written. */
  readonly warnings: readonly Warning[];
}

/** `version` is that of the call's path: 2026-09 enforces the account's own rules, older ones do not. */
export function planCreate(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  properties: Readonly<Record<string, unknown>>,
  links: readonly PlannedLink[],
  claims: Claims,
  version = '',
): PlannedWrite {
  const given = underRules(hub, portalId, type, version, checkedValues(hub, portalId, type, properties, {}));
  const copied = lineItemValues(hub, portalId, type, given);
  const values = { ...creationDefaults(hub, portalId, type, copied), ...copied };
  requireProperties(type, values);
  requireByPortal(hub, portalId, type, copied);
  requireStageOfPipeline(hub, portalId, type, {}, values);
  requireAccountRules(hub, portalId, type, version, null, values);
  if (type.singular === 'contact') requireWelcome(hub, portalId, values['email'] ?? '');
  requireEditAssociations(hub, version, links);
  requireSingleParent(type, links);
  requireLinksWithinLimits(hub, portalId, type, links);
  for (const { to, types } of links) {
    requireRecord(hub, portalId, to);
    requireWithinLimits(hub, portalId, { type, id: '' }, to, types);
    requireFreeLineItem(hub, portalId, { type, id: '' }, to);
    requireRoomForLineItem(hub, portalId, { type, id: '' }, to);
  }
  requireUnique(hub, portalId, type, values, null, claims);
  if (type.singular === 'invoice') requireInvoiceTransition(hub, portalId, null, values, links);
  const changes = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  return { type, before: null, changes, links, warnings: warningsOf(hub, portalId, type, version, properties, given) };
}

export function planUpdate(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: RecordRow,
  properties: Readonly<Record<string, unknown>>,
  claims: Claims,
  version = '',
): PlannedWrite {
  const valid = checkedValues(hub, portalId, type, properties, before.properties);
  // An import has no version, and may move a lifecycle stage back.
  const forward = version === '' ? valid : withoutStepBack(hub, portalId, type, before.properties, valid);
  const checked = underRules(hub, portalId, type, version, forward);
  const values = lineItemValues(hub, portalId, type, checked, before);
  requireStageOfPipeline(hub, portalId, type, before.properties, values);
  requireAccountRules(hub, portalId, type, version, before.properties, checked);
  const changes = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== (before.properties[name] ?? '')),
  );
  requireUnique(hub, portalId, type, changes, before.id, claims);
  if (type.singular === 'invoice') requireInvoiceTransition(hub, portalId, before, changes, []);
  const warnings = warningsOf(hub, portalId, type, version, properties, checked);
  return { type, before, changes, links: [], warnings };
}

/** The record an id names: its own id, one that it had before a merge if `oldIds`, or the value of a unique property. */
export function findRecord(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
  oldIds = false,
): RecordRow | undefined {
  const table = recordTable(portalId, type);
  const ownId = idProperty === undefined || idProperty === 'hs_object_id';
  const found = ownId
    ? oldIds
      ? currentId(hub, portalId, type, id)
      : id
    : hub.uniques.find(table, requireIdProperty(hub, portalId, type, idProperty), id);
  if (found === undefined) return undefined;
  return unexpired(hub, portalId, type, hub.tables.rows<RecordRow>(table).get(found));
}

export function requireIdProperty(hub: Hub, portalId: number, type: ObjectType, name: string): string {
  if (findProperty(hub.tables, portalId, type, name)?.hasUniqueValue) return name;
  throw invalid(`Unable to perform update/upsert by non-unique ${type.id} property "${name}"`);
}

/** Association inputs of a create, as planned links. */
export function plannedLinks(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  inputs: readonly { readonly type: ObjectType; readonly id: string; readonly typeIds: readonly number[] }[],
): PlannedLink[] {
  return inputs.map(({ type: toType, id, typeIds }) => ({
    to: { type: toType, id },
    types: wantedTypes(hub, portalId, type, toType, typeIds),
  }));
}
