import type { Hub } from '../hub.ts';
import { findObjectType, OBJECT_TYPES, type ObjectType } from './types.ts';

export interface TypeLabels {
  readonly singular: string;
  readonly plural: string;
}

/** Row of the table `objectTypes/{portalId}`, keyed by type id `2-N`: a custom object of one portal. */
export interface CustomTypeRow {
  /** The same object until the schema changes, so that what is remembered per type stays found. */
  readonly type: ObjectType;
  /** As it was created, case and all. */
  readonly name: string;
  /** `p{portalId}_{name}`, the spelling that is unique over all portals. */
  readonly fullyQualifiedName: string;
  readonly labels: TypeLabels;
  readonly archived: boolean;
}

export const customTypeTable = (portalId: number): string => `objectTypes/${portalId}`;

export const customTypes = <Row extends CustomTypeRow>(hub: Pick<Hub, 'tables'>, portalId: number): Row[] =>
  [...hub.tables.rows<Row>(customTypeTable(portalId)).values()].filter((row) => !row.archived);

/** Every object type of a portal: HubSpot's, and the portal's own ones. */
export const typesIn = (hub: Pick<Hub, 'tables'>, portalId: number): readonly ObjectType[] => [
  ...OBJECT_TYPES,
  ...customTypes(hub, portalId).map((row) => row.type),
];

/** A custom object is named by its type id, its full name, or `p_` and its name; its bare name is not enough. */
export const spellingsOf = (row: CustomTypeRow): string[] => [row.type.id, row.fullyQualifiedName, `p_${row.name}`];

export const isSpelled = (row: CustomTypeRow, wanted: string): boolean =>
  spellingsOf(row).some((spelling) => spelling.toLowerCase() === wanted.toLowerCase());

export function findTypeIn(hub: Pick<Hub, 'tables'>, portalId: number, spelling: string): ObjectType | undefined {
  return findObjectType(spelling) ?? customTypes(hub, portalId).find((row) => isSpelled(row, spelling))?.type;
}

/** What people call a type: `{ singular: 'Line item', plural: 'Line items' }`. */
export function labelsOf(hub: Pick<Hub, 'tables'>, portalId: number, type: ObjectType): TypeLabels {
  const own = hub.tables.rows<CustomTypeRow>(customTypeTable(portalId)).get(type.id);
  return own?.labels ?? { singular: inWords(type.singular), plural: inWords(type.plural) };
}

const inWords = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
