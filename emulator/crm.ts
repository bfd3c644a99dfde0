/** What the parts of the emulator know of each other: the API implements `Crm`, the record page uses it. */

/** Who changed a record, as HubSpot's webhooks report it (`changeSource`, `sourceId`). */
export interface ChangeActor {
  readonly changeSource: 'CRM_UI' | 'INTEGRATION' | 'IMPORT' | 'API';
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
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** A write that HubSpot would refuse, in HubSpot's words. */
export interface ValidationFailure {
  readonly message: string;
  readonly propertyName: string | null;
}

/** Object types may be given in any of HubSpot's spellings: `companies`, `company`, `COMPANY`, `0-2`. */
export interface Crm {
  portals(): readonly { readonly portalId: number; readonly name: string; readonly timezone: string }[];
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
  associated(portalId: number, fromType: string, fromId: string, toType: string): readonly CrmRecord[];
  properties(portalId: number, objectType: string): readonly PropertyDefinition[];
}
