import { isCustom, type ObjectType } from '../objects/types.ts';
import { everHadPipelines } from '../pipelines/pipeline.ts';
import type { Tables } from '../store/tables.ts';
import { CART, DISCOUNT, FEE, INVOICE, ORDER, PAYMENT, SUBSCRIPTION, TAX } from './built-in/billing.ts';
import { ofCustomObject, ofPipelines } from './built-in/custom.ts';
import { COMPANY, CONTACT, NOTE, TASK } from './built-in/people.ts';
import { DEAL, LINE_ITEM, PRODUCT, QUOTE, TICKET } from './built-in/selling.ts';
import { builtIn, type Property } from './definition.ts';
import { withPipelineOptions } from './pipeline-options.ts';

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

/** The group that HubSpot's own properties of a type are in. */
export const mainGroup = (type: ObjectType): string =>
  isCustom(type) ? `${type.singular}_information` : (BY_TYPE[type.id]?.[0]?.groupName ?? `${type.singular}information`);

/** What HubSpot keeps itself; the values of the first three come from the record, not from its properties. */
function bookkeeping(type: ObjectType, group: string): Property[] {
  return [
    builtIn(group, 'hs_object_id number "Record ID" readonly'),
    builtIn(group, `${type.created} datetime "Create Date" readonly`),
    builtIn(group, `${type.modified} datetime "Last Modified Date" readonly`),
    builtIn(group, 'hs_merged_object_ids enumeration "Merged record IDs" readonly checks'),
  ];
}

const builtInCache = new WeakMap<ObjectType, ReadonlyMap<string, Property>>();
const pipelineCache = new WeakMap<ObjectType, readonly Property[]>();

/** HubSpot's own properties of a type. Definitions never change, so that remembering them per type is no state. */
export function builtInProperties(type: ObjectType): ReadonlyMap<string, Property> {
  let found = builtInCache.get(type);
  if (!found) {
    const own = isCustom(type) ? ofCustomObject(mainGroup(type)) : (BY_TYPE[type.id] ?? []);
    const all = [...own, ...bookkeeping(type, mainGroup(type))];
    builtInCache.set(type, (found = new Map(all.map((property) => [property.name, property]))));
  }
  return found;
}

function pipelineProperties(tables: Tables, portalId: number, type: ObjectType): readonly Property[] {
  if (!isCustom(type) || !everHadPipelines(tables, portalId, type.id)) return [];
  let found = pipelineCache.get(type);
  if (!found) pipelineCache.set(type, (found = ofPipelines(mainGroup(type))));
  return found;
}

export const propertyTable = (portalId: number, type: ObjectType): string => `properties/${portalId}/${type.id}`;

/** HubSpot's definition of a property, without what the portal made of it. */
export const hubspotsProperty = (
  tables: Tables,
  portalId: number,
  type: ObjectType,
  name: string,
): Property | undefined =>
  builtInProperties(type).get(name) ??
  pipelineProperties(tables, portalId, type).find((property) => property.name === name);

/** A live property by name; archived ones do not count. */
export function findProperty(tables: Tables, portalId: number, type: ObjectType, name: string): Property | undefined {
  const own = tables.rows<Property>(propertyTable(portalId, type)).get(name);
  const found = own && !own.archived ? own : hubspotsProperty(tables, portalId, type, name);
  return found && withPipelineOptions(tables, portalId, type, found);
}

export function allProperties(tables: Tables, portalId: number, type: ObjectType, archived = false): Property[] {
  const own = [...tables.rows<Property>(propertyTable(portalId, type)).values()];
  if (archived) return own.filter((one) => one.archived);
  const hubspots = [...builtInProperties(type).values(), ...pipelineProperties(tables, portalId, type)];
  const byName = new Map(hubspots.map((one) => [one.name, withPipelineOptions(tables, portalId, type, one)]));
  for (const one of own) if (!one.archived) byName.set(one.name, one);
  return [...byName.values()];
}
