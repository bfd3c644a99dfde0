import type { Tables } from '../store/tables.ts';
import type { ObjectType } from '../objects/types.ts';
import { CART, DISCOUNT, FEE, INVOICE, ORDER, PAYMENT, SUBSCRIPTION, TAX } from './built-in/billing.ts';
import { COMPANY, CONTACT, NOTE, TASK } from './built-in/people.ts';
import { DEAL, LINE_ITEM, PRODUCT, QUOTE, TICKET } from './built-in/selling.ts';
import { builtIn, type Property } from './definition.ts';

const BY_TYPE: Readonly<Record<string, readonly Property[]>> = {
  '0-1': CONTACT,
  '0-2': COMPANY,
  '0-3': DEAL,
  '0-5': TICKET,
  '0-7': PRODUCT,
  '0-8': LINE_ITEM,
  '0-14': QUOTE,
  '0-27': TASK,
  '0-46': NOTE,
  '0-53': INVOICE,
  '0-69': SUBSCRIPTION,
  '0-84': DISCOUNT,
  '0-85': FEE,
  '0-86': TAX,
  '0-101': PAYMENT,
  '0-123': ORDER,
  '0-142': CART,
};

/** The three that HubSpot keeps itself; their values come from the record, not from its properties. */
function bookkeeping(type: ObjectType, group: string): Property[] {
  return [
    builtIn(group, 'hs_object_id number "Record ID" readonly'),
    builtIn(group, `${type.created} datetime "Create Date" readonly`),
    builtIn(group, `${type.modified} datetime "Last Modified Date" readonly`),
  ];
}

const builtInCache = new WeakMap<ObjectType, ReadonlyMap<string, Property>>();

/** HubSpot's own properties of a type. Definitions never change, so that remembering them per type is no state. */
export function builtInProperties(type: ObjectType): ReadonlyMap<string, Property> {
  let found = builtInCache.get(type);
  if (!found) {
    const own = BY_TYPE[type.id] ?? [];
    const all = [...own, ...bookkeeping(type, own[0]?.groupName ?? `${type.singular}information`)];
    builtInCache.set(type, (found = new Map(all.map((property) => [property.name, property]))));
  }
  return found;
}

export const propertyTable = (portalId: number, type: ObjectType): string => `properties/${portalId}/${type.id}`;
export const groupTable = (portalId: number, type: ObjectType): string => `groups/${portalId}/${type.id}`;

/** A live property by name; archived ones do not count. */
export function findProperty(tables: Tables, portalId: number, type: ObjectType, name: string): Property | undefined {
  const builtInOne = builtInProperties(type).get(name);
  if (builtInOne) return builtInOne;
  const own = tables.rows<Property>(propertyTable(portalId, type)).get(name);
  return own?.archived ? undefined : own;
}

export const allProperties = (tables: Tables, portalId: number, type: ObjectType, archived = false): Property[] => [
  ...(archived ? [] : builtInProperties(type).values()),
  ...[...tables.rows<Property>(propertyTable(portalId, type)).values()].filter((one) => one.archived === archived),
];

export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly archived: boolean;
}

export function allGroups(tables: Tables, portalId: number, type: ObjectType): PropertyGroup[] {
  const names = new Set([...builtInProperties(type).values()].map((property) => property.groupName));
  return [
    ...[...names].map((name) => ({ name, label: groupLabel(type), displayOrder: 0, archived: false })),
    ...tables.rows<PropertyGroup>(groupTable(portalId, type)).values(),
  ];
}

const groupLabel = (type: ObjectType): string =>
  `${type.singular.charAt(0).toUpperCase()}${type.singular.slice(1).replaceAll('_', ' ')} information`;
