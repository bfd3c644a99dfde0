import type { Hub } from '../hub.ts';
import { webhookValue } from '../objects/values.ts';
import { iso } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty } from '../properties/catalog.ts';
import type { JournalEvent } from './rows.ts';

/** The event types of the app's lifecycle; no push webhook tells of either. */
export const LIFECYCLE = { installed: '4-1909196', uninstalled: '4-1916193' } as const;

interface Subject {
  readonly portalId: number;
  readonly type: ObjectType;
  readonly id: string;
}

/** The journal says nothing of who made a change: no changeSource, no sourceId. */
export const objectEvent = (
  hub: Hub,
  action: string,
  { portalId, type, id }: Subject,
  more: object = {},
): JournalEvent => ({
  type: 'crmObject',
  portalId,
  occurredAt: iso(hub.clock.now()),
  action,
  objectTypeId: type.id,
  objectId: Number(id),
  ...more,
});

/** Changed values by name, null for a cleared one. */
export function propertyChanges(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
): Record<string, string | null> {
  const told = Object.entries(values).map(([name, value]): [string, string | null] => {
    if (value === '') return [name, null];
    const property = findProperty(hub.tables, portalId, type, name);
    return [name, hub.settings.journalEpochDates ? webhookValue(property, value) : value];
  });
  return Object.fromEntries(told);
}

export const lifecycleEvent = (
  hub: Hub,
  kind: keyof typeof LIFECYCLE,
  portalId: number,
  properties: Readonly<Record<string, unknown>>,
): JournalEvent => ({
  type: 'app_lifecycle_event',
  portalId,
  occurredAt: iso(hub.clock.now()),
  action: kind === 'installed' ? 'APP_INSTALL' : 'APP_UNINSTALL',
  eventTypeId: LIFECYCLE[kind],
  properties,
});
