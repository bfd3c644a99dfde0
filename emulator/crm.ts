/** What the parts of the emulator know of each other: the API implements `Crm`, the record page uses it. */

/** Who changed a record, as HubSpot's webhooks report it (`changeSource`, `sourceId`). */
export interface ChangeActor {
  readonly changeSource: 'CRM_UI' | 'INTEGRATION' | 'IMPORT' | 'API' | 'CALCULATED';
  /** `userId:1` for people, the app id as text for apps. */
  readonly sourceId: string;
}

export interface CrmRecord {
  readonly id: string;
  readonly objectTypeId: string;
  /** HubSpot keeps every value as text; an absent key was never set. */
  readonly properties: Readonly<Record<string, string | null>>;
  /** Epoch milliseconds on the emulator's clock. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archived: boolean;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly groupName: string;
  readonly hasUniqueValue: boolean;
  readonly readOnlyValue: boolean;
  readonly hidden: boolean;
  /** The number is an amount of money. */
  readonly showCurrencySymbol?: boolean;
  /** The property of the same record that names the amount's currency; without it, the account's. */
  readonly currencyPropertyName?: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** A write that HubSpot would refuse, in HubSpot's words. */
export interface ValidationFailure {
  readonly message: string;
  readonly propertyName: string | null;
}

/** An event that an app wrote onto a record (`app-event`). */
export interface TimelineEntry {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly appName: string;
  readonly eventName: string;
  /** The event type's templates, filled in; HubSpot draws them as Markdown. */
  readonly header: string;
  readonly detail: string;
  readonly properties: readonly { readonly label: string; readonly value: string }[];
  /** What the event's link opens in a window. */
  readonly iframe: {
    readonly headerLabel: string;
    readonly linkLabel: string;
    readonly url: string;
    readonly width: number;
    readonly height: number;
  } | null;
}

/** Object types may be given in any of HubSpot's spellings: `companies`, `company`, `COMPANY`, `0-2`. */
export interface Crm {
  portals(): readonly {
    readonly portalId: number;
    readonly name: string;
    readonly timezone: string;
    /** ISO code of the account's own currency. */
    readonly currency: string;
  }[];
  get(portalId: number, objectType: string, id: string): CrmRecord | undefined;
  /** Newest first; `query` matches the default search properties, without case. */
  list(
    portalId: number,
    objectType: string,
    page: { readonly query?: string; readonly offset: number; readonly limit: number },
  ): { readonly total: number; readonly records: readonly CrmRecord[] };
  /** Applies the change, notifies webhooks, or says why not. */
  update(
    portalId: number,
    objectType: string,
    id: string,
    properties: Readonly<Record<string, string>>,
    actor: ChangeActor,
  ): CrmRecord | ValidationFailure;
  /** The new record, or why HubSpot would not take it. */
  create(
    portalId: number,
    objectType: string,
    properties: Readonly<Record<string, string>>,
    actor: ChangeActor,
  ): CrmRecord | ValidationFailure;
  /** Moves a record to the recycle bin and answers it as it lies there. */
  archive(portalId: number, objectType: string, id: string, actor: ChangeActor): CrmRecord | ValidationFailure;
  /** What lies in the recycle bin, last deleted first. */
  archivedList(
    portalId: number,
    objectType: string,
    page: { readonly offset: number; readonly limit: number },
  ): { readonly total: number; readonly records: readonly CrmRecord[] };
  /** Takes a record out of the recycle bin: the same id, and its associations where the other side lives. */
  restore(portalId: number, objectType: string, id: string, actor: ChangeActor): CrmRecord | ValidationFailure;
  /** Answers what is left of the two: it may have a new id, which is where the page has to go. */
  merge(
    portalId: number,
    objectType: string,
    primaryId: string,
    mergedId: string,
    actor: ChangeActor,
  ): CrmRecord | ValidationFailure;
  /** Links two records by the usual type, or by the named association types; answers the `from` record. */
  associate(
    portalId: number,
    fromType: string,
    fromId: string,
    toType: string,
    toId: string,
    actor: ChangeActor,
    typeIds?: readonly number[],
  ): CrmRecord | ValidationFailure;
  /** Removes every link between two records; answers the `from` record. */
  dissociate(
    portalId: number,
    fromType: string,
    fromId: string,
    toType: string,
    toId: string,
    actor: ChangeActor,
  ): CrmRecord | ValidationFailure;
  associated(portalId: number, fromType: string, fromId: string, toType: string): readonly CrmRecord[];
  properties(portalId: number, objectType: string): readonly PropertyDefinition[];
  /** What apps wrote onto the record's timeline, newest first. */
  timeline(portalId: number, objectType: string, id: string): readonly TimelineEntry[];
}
