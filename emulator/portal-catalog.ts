/** What a portal's records can be and how they may be linked; the CRM page draws its navigation and forms from it. */
export interface PortalCatalog {
  /** HubSpot's types, then the portal's custom objects. */
  objectTypes(portalId: number): readonly CatalogType[];
  propertyGroups(portalId: number, objectType: string): readonly { readonly name: string; readonly label: string }[];
  /** Every way to link the two types, in this direction; empty when HubSpot does not let them be associated. */
  associationTypes(portalId: number, fromType: string, toType: string): readonly CatalogAssociation[];
  /** The `typeId`s under which two records are linked now. */
  associationsBetween(portalId: number, from: RecordKey, to: RecordKey): readonly number[];
  /** Values over time of every property that has any, newest first, by property. */
  history(portalId: number, record: RecordKey): Readonly<Record<string, readonly CatalogValue[]>>;
  /** What a record with these values moves through; null when its type knows no stages. */
  stages(portalId: number, objectType: string, values: Readonly<Record<string, string | null>>): CatalogStages | null;
  owners(portalId: number): readonly { readonly id: string; readonly name: string }[];
}

export interface CatalogType {
  readonly objectTypeId: string;
  readonly singular: string;
  readonly plural: string;
  /** What people call them: `Line item`, `Line items`. */
  readonly labels: { readonly singular: string; readonly plural: string };
  /** The property that names a record. */
  readonly display: string;
  /** Properties that tell a reader most, the naming one among them. */
  readonly shown: readonly string[];
  /** A create needs one of each group. */
  readonly required: readonly (readonly string[])[];
  readonly custom: boolean;
}

export interface CatalogAssociation {
  readonly typeId: number;
  readonly category: string;
  /** null: linked without a label. */
  readonly label: string | null;
}

export interface CatalogStages {
  /** The property that names the stage: `dealstage`, `hs_pipeline_stage`, `lifecyclestage`. */
  readonly property: string;
  readonly stages: readonly { readonly value: string; readonly label: string }[];
}

export interface CatalogValue {
  readonly value: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who wrote it, as a reader understands it: `CRM_UI`, or the app's name. */
  readonly source: string;
}

export interface RecordKey {
  readonly objectType: string;
  readonly id: string;
}
