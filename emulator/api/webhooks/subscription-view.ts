import { findObjectType } from '../objects/types.ts';
import { iso } from '../objects/record.ts';
import type { SubscriptionRow } from './configuration.ts';
import type { Subscription } from './events.ts';
import { PROJECT_DATE } from './settings-endpoints.ts';

/** A subscription of the project's file, as if it had been made by the API. */
export const rowOf = (one: Subscription | SubscriptionRow): SubscriptionRow => ({
  deleted: false,
  eventTypeName: null,
  createdAt: PROJECT_DATE,
  updatedAt: PROJECT_DATE,
  ...one,
});

/** As the API answers it: the id is text here, and a number in the events. */
export const subscriptionView = (row: SubscriptionRow): object => ({
  id: String(row.subscriptionId),
  eventType: row.subscriptionType,
  ...(row.propertyName === null ? {} : { propertyName: row.propertyName }),
  ...(row.objectType === null ? {} : { objectTypeId: findObjectType(row.objectType)?.id ?? row.objectType }),
  ...(row.eventTypeName === null ? {} : { eventTypeName: row.eventTypeName }),
  active: row.active,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});
