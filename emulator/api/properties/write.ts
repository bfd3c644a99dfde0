import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import { allGroups, builtInProperties, findProperty, propertyTable } from './catalog.ts';
import type { Property, PropertyOption } from './definition.ts';

const FIELD_TYPES = [
  'booleancheckbox',
  'calculation_equation',
  'checkbox',
  'date',
  'file',
  'html',
  'number',
  'phonenumber',
  'radio',
  'select',
  'text',
  'textarea',
] as const;

const OptionInput = z.object({
  label: z.string().min(1),
  value: z.string(),
  displayOrder: z.number().int().default(-1),
  hidden: z.boolean().default(false),
  description: z.string().optional(),
});

const editable = {
  label: z.string().min(1),
  groupName: z.string().min(1),
  type: z.enum(['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string']),
  fieldType: z.enum(FIELD_TYPES),
  description: z.string(),
  displayOrder: z.number().int(),
  hidden: z.boolean(),
  formField: z.boolean(),
  options: z.array(OptionInput),
};
export const PropertyCreate = z.object({
  ...editable,
  name: z.string().min(1),
  description: editable.description.default(''),
  displayOrder: editable.displayOrder.default(-1),
  hidden: editable.hidden.default(false),
  formField: editable.formField.default(false),
  options: editable.options.default([]),
  hasUniqueValue: z.boolean().default(false),
});
const PropertyPatch = z.object(editable).partial();

const MOST_UNIQUE = 10;

export function createProperty(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  body: z.infer<typeof PropertyCreate>,
): Property {
  const name = body.name.toLowerCase();
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw invalid(`Property name "${body.name}" is invalid: it must start with a letter and hold only a-z, 0-9 and _.`);
  }
  if (findProperty(hub.tables, portalId, type, name)) {
    throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`, {
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  }
  requireGroup(hub, portalId, type, body.groupName);
  const options = requireOptions(body.type, body.options);
  const table = propertyTable(portalId, type);
  if (body.hasUniqueValue) requireUniqueSlot(hub, table);
  const now = hub.clock.now();
  // Creating a property with the name of an archived one brings that one back, with its old values.
  const archived = hub.tables.rows<Property>(table).get(name);
  const property: Property = {
    ...withoutUndefined(body),
    name,
    options,
    hubspotDefined: false,
    calculated: false,
    readOnlyValue: false,
    archived: false,
    createdAt: archived?.createdAt ?? now,
    updatedAt: now,
  };
  hub.tables.put(table, name, property);
  return property;
}

function requireGroup(hub: Hub, portalId: number, type: ObjectType, name: string): void {
  if (allGroups(hub.tables, portalId, type).some((group) => group.name === name && !group.archived)) return;
  throw invalid(`Property group "${name}" does not exist. Create it first.`, {
    subCategory: 'PropertyValidationError.INVALID_GROUP',
  });
}

function requireUniqueSlot(hub: Hub, table: string): void {
  const unique = [...hub.tables.rows<Property>(table).values()].filter((one) => one.hasUniqueValue && !one.archived);
  if (unique.length < MOST_UNIQUE) return;
  throw invalid(`An object type can have at most ${MOST_UNIQUE} properties with unique values.`);
}

function requireOptions(type: string, options: readonly z.infer<typeof OptionInput>[]): PropertyOption[] {
  const values = options.map((option) => option.value);
  if (type === 'bool' && values.toSorted().join() !== 'false,true') {
    throw invalid('A bool property must have exactly the options true and false.', {
      subCategory: 'PropertyValidationError.INVALID_BOOLEAN_OPTION',
    });
  }
  if (new Set(values).size !== values.length) throw invalid('Property options must have distinct values.');
  return options.map((option) => withoutUndefined(option));
}

type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

const withoutUndefined = <T extends object>(object: T): Present<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Present<T>;

/** HubSpot's own properties can be read, but not changed, with one exception that the emulator leaves out: options. */
function requireOwn(hub: Hub, portalId: number, type: ObjectType, name: string): Property {
  if (builtInProperties(type).has(name)) {
    throw invalid(`Property "${name}" is defined by HubSpot and cannot be changed.`);
  }
  const property = findProperty(hub.tables, portalId, type, name);
  if (!property) throw notFound(`Property '${name}' does not exist`);
  return property;
}

export function patchProperty(hub: Hub, portalId: number, type: ObjectType, name: string, body: unknown): Property {
  const before = requireOwn(hub, portalId, type, name);
  const patch = parseBody(PropertyPatch, body);
  if (patch.groupName !== undefined) requireGroup(hub, portalId, type, patch.groupName);
  const options = patch.options === undefined ? before.options : requireOptions(before.type, patch.options);
  const after = { ...before, ...withoutUndefined(patch), options, updatedAt: hub.clock.now() };
  hub.tables.put(propertyTable(portalId, type), name, after);
  return after;
}

export function archiveProperty(hub: Hub, portalId: number, type: ObjectType, name: string): boolean {
  const row = hub.tables.rows<Property>(propertyTable(portalId, type)).get(name);
  if (!row && !builtInProperties(type).has(name)) return false;
  const before = row?.archived ? null : requireOwn(hub, portalId, type, name);
  if (!before) return false;
  hub.tables.put(propertyTable(portalId, type), name, { ...before, archived: true, updatedAt: hub.clock.now() });
  return true;
}

export function propertyView(property: Property): object {
  const { archived, createdAt, updatedAt, readOnlyValue, ...rest } = property;
  return {
    ...rest,
    ...(createdAt === null ? {} : { createdAt: iso(createdAt) }),
    ...(updatedAt === null ? {} : { updatedAt: iso(updatedAt) }),
    archived,
    externalOptions: false,
    modificationMetadata: {
      archivable: !property.hubspotDefined,
      readOnlyDefinition: property.hubspotDefined,
      readOnlyOptions: property.hubspotDefined,
      readOnlyValue,
    },
  };
}
