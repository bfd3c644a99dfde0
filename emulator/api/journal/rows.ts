import type { Hub } from '../hub.ts';

/** An event as the file holds it. */
export type JournalEvent = Readonly<Record<string, unknown>>;

export type SubscriptionType =
  | 'OBJECT'
  | 'ASSOCIATION'
  | 'APP_LIFECYCLE_EVENT'
  | 'LIST_MEMBERSHIP'
  | 'GDPR_PRIVACY_DELETION';

/** Row of the table `journalSubscriptions/{appId}`, keyed by id; empty lists listen to all. */
export interface SubscriptionRow {
  readonly id: number;
  readonly subscriptionType: SubscriptionType;
  /** null for the app's lifecycle, which is of no portal. */
  readonly portalId: number | null;
  /** Of an association, the side it begins at; of the lifecycle, the type of the event. */
  readonly objectTypeId: string;
  readonly actions: readonly string[];
  /** null: the subscription did not say. */
  readonly properties: readonly string[] | null;
  readonly objectIds: readonly number[];
  readonly associatedObjectTypeIds: readonly string[];
  readonly listIds: readonly number[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Condition {
  readonly filterType: 'CRM_OBJECT_PROPERTY';
  readonly operator: string;
  readonly property: string;
  readonly value?: string | undefined;
  readonly values?: readonly string[] | undefined;
}

/** Row of the table `journalFilters/{appId}`, keyed by id. */
export interface FilterRow {
  readonly id: number;
  readonly subscriptionId: number;
  readonly conditions: readonly Condition[];
  readonly createdAt: number;
}

/** Row of the table `journalSnapshots/{appId}`, keyed by the id of its status. */
export interface SnapshotRow {
  readonly id: string;
  readonly initiatedAt: number;
  /** null: it succeeds as soon as the journal has it. */
  readonly failure: string | null;
}

/** Row of the table `journalEvents/{stream}`: not yet in a file. */
export interface PendingRow {
  readonly at: number;
  readonly event: JournalEvent;
}

/** Row of the table `journalFiles/{stream}`, keyed by its offset, oldest first. */
export interface FileRow {
  readonly offset: string;
  readonly publishedAt: number;
  readonly events: readonly JournalEvent[];
}

/** The journal of an app over all portals, or in one portal. */
export const streamOf = (appId: number, portalId: number | null): string =>
  portalId === null ? String(appId) : `${appId}/${portalId}`;

export const subscriptionTable = (appId: number): string => `journalSubscriptions/${appId}`;
export const filterTable = (appId: number): string => `journalFilters/${appId}`;
export const snapshotTable = (appId: number): string => `journalSnapshots/${appId}`;
export const pendingTable = (stream: string): string => `journalEvents/${stream}`;
export const fileTable = (stream: string): string => `journalFiles/${stream}`;

export const subscriptionsOf = (hub: Hub, appId: number): SubscriptionRow[] => [
  ...hub.tables.rows<SubscriptionRow>(subscriptionTable(appId)).values(),
];
